#include "text/analyzer.h"
#include "base/limits.h"
#include "text/analyzer-words.h"
#include "text/lexicon.h"
#include "text/script.h"
#include <string.h>

/* ---- tokens of a text ---- */

static void clear_token (gpointer data)
{
    g_free (((TdToken *) data)->text);
}

static void append_token (const char *token, gsize start, gsize end, gpointer data)
{
    TdToken t = { .text = g_strdup (token), .start = (guint32) start, .end = (guint32) end };
    g_array_append_val ((GArray *) data, t);
}

TdTokens *td_analyze (const char *utf8, gssize length, const char *language)
{
    TdTokens *tokens = g_new0 (TdTokens, 1);
    gsize size = length < 0 ? strlen (utf8) : (gsize) length;
    tokens->tokens = g_array_sized_new (FALSE, FALSE, sizeof (TdToken), (guint) (size / 6 + 4));
    g_array_set_clear_func (tokens->tokens, clear_token);
    td_analyze_each (utf8, size, language, append_token, tokens->tokens);
    return tokens;
}

void td_tokens_free (TdTokens *tokens)
{
    if (tokens == NULL)
        return;
    g_array_unref (tokens->tokens);
    g_free (tokens);
}

char *td_tokens_join (const TdTokens *tokens)
{
    GString *joined = g_string_sized_new (tokens->tokens->len * 8 + 1);
    for (guint i = 0; i < tokens->tokens->len; i++) {
        if (i > 0)
            g_string_append_c (joined, ' ');
        g_string_append (joined, g_array_index (tokens->tokens, TdToken, i).text);
    }
    return g_string_free (joined, FALSE);
}

/* ---- queries ---- */

/* Folded stop words: a hash table "LANG word", and the bare word for any language. */
static gpointer load_stop_words (gpointer unused G_GNUC_UNUSED)
{
    GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GPtrArray) rows = td_lexicon_rows ("stopwords.csv", 2);
    static const char *const interface[] = { "en", "fr", "es", "ru", "ar", "zh", NULL };
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index (rows, i);
        g_auto (GStrv) words = g_strsplit (row[1], "|", -1);
        for (guint w = 0; words[w] != NULL; w++) {
            char folded[TD_TOKEN_BYTES + 1];
            if (td_token_plain (words[w], strlen (words[w]), folded) == 0)
                continue;
            g_hash_table_add (set, g_strconcat (row[0], " ", folded, NULL));
            if (g_strv_contains (interface, row[0]))
                g_hash_table_add (set, g_strdup (folded));
        }
    }
    return set;
}

static gboolean is_stop_word (const char *folded, const char *language)
{
    static GOnce once = G_ONCE_INIT;
    GHashTable *set = g_once (&once, load_stop_words, NULL);
    if (language == NULL)
        return g_hash_table_contains (set, folded);
    g_autofree char *key = g_strconcat (language, " ", folded, NULL);
    return g_hash_table_contains (set, key);
}

typedef struct {
    const char *language;
    GPtrArray *terms;   /* of GStrv */
    GPtrArray *stopped; /* the same, of stop words */
} Query;

static void add_once (GPtrArray *alternatives, const char *token)
{
    for (guint i = 0; i < alternatives->len; i++)
        if (g_str_equal (g_ptr_array_index (alternatives, i), token))
            return;
    g_ptr_array_add (alternatives, g_strdup (token));
}

static void add_stem (GPtrArray *alternatives, const char *word, gsize length, const char *language)
{
    char token[TD_TOKEN_BYTES + 1];
    if (td_token_of (word, length, language, token) > 0)
        add_once (alternatives, token);
}

/* People search without accents, and a stem may turn on one: refugies is no form that Snowball knows,
 * réfugiés is. So the usual endings are tried with the accent too. */
static void add_accented (GPtrArray *alternatives, const char *folded, const char *language)
{
    static const struct {
        const char *language, *plain, *accented;
    } endings[] = { { "fr", "ees", "ées" }, { "fr", "es", "és" },     { "fr", "ee", "ée" },
                    { "fr", "e", "é" },     { "es", "cion", "ción" }, { "es", "sion", "sión" } };
    for (guint i = 0; i < G_N_ELEMENTS (endings); i++) {
        if (!g_str_equal (endings[i].language, language) || !g_str_has_suffix (folded, endings[i].plain))
            continue;
        gsize keep = strlen (folded) - strlen (endings[i].plain);
        if (keep < 3)
            continue;
        g_autofree char *accented = g_strdup_printf ("%.*s%s", (int) keep, folded, endings[i].accented);
        add_stem (alternatives, accented, strlen (accented), language);
    }
}

static void query_word (const char *text, gsize start, gsize end, gpointer data)
{
    static const char *const latin[] = { "en", "fr", "es", NULL };
    Query *query = data;
    char folded[TD_TOKEN_BYTES + 1];
    const char *word = text + start;
    gsize length = end - start;
    if (query->terms->len >= TD_LIMIT_SEARCH_TERMS || td_token_plain (word, length, folded) == 0)
        return;
    GPtrArray *alternatives = g_ptr_array_new ();
    add_once (alternatives, folded);
    gunichar first = g_utf8_get_char (folded);
    if (td_script_of (first) == TD_SCRIPT_LATIN) {
        const char *only[] = { query->language, NULL };
        const char *const *languages = query->language != NULL ? only : latin;
        for (guint i = 0; languages[i] != NULL; i++) {
            add_stem (alternatives, word, length, languages[i]);
            add_accented (alternatives, folded, languages[i]);
        }
    } else {
        add_stem (alternatives, word, length, query->language); /* by script where language does not fit */
    }
    g_ptr_array_add (alternatives, NULL);
    GPtrArray *to = is_stop_word (folded, query->language) ? query->stopped : query->terms;
    g_ptr_array_add (to, g_ptr_array_free (alternatives, FALSE));
}

/* Ideographs of a longer word come a second time, by twos (segment.c): a query wants the whole word alone. */
typedef struct {
    Query *query;
    gsize end;
} Whole;

static void whole_word (const char *text, gsize start, gsize end, gpointer data)
{
    Whole *whole = data;
    if (start < whole->end)
        return;
    whole->end = end;
    query_word (text, start, end, whole->query);
}

GPtrArray *td_analyze_query (const char *utf8, const char *language)
{
    g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
    g_autoptr (GPtrArray) stopped = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
    Query query = { .language = language, .terms = terms, .stopped = stopped };
    Whole whole = { .query = &query };
    td_segment (utf8, strlen (utf8), whole_word, &whole);
    if (terms->len > 0)
        return g_steal_pointer (&terms);
    if (stopped->len > TD_LIMIT_SEARCH_TERMS)
        g_ptr_array_set_size (stopped, TD_LIMIT_SEARCH_TERMS);
    return g_steal_pointer (&stopped);
}

/* ---- highlights ---- */

typedef struct {
    GHashTable *wanted;
    GArray *found;
} Highlights;

static void highlight_token (const char *token, gsize start, gsize end, gpointer data)
{
    Highlights *h = data;
    if (!g_hash_table_contains (h->wanted, token))
        return;
    TdToken *last = h->found->len > 0 ? &g_array_index (h->found, TdToken, h->found->len - 1) : NULL;
    if (last != NULL && start < last->end) {
        last->end = MAX (last->end, (guint32) end);
        return;
    }
    TdToken t = { .text = NULL, .start = (guint32) start, .end = (guint32) end };
    g_array_append_val (h->found, t);
}

GArray *td_analyze_highlights (const char *utf8, const char *language, const GPtrArray *query)
{
    g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
    for (guint i = 0; i < query->len; i++) {
        char **alternatives = query->pdata[i];
        for (guint a = 0; alternatives[a] != NULL; a++)
            g_hash_table_add (wanted, alternatives[a]);
    }
    Highlights h = { wanted, g_array_new (FALSE, FALSE, sizeof (TdToken)) };
    if (query->len > 0)
        td_analyze_each (utf8, strlen (utf8), language, highlight_token, &h);
    return h.found;
}
