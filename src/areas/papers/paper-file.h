/* A paper as DOCX, ODT, PDF or HTML. */
#pragma once

#include "areas/papers/paper.h"
#include "document/writer.h"

/* td_paper_text as a file. TD_ACT_PAPER_READ. Blocks. */
GBytes *td_paper_file_bytes (TdInstance *instance, const TdViewer *viewer, const char *id, TdFileFormat format,
                             GError **error);
/* "CMW-C-GHA-CO-2-en.docx", or by its id before it has a symbol. Free it. */
char *td_paper_file_name (const TdPaper *paper, TdFileFormat format);
