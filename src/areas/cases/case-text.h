/* Papers as texts of ours; private to this area. */
#pragma once

#include "areas/cases/case-paper.h"
#include "document/document.h"

/* Adds what a document says as sections: its headings are theirs, below level. */
void td_case_text_add (TdText *text, const TdDocument *document, const char *title, int level);
/* A document of a blob, read in the cell; NULL with error. */
TdDocument *td_case_document_of (TdInstance *instance, const char *blob, GError **error);
