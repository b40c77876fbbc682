/* Letters of a language that keyboards made for English, French or Spanish do not have: offered beside the field of a translation.
 *
 * Those of the usual spelling of each language, small and great where they differ in writing; a language that is not in the table has none.
 * To add one: a row in letters.c.
 */
#pragma once

#include <glib.h>

/* language: a tag, "wo" or "wo-SN". NULL-terminated; never NULL. Free it. */
char **td_letters_of (const char *language);
