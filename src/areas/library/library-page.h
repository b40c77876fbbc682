/* What the pages of the library share; private to this area. */
#pragma once

#include "areas/library/library.h"

/* A whole number of a field, within bounds; otherwise where it is none. */
int td_library_number (const char *text, int least, int most, int otherwise);
/* What a type of document is called; English, for td_words. */
const char *td_library_type_label (const TdProfile *profile, const char *slug);
/* The address of a document in one of its languages, and on one of its pages. Free it. */
char *td_library_address_in (const char *locale, const TdLibraryDocument *document, const char *language, int page);
