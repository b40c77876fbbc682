/* Papers as texts of ours; private to this area. */
#pragma once

#include "areas/cases/case-names.h"
#include "areas/cases/case-paper.h"
#include "document/document.h"

/* Adds what a document says as sections: its headings are theirs, below level. */
void td_case_text_add (TdText *text, const TdDocument *document, const char *title, int level);
/* A document of a blob, read in the cell; NULL with error. */
TdDocument *td_case_document_of (TdInstance *instance, const char *blob, GError **error);
/* A text as the file that goes out: PDF, with the replacements, its bytes read again. TD_ERROR_CONFLICT: a name stands in it. Slow. */
GBytes *td_case_outgoing (TdInstance *instance, const TdCaseNames *names, const TdText *text, GError **error);
/* The same of the text of the file behind fd (-1: none was chosen). TD_ERROR_INPUT: there is no text in it. */
GBytes *td_case_written_anew (TdInstance *instance, const TdCaseNames *names, const char *title, int fd,
                              GError **error);
gboolean td_case_keep_bytes (TdInstance *instance, GBytes *bytes, char *ret_sha256, GError **error);
