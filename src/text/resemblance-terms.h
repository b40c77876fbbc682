/* What a text is compared by: its terms, without the words that carry only grammar. For this room alone.
 *
 * A term of a language is the analyzer's token with its language before it; a term of all languages is the beginning of a word in Latin
 * letters ("~deten" of detention, détention, detención) or a number, by which texts of unlike languages meet.
 */
#pragma once

#include <glib.h>

/* One term; lives until the function returns. weight is below 1 for words that every paper holds. */
typedef void (*TdTermFunc) (const char *term, gboolean of_all_languages, double weight, gpointer data);
void td_terms_each (const char *utf8, const char *language, TdTermFunc func, gpointer data);
