/* Whether two names may be of one organisation, in whatever script each is written; and names that are made to be taken
 * for another.
 *
 * Names are compared after ICU's transliteration (Any-Latin; Latin-ASCII), folding, and leaving out what carries nothing: legal forms
 * and small words (lexicon/names.csv). Romanisations differ, so letters that they write in several ways become one ("sh" and
 * "s", "yu" and "u"); Arabic and Hebrew write few vowels, so a name in those scripts is compared by its consonants; Chinese sets no
 * spaces, so words are also compared joined. A likeness is a suggestion for a person to judge, never a decision.
 *
 * Names that differ by one whole word on both sides ("of Ghana", "of Guinea"; "Local 12", "Local 13") are not alike.
 *
 * Example:
 *   g_autofree char *a = td_name_key ("Профсоюз мигрантов"), *b = td_name_key ("Profsoyuz migrantov");
 *   if (td_name_likeness (a, b) >= TD_NAME_ALIKE) …
 *
 * Any thread. utf8 is valid and at most a few hundred characters.
 */
#pragma once

#include <glib.h>

#define TD_NAME_ALIKE 0.8

/* The name in small Latin letters and digits, one space between words: for finding it by a part. Free it. */
char *td_name_folded (const char *utf8);
/* What is compared; to be kept beside the name. Empty when the name has no letter or digit. Free it. */
char *td_name_key (const char *utf8);
/* From 0, nothing in common, to 1, the same. */
double td_name_likeness (const char *key, const char *other);

/* Pairs among many keys that are alike, found without comparing each with each. An empty key is like none. */
typedef struct {
    guint first, second; /* positions, first < second */
    double likeness;
} TdNamePair;
GArray *td_name_pairs (const char *const *keys, guint n); /* of TdNamePair, by first and second */

/* What the name looks like (the skeleton of Unicode's UTS 39, case folded): names that differ and look the same have one. Free it. */
char *td_name_looks (const char *utf8);
/* What is odd about how it is written, as an English sentence for td_words ("Letters of several scripts are mixed in one word."), or
 * NULL. */
const char *td_name_oddity (const char *utf8);
