/* The one word diff: what changed between two texts, word by word, as people read it.
 *
 * Words are ICU's (characters of Chinese by dictionary); a change of letter case or of one sign is a change. What stayed, went
 * and came, in order; a word that moved is one that went and one that came; a blank between two words that both changed goes with
 * them. Texts of up to TD_LIMIT_DIFF_WORDS words (signs and blanks count too) are compared exactly (Myers), longer ones line by
 * line first, and then word by word in the lines that differ, as long as these are no longer than that. Any thread.
 */
#pragma once

#include <glib.h>

typedef enum { TD_DIFF_SAME, TD_DIFF_REMOVED, TD_DIFF_ADDED } TdDiffKind;
typedef struct {
    TdDiffKind kind;
    char *text;
} TdDiffPiece;

/* Of TdDiffPiece: none is empty, neighbours are of different kinds, what went stands before what came; all same and removed ones
 * make before, all same and added ones after. language: of both; NULL: unknown. Free with g_ptr_array_unref. */
GPtrArray *td_word_diff (const char *before, const char *after, const char *language);

/* Two lists of paragraphs: which belongs to which, in order of reading (of after; what went stands behind what it stood behind).
 * By id where both have it (ids may be NULL, and so may each of them), else by words: those that are the same, then those
 * that are alike by half and more, the most alike first. A paragraph that moved is one pair. Free with g_array_unref. */
typedef struct {
    int before, after; /* index, or -1: came, went */
} TdDiffPair;
GArray *td_paragraph_diff (const char *const *before_ids, const char *const *before, gsize n_before,
                           const char *const *after_ids, const char *const *after, gsize n_after);
/* How alike two texts are by their words (letter case and signs do not count), 0 to 1: twice the words that both have, by the words
 * of both. */
double td_word_likeness (const char *a, const char *b);
