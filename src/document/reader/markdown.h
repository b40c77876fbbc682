/* Markdown, by cmark (CommonMark) with tables of pipes and footnotes as they are commonly written. */
#pragma once

#include "document/reader/reader.h"

/* Whether text (UTF-8, Unix line ends) uses Markdown: headings with '#', or links and emphasis. */
gboolean reader_is_markdown (const char *text);
ReaderFault reader_markdown (const char *text, ReaderDocument *document);
