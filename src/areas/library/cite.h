/* How a document is cited: as BibTeX, as RIS, and as the Committee's own papers do it.
 *
 * All of it is made of what the library knows; what it does not know is left out. An anchor of a numbered paragraph is named in the UN's way, "CMW/C/GHA/CO/1,
 * para. 34". */
#pragma once

#include "areas/library/library.h"

typedef enum { TD_CITE_BIBTEX, TD_CITE_RIS, TD_N_CITES } TdCiteFormat;
const char *td_cite_word (TdCiteFormat format); /* "bib", "ris": also the name's ending */
const char *td_cite_type (TdCiteFormat format); /* the MIME type */
gboolean td_cite_from_word (const char *word, TdCiteFormat *ret_format);

/* One record with its line ends as the format wants them. language: one that the document has. Free it. */
char *td_cite (const TdInstance *instance, const TdLibraryDocument *document, const char *language,
               TdCiteFormat format);
/* "Committee on Migrant Workers, “Concluding observations …”, 12 September 2014 (CMW/C/GHA/CO/1, para. 34)", in the words of locale. anchor may be
 * NULL. Free it. */
char *td_cite_words (const TdInstance *instance, const TdLibraryDocument *document, const char *language,
                     const char *anchor, const char *locale);
