/* A document of the library as a text of the one model, so that each of its writers makes a file of it. */
#pragma once

#include "areas/library/library.h"
#include "document/writer.h"

/* The paragraphs (of TdLibraryParagraph, in order) of one language: headings begin sections, printed numbers stay as they are, anchors
 * are the ids. address: of the site, or NULL. Free it. */
TdText *td_library_text (const TdInstance *instance, const TdLibraryDocument *document,
                         const TdLibraryLanguage *language, const GPtrArray *paragraphs);
/* The whole as a file, in its own language. *ret_name (free it; may be NULL): "CMW-C-GHA-CO-1-en.epub". TD_ERROR_NOT_FOUND where it is not
 * there in this language. Blocks. */
GBytes *td_library_export (TdInstance *instance, const char *symbol_or_id, const char *language, TdFileFormat format,
                           char **ret_name, GError **error);
