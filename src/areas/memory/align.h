/* Which sentences of a text are the translation of which, by their lengths alone: Gale and Church, "A Program for Aligning Sentences in Bilingual
 * Corpora" (1993). Pure functions.
 *
 * A long sentence becomes a long one: the dynamic programme finds the likeliest chain of beads (one to one, one to two, two to one, two to
 * two, one to none, none to one) over characters. Otherwise than there, leaving a sentence
 * out costs the same however long it is, so that two that cannot be each other's translation are rather left alone. Nothing is known of words, so it
 * serves every pair of languages; it is meant for a paragraph, whose ends are known to meet.
 */
#pragma once

#include <glib.h>

typedef struct {
    guint a, n_a; /* the first sentence of one side, and how many: 0 to 2 */
    guint b, n_b;
} TdBead;

/* a, b: of char *, in order. ratio: how many characters of b one of a becomes, of the two whole texts (a paragraph alone tells little where a
 * sentence is left out); 0: of these. Of TdBead, which cover both sides in order. */
GArray *td_align (const GPtrArray *a, const GPtrArray *b, double ratio);
/* Sentences of one side joined, with a space between where the language writes any. Free it. */
char *td_align_joined (const GPtrArray *sentences, guint from, guint n, const char *language);
