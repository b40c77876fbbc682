/* The search index: the same hits on both engines, whatever the tokens hold. */
#include "base/errors.h"
#include "base/limits.h"
#include "engines.h"
#include "store/search-index.h"

extern const TdSchemaFile td_schema_files[]; /* the store's own, made by tools/schema-list.py */

typedef struct {
    TdIndex index;
    gint64 entry;
    const char *tokens; /* NULL removes */
} Change;

static gboolean change_index (TdTx *tx, gpointer data, GError **error)
{
    const Change *change = data;
    td_tx_seal (tx);
    if (!change->tokens)
        return td_index_remove (tx, change->index, change->entry, error);
    return td_index_put (tx, change->index, change->entry, change->tokens, error);
}

static void put (TdStore *store, TdIndex index, gint64 entry, const char *tokens)
{
    GError *error = NULL;
    Change change = { index, entry, tokens };
    td_store_write (store, change_index, &change, &error);
    g_assert_no_error (error);
}

typedef struct {
    TdStore *store;
    TdIndex index;
    const char *const *terms;
    TdMatch match;
    int limit;
    gboolean by_score;
    GString *found;
} Search;

static gboolean run_search (TdTx *tx, gpointer data, GError **error)
{
    Search *search = data;
    g_autoptr (TdQuery) query = td_query_new ();
    td_query_add (query, "select h.entry from");
    td_query_add_index (query, search->store, search->index, search->terms, search->match, search->limit);
    td_query_add (query, "h where h.entry > $?", TD_INT (0));
    if (search->by_score)
        td_query_add (query, "order by h.score desc, h.entry");
    else
        td_query_add (query, "order by h.entry");
    g_autoptr (TdRows) rows = td_query_run (query, tx, error);
    if (!rows)
        return FALSE;
    while (td_rows_next (rows, error))
        g_string_append_printf (search->found, "%s%" G_GINT64_FORMAT, search->found->len ? " " : "",
                                td_rows_int (rows, 0));
    return TRUE;
}

static char *search_all (TdStore *store, TdIndex index, TdMatch match, int limit, gboolean by_score,
                         const char *const *terms)
{
    GError *error = NULL;
    Search search = { store, index, terms, match, limit, by_score, g_string_new (NULL) };
    td_store_read (store, run_search, &search, &error);
    g_assert_no_error (error);
    return g_string_free (search.found, FALSE);
}

#define expect(store, match, hits, ...)                                                                                \
    G_STMT_START                                                                                                       \
    {                                                                                                                  \
        const char *const terms_[] = { __VA_ARGS__, NULL };                                                            \
        g_autofree char *found_ = search_all ((store), TD_INDEX_PUBLIC, (match), 0, FALSE, terms_);                    \
        g_assert_cmpstr (found_, ==, (hits));                                                                          \
    }                                                                                                                  \
    G_STMT_END

static void fill (TdStore *store)
{
    put (store, TD_INDEX_PUBLIC, 1, "migrant worker detent passport");
    put (store, TD_INDEX_PUBLIC, 2, "worker wage wage wage");
    put (store, TD_INDEX_PUBLIC, 3, "移徙 工人 权利");
    put (store, TD_INDEX_PUBLIC, 4, "عامل مهاجر");
    put (store, TD_INDEX_PUBLIC, 5, "трудящ мигрант worker");
    put (store, TD_INDEX_PUBLIC, 6, "migrant");
    put (store, TD_INDEX_RESTRICTED, 7, "migrant worker secret");
}

static void test_match (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, td_schema_files);
    if (!test)
        return;
    fill (test->store);
    expect (test->store, TD_MATCH_ALL, "1", "migrant", "worker");
    expect (test->store, TD_MATCH_ANY, "1 2 5 6", "migrant", "worker");
    expect (test->store, TD_MATCH_ALL, "1 5", "migrant мигрант", "worker"); /* alternatives of one word */
    expect (test->store, TD_MATCH_ALL, "1 5", " migrant  мигрант ", "", "worker");
    expect (test->store, TD_MATCH_ALL, "3", "工人");
    expect (test->store, TD_MATCH_ALL, "", "工"); /* tokens are whole */
    expect (test->store, TD_MATCH_ALL, "", "work");
    expect (test->store, TD_MATCH_ALL, "4", "مهاجر");
    expect (test->store, TD_MATCH_ALL, "", "secret");
    expect (test->store, TD_MATCH_ALL, "", "");
    g_autofree char *none = search_all (test->store, TD_INDEX_PUBLIC, TD_MATCH_ALL, 5, TRUE, (const char *[]){ NULL });
    g_assert_cmpstr (none, ==, "");
    g_autofree char *restricted = search_all (test->store, TD_INDEX_RESTRICTED, TD_MATCH_ANY, 0, FALSE,
                                              (const char *[]){ "worker", "wage", NULL });
    g_assert_cmpstr (restricted, ==, "7");
}

static void test_change (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, td_schema_files);
    if (!test)
        return;
    fill (test->store);
    put (test->store, TD_INDEX_PUBLIC, 1, "newly written");
    expect (test->store, TD_MATCH_ALL, "6", "migrant");
    expect (test->store, TD_MATCH_ALL, "1", "newly");
    put (test->store, TD_INDEX_PUBLIC, 1, NULL);
    put (test->store, TD_INDEX_PUBLIC, 99, NULL); /* never there */
    expect (test->store, TD_MATCH_ALL, "", "newly");
    put (test->store, TD_INDEX_PUBLIC, 1, "");
    put (test->store, TD_INDEX_PUBLIC, 1, "back again");
    expect (test->store, TD_MATCH_ANY, "1", "back", "newly");
}

static void test_best (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, td_schema_files);
    if (!test)
        return;
    for (gint64 entry = 1; entry <= 30; entry++)
        put (test->store, TD_INDEX_PUBLIC, entry, entry % 2 ? "even odd" : "even many other words are here");
    put (test->store, TD_INDEX_PUBLIC, 40, "word word word");
    put (test->store, TD_INDEX_PUBLIC, 41, "word other things");
    g_autofree char *best =
        search_all (test->store, TD_INDEX_PUBLIC, TD_MATCH_ANY, 4, TRUE, (const char *[]){ "odd", NULL });
    g_assert_cmpstr (best, ==, "1 3 5 7"); /* ties by entry */
    g_autofree char *more =
        search_all (test->store, TD_INDEX_PUBLIC, TD_MATCH_ALL, 0, TRUE, (const char *[]){ "word", NULL });
    g_assert_cmpstr (more, ==, "40 41"); /* often is better than once */
}

/* What a person types never becomes an operator. */
static void test_quoting (const char *engine)
{
    static const char *const nasty[] = {
        "a'b",
        "a\"b",
        "''",
        "\"",
        "\\",
        "\\'",
        "a\\b",
        "*",
        "^",
        "OR",
        "AND",
        "NOT",
        "NEAR",
        "(",
        ")",
        ":A",
        ":*",
        "&",
        "|",
        "!",
        "<->",
        "tokens:x",
        "{x}",
        "-x",
        "+x",
        "x*",
        "NEAR(x",
        "a,b",
        "a;b",
        "$1",
        "--",
        "/*",
        "%",
        "é",
        "e\xcc\x81",
        "ﬁ",
        "\xf0\x9f\x98\x80",
        "\xc2\xa0",
        "ʼ",
        "İ",
        "ß",
    };
    g_autoptr (TestStore) test = test_store_new (engine, td_schema_files);
    if (!test)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS (nasty); i++)
        put (test->store, TD_INDEX_PUBLIC, (gint64) i + 1, nasty[i]);
    for (gsize i = 0; i < G_N_ELEMENTS (nasty); i++) {
        /* Quotes stand in no token that the analyzer makes; they must only do no harm (FTS5 splits at them). */
        g_autofree char *found =
            search_all (test->store, TD_INDEX_PUBLIC, TD_MATCH_ALL, 0, FALSE, (const char *[]){ nasty[i], NULL });
        g_autofree char *entry = g_strdup_printf ("%" G_GSIZE_FORMAT, i + 1);
        if (!strpbrk (nasty[i], "'\""))
            g_assert_true (g_str_has_prefix (found, entry));
    }
}

static void test_long (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, td_schema_files);
    g_autoptr (GString) tokens = g_string_new ("first");
    if (!test)
        return;
    for (int i = 0; i < 120000; i++)
        g_string_append_printf (tokens, " w%d", i);
    g_string_append (tokens, " last");
    put (test->store, TD_INDEX_PUBLIC, 1, tokens->str);
    expect (test->store, TD_MATCH_ALL, "1", "first", "w30000");
    expect (test->store, TD_MATCH_ALL, "", "last");
    const char *terms[TD_LIMIT_SEARCH_TERMS + 10];
    for (gsize i = 0; i + 1 < G_N_ELEMENTS (terms); i++)
        terms[i] = i < TD_LIMIT_SEARCH_TERMS ? "first" : "nowhere";
    terms[G_N_ELEMENTS (terms) - 1] = NULL;
    g_autofree char *found = search_all (test->store, TD_INDEX_PUBLIC, TD_MATCH_ALL, 0, FALSE, terms);
    g_assert_cmpstr (found, ==, "1");
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    test_store_add ("/search/match", test_match);
    test_store_add ("/search/change", test_change);
    test_store_add ("/search/best", test_best);
    test_store_add ("/search/quoting", test_quoting);
    test_store_add ("/search/long", test_long);
    return g_test_run ();
}
