/* Where one goes from the page of a document: pages of other areas, its files of other formats, citations for programs. Rows of document.html;
 * each array clears its own. */
#pragma once

#include "areas/library/library.h"

GArray *td_document_places (const TdProfile *profile, const TdLibraryDocument *document, const char *locale);
GArray *td_document_exports (const TdLibraryDocument *document, const TdLibraryLanguage *language, const char *locale);
GArray *td_document_cites (const TdLibraryDocument *document, const TdLibraryLanguage *language, const char *locale);
