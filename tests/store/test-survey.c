/* After a look at how rows are spread, the engine takes the index that fits, on connections that were there before too. */
#include "engines.h"

#define ROWS 2000

/* As the articles of paragraphs stand (paragraph_article): the second index covers, the first finds. */
static const TdSchemaFile files[] = {
    { 1, "0001-spread",
      "create table spread (whole {id} not null, n {int64} not null, article {int64} not null,"
      " confidence {int64} not null, primary key (whole, n, article));"
      "create index spread_place on spread (whole, article, confidence, n);" },
    { 0 },
};

static gboolean fill (TdTx *tx, gpointer data, GError **error)
{
    (void) data;
    td_tx_seal (tx);
    for (int n = 0; n < ROWS; n++)
        if (!td_exec (tx, "insert into spread (whole, n, article, confidence) values ('one', $1, $2, 900)", error,
                      TD_INT (n), TD_INT (n % 70)))
            return FALSE;
    return TRUE;
}

static gboolean count_rows (TdTx *tx, gpointer data, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select count(*) from spread", error);

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *(gint64 *) data = td_rows_int (rows, 0);
    return TRUE;
}

/* SQLite's plan of the question for one paragraph's articles. A plan that is only explained looks at no schema, so a true question comes first; and
 * what is asked afterwards is another text, since a kept one would not be planned anew. */
struct plan {
    gboolean afterwards;
    char *text;
};

static gboolean plan (TdTx *tx, gpointer data, GError **error)
{
    struct plan *p = data;
    gint64 n;
    g_autoptr (TdRows) rows = NULL;

    if (!count_rows (tx, &n, error))
        return FALSE;
    if (p->afterwards)
        rows = td_select (
            tx, "explain query plan select article from spread where n = $2 and whole = $1 and confidence >= 500",
            error, TD_TEXT ("one"), TD_INT (7));
    else
        rows = td_select (
            tx, "explain query plan select article from spread where whole = $1 and n = $2 and confidence >= 500",
            error, TD_TEXT ("one"), TD_INT (7));
    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    p->text = g_strdup (td_rows_text (rows, 3));
    return TRUE;
}

static char *plan_of (TdStore *store, gboolean afterwards)
{
    g_autoptr (GError) error = NULL;
    struct plan p = { .afterwards = afterwards };

    g_assert_true (td_store_read (store, plan, &p, &error));
    g_assert_no_error (error);
    return p.text;
}

static void test_survey (const char *engine)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TestStore) test = test_store_new (engine, files);
    gint64 n = 0;

    if (!test)
        return;
    g_assert_true (td_store_write (test->store, fill, NULL, &error));
    g_assert_no_error (error);
    gboolean sqlite = strcmp (td_store_engine (test->store), "sqlite") == 0;
    g_autofree char *before = sqlite ? plan_of (test->store, FALSE) : NULL;
    for (int turn = 0; turn < 2; turn++) {
        g_assert_true (td_store_survey (test->store, &error));
        g_assert_no_error (error);
    }
    if (sqlite) {
        g_autofree char *after = plan_of (test->store, TRUE);
        g_assert_null (strstr (before, "n=?"));
        g_assert_nonnull (strstr (after, "n=?"));
    }
    g_assert_true (td_store_read (test->store, count_rows, &n, &error));
    g_assert_cmpint (n, ==, ROWS);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    test_store_add ("/store/survey", test_survey);
    return g_test_run ();
}
