/* The one word diff: what changed between two texts, word by word, as people read it.
 *
 * Words are ICU's (characters of Chinese by dictionary); a change of letter case or of one sign is a change. What stayed, went and came,
 * in order; a word that moved is one that went and one that came. Texts of up to TD_LIMIT_DIFF_WORDS words are compared exactly
 * (Myers), longer ones paragraph by paragraph first.
 */
#pragma once

#include <glib.h>

typedef enum { TD_DIFF_SAME, TD_DIFF_REMOVED, TD_DIFF_ADDED } TdDiffKind;
typedef struct {
    TdDiffKind kind;
    char *text;
} TdDiffPiece;

/* Of TdDiffPiece; pieces of one kind are joined; all same and removed ones make before, all same and added ones after. */
GPtrArray *td_word_diff (const char *before, const char *after, const char *language);

/* Two lists of paragraphs: which belongs to which (by id where both have one, else by likeness), in order of reading. */
typedef struct {
    int before, after; /* index, or -1: came, went */
} TdDiffPair;
GArray *td_paragraph_diff (const char *const *before_ids, const char *const *before, gsize n_before,
                           const char *const *after_ids, const char *const *after, gsize n_after);
/* How alike two texts are by their words, 0 to 1. */
double td_word_likeness (const char *a, const char *b);
