/* The engine under the analyzer, without an allocation a token: for this room alone. */
#pragma once

#include <glib.h>

/* One token; text lives until the function returns. */
typedef void (*TdTokenFunc) (const char *token, gsize start, gsize end, gpointer data);

/* Calls func with each token of utf8 in order. Valid UTF-8 only. */
void td_analyze_each (const char *utf8, gsize length, const char *language, TdTokenFunc func, gpointer data);

/* Raw words as they stand: what td_analyze_each makes tokens of. */
typedef void (*TdWordFunc) (const char *text, gsize start, gsize end, gpointer data);
void td_segment (const char *utf8, gsize length, TdWordFunc func, gpointer data);

/* The token of one raw word in a language. out has room for TD_TOKEN_BYTES + 1; returns its length, 0 when
 * nothing is left of the word. */
enum { TD_TOKEN_BYTES = 64 };
gsize td_token_of (const char *word, gsize length, const char *language, char *out);
/* The same without stem and lexicon: folded only. */
gsize td_token_plain (const char *word, gsize length, char *out);
