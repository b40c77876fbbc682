/* Plural forms of a language, as gettext counts them.
 *
 * A catalogue's own header says how many there are and which is for which number ("nplurals=2; plural=(n > 1);"); where there is no catalogue
 * yet, the table of plural.c has the formulas of gettext's manual for languages that are known, and two forms for others. Pure functions.
 */
#pragma once

#include <glib.h>

/* "nplurals=2; plural=(n != 1);" for a language. A literal. */
const char *td_plural_formula (const char *language);
/* How many forms: of header (the header entry of a catalogue; may be NULL) where it says so, else of the language; 1 to 6. */
guint td_plural_forms (const char *language, const char *header);
/* Numbers for which a form is, as examples for people: "1", "2, 3, 4". NULL: none up to a hundred. Free it. */
char *td_plural_examples (const char *language, const char *header, guint form);
