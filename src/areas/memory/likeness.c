/* How alike two texts are. Contract in likeness.h. */
#include "areas/memory/likeness.h"

#include "text/analyzer.h"

#include <string.h>

enum { SAME = 100, SAME_TOKENS = 99, OTHER_DIGITS = 97, MOST_UNLIKE = 96 };

/* FNV-1a with a last mixing: kept in the store, so it stays as it is. */
static guint32 number_of_token (const char *token)
{
    guint32 hash = 2166136261u;

    if (strspn (token, "0123456789") == strlen (token))
        return TD_MEMORY_NUMBER;
    for (const guchar *p = (const guchar *) token; *p != '\0'; p++)
        hash = (hash ^ *p) * 16777619u;
    hash ^= hash >> 16;
    hash *= 0x85ebca6bu;
    hash ^= hash >> 13;
    return hash == TD_MEMORY_NUMBER ? 1 : hash;
}

GArray *td_memory_tokens (const char *text, const char *language)
{
    g_autoptr (TdTokens) found = td_analyze (text, -1, language);
    guint n = MIN (found->tokens->len, (guint) TD_MEMORY_TOKENS);
    GArray *tokens = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n);

    for (guint i = 0; i < n; i++) {
        guint32 token = number_of_token (g_array_index (found->tokens, TdToken, i).text);
        g_array_append_val (tokens, token);
    }
    return tokens;
}

/* Levenshtein within a band: no more than most edits, else most + 1. a is not longer than TD_MEMORY_TOKENS, nor is b. */
static guint distance (const guint32 *a, guint n, const guint32 *b, guint m, guint most)
{
    guint row[TD_MEMORY_TOKENS + 2];

    if ((n > m ? n - m : m - n) > most)
        return most + 1;
    for (guint j = 0; j <= m; j++)
        row[j] = j;
    for (guint i = 1; i <= n; i++) {
        guint from = i > most ? i - most : 1, to = MIN (m, i + most), best = G_MAXUINT;
        guint diagonal = row[from - 1];
        row[from - 1] = from == 1 ? i : most + 1;
        for (guint j = from; j <= to; j++) {
            guint above = j < i + most ? row[j] : most + 1; /* outside of the band of the row before */
            guint cost = MIN (MIN (above, row[j - 1]) + 1, diagonal + (a[i - 1] != b[j - 1]));
            diagonal = row[j];
            row[j] = cost;
            best = MIN (best, cost);
        }
        if (best > most)
            return most + 1;
    }
    return MIN (row[m], most + 1);
}

/* Whether both hold the same digits in the same order. */
static gboolean same_digits (const char *a, const char *b)
{
    for (;;) {
        a += strcspn (a, "0123456789");
        b += strcspn (b, "0123456789");
        if (*a != *b)
            return FALSE;
        if (*a == '\0')
            return TRUE;
        a++;
        b++;
    }
}

int td_memory_score (const char *a, const GArray *a_tokens, const char *b, const guint32 *b_tokens, guint n_b,
                     int least)
{
    guint n = a_tokens->len, longer = MAX (n, n_b);
    guint most = longer * (guint) (100 - CLAMP (least, 0, 100)) / 100, edits;
    int score;

    if (g_str_equal (a, b))
        return SAME;
    if (longer == 0)
        return 0;
    edits =
        distance ((const guint32 *) (void *) a_tokens->data, n, b_tokens, MIN (n_b, (guint) TD_MEMORY_TOKENS), most);
    if (edits > most)
        return 0;
    if (edits == 0)
        return same_digits (a, b) ? SAME_TOKENS : OTHER_DIGITS;
    score = (int) ((100 * (longer - edits) + longer / 2) / longer);
    score = MIN (score, (int) MOST_UNLIKE);
    return score >= least ? score : 0;
}
