/* How alike two texts of one language are, token by token: what a match's score is. Pure functions, any thread.
 *
 * Tokens are the analyzer's (text/analyzer.h) as numbers of 32 bits, at most TD_MEMORY_TOKENS of a text; every number ("12", "2014") is the one
 * token TD_MEMORY_NUMBER, so that "article 12" and "article 14" meet.
 */
#pragma once

#include <glib.h>

enum {
    TD_MEMORY_TOKENS = 400,
    TD_MEMORY_NUMBER = 0, /* the token of any number */
};

/* Of guint32, in order. */
GArray *td_memory_tokens (const char *text, const char *language);

/* 0 to 100. 100: the same text. 99: the same tokens, and the same digits. 97: the same tokens with other digits. Else the share of tokens that stay
 * (edit distance over the longer of the two), at most 96. What cannot reach least is 0, and found out sooner. */
int td_memory_score (const char *a, const GArray *a_tokens, const char *b, const guint32 *b_tokens, guint n_b,
                     int least);
