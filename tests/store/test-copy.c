/* A whole store out and into an empty one: the same on both engines and across them, and nothing from outside gets further than its kind. */
#include "base/errors.h"
#include "engines.h"
#include "store/copy.h"
#include "store/search-index.h"

static const TdSchemaFile files[] = {
    { 1, "0001-things",
      "create table thing (id {id} primary key, name {text} not null unique, n {int64}, blob {bytes},\n"
      "  open {flag} not null default 0, parent {id} references thing (id), part {id});\n"
      "create table part (id {id} primary key, thing {id} not null references thing (id));\n"
      "create table \"a \"\"quoted\"\" name\" (\"select\" {int64});\n"
      "insert into \"a \"\"quoted\"\" name\" (\"select\") values (7);" },
    { 2, "0002-more", "alter table thing add column note {text}" },
    { 3, "0003-search.sqlite",
      "create virtual table search_public using fts5 (tokens, tokenize = \"ascii tokenchars '-'\");\n"
      "create virtual table search_restricted using fts5 (tokens, tokenize = \"ascii tokenchars '-'\")" },
    { 3, "0003-search.postgres",
      "create table search_public (entry {int64} primary key, tokens tsvector not null);\n"
      "create table search_restricted (entry {int64} primary key, tokens tsvector not null)" },
    { 0 },
};

static const guint8 every_byte[] = { 0, 1, 127, 128, 255, '\\', '\'', 0 };

/* ---- out and in ---- */

static gboolean fill (TdTx *tx, gpointer data, GError **error)
{
    (void) data;
    td_tx_seal (tx);
    /* What refers to another stands before it by its name: in a copy it may come first. */
    return td_exec (tx, "insert into thing (id, name, n, blob, open) values ('z', $1, $2, $3, 1)", error,
                    TD_TEXT ("Ünïcode العربية 中文 'quoted' \"so\" \\ \n tab\t"), TD_INT (G_MININT64),
                    TD_BYTES (every_byte, sizeof every_byte))
           && td_exec (tx, "insert into thing (id, name, n, blob, parent) values ('a', '', $1, $2, 'z')", error,
                       TD_INT (G_MAXINT64), TD_BYTES ("", 0))
           && td_exec (tx, "insert into thing (id, name, note) values ('b', 'nothing', null)", error)
           && td_exec (tx, "insert into part (id, thing) values ('p', 'a')", error)
           && td_exec (tx, "update \"a \"\"quoted\"\" name\" set \"select\" = 8", error)
           && td_index_put (tx, TD_INDEX_PUBLIC, 1, "wage theft wage", error)
           && td_index_put (tx, TD_INDEX_RESTRICTED, 2, "deten 'quo-te\\", error);
}

static gboolean keep_piece (const char *lines, gsize n, gpointer data, GError **error)
{
    (void) error;
    g_ptr_array_add (data, g_strndup (lines, n));
    return TRUE;
}

static gboolean nothing (TdTx *tx, gpointer data, GError **error)
{
    (void) tx, (void) data, (void) error;
    return TRUE;
}

static gboolean copy_out (TdTx *tx, gpointer data, GError **error)
{
    gint64 rows = 0;

    return td_store_copy_out (tx, keep_piece, data, &rows, error);
}

static GPtrArray *pieces_of (TdStore *store)
{
    GPtrArray *pieces = g_ptr_array_new_with_free_func (g_free);
    GError *error = NULL;

    td_store_read_held (store, nothing, copy_out, pieces, &error);
    g_assert_no_error (error);
    return pieces;
}

static gboolean feed (TdCopyIn *in, gpointer data, GError **error)
{
    const GPtrArray *pieces = data;

    for (guint i = 0; i < pieces->len; i++)
        if (!td_copy_in_take (in, pieces->pdata[i], strlen (pieces->pdata[i]), error))
            return FALSE;
    return TRUE;
}

static int by_text (gconstpointer a, gconstpointer b)
{
    return strcmp (*(char *const *) a, *(char *const *) b);
}

static char *sorted_lines (const GPtrArray *pieces)
{
    g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < pieces->len; i++) {
        g_auto (GStrv) each = g_strsplit (pieces->pdata[i], "\n", -1);
        for (gsize k = 0; each[k] != NULL; k++)
            g_ptr_array_add (lines, g_strdup (each[k]));
    }
    g_ptr_array_sort (lines, by_text);
    g_ptr_array_add (lines, NULL);
    return g_strjoinv ("\n", (char **) lines->pdata);
}

static void copy_between (const char *from, const char *to)
{
    g_autoptr (TestStore) source = test_store_new (from, files), target = test_store_new (to, NULL);
    g_autoptr (GPtrArray) pieces = NULL, again = NULL;
    g_autofree char *before = NULL, *after = NULL;
    GError *error = NULL;
    gint64 rows = 0;

    if (source == NULL || target == NULL)
        return;
    td_store_write (source->store, fill, NULL, &error);
    g_assert_no_error (error);
    pieces = pieces_of (source->store);
    td_store_copy_in (target->store, files, feed, pieces, &rows, &error);
    g_assert_no_error (error);
    g_assert_cmpint (rows, ==, 7);
    again = pieces_of (target->store);
    before = sorted_lines (pieces);
    after = sorted_lines (again);
    g_assert_cmpstr (before, ==, after);
    g_assert_nonnull (strstr (before, "AAF/gP9cJwA="));
    g_assert_cmpint (td_store_pending (target->store, files, NULL), ==, 0);
    /* Again into what is not empty any more. */
    g_assert_false (td_store_copy_in (target->store, files, feed, pieces, &rows, &error));
    g_assert_error (error, TD_STORE_ERROR, TD_ERROR_CONFLICT);
    g_clear_error (&error);
}

static void test_copy (const char *engine)
{
    copy_between (engine, engine);
}

static void test_across (const char *engine)
{
    if (g_getenv ("TREATYDESK_TEST_POSTGRES") == NULL)
        g_test_skip ("TREATYDESK_TEST_POSTGRES is not set");
    else
        copy_between (engine, g_str_equal (engine, "sqlite") ? "postgres" : "sqlite");
}

/* More than is fetched at once, in more than one piece. */
static gboolean fill_many (TdTx *tx, gpointer data, GError **error)
{
    g_autofree char *large = g_strnfill (3000, 'x');

    (void) data;
    td_tx_seal (tx);
    for (int i = 0; i < 1001; i++) {
        g_autofree char *id = g_strdup_printf ("t%04d", i);
        if (!td_exec (tx, "insert into thing (id, name, note) values ($1, $1, $2)", error, TD_TEXT (id),
                      TD_TEXT (large)))
            return FALSE;
    }
    return TRUE;
}

static void test_many (const char *engine)
{
    g_autoptr (TestStore) source = test_store_new (engine, files), target = test_store_new (engine, NULL);
    g_autoptr (GPtrArray) pieces = NULL;
    GError *error = NULL;
    gint64 rows = 0;

    if (source == NULL || target == NULL)
        return;
    td_store_write (source->store, fill_many, NULL, &error);
    g_assert_no_error (error);
    pieces = pieces_of (source->store);
    g_assert_cmpuint (pieces->len, >, 2);
    td_store_copy_in (target->store, files, feed, pieces, &rows, &error);
    g_assert_no_error (error);
    g_assert_cmpint (rows, ==, 1002);
}

/* ---- what is refused ---- */

static void test_refused (const char *engine)
{
    static const char *const bad[] = {
        "", /* alone it is fine; it stands here so that what follows is tried on an empty store */
        "no json\n",
        "{\"table\":\"thing\"}\n",
        "{\"table\":\"nowhere\",\"columns\":[\"id\"]}\n",
        "{\"table\":\"store_schema\",\"columns\":[\"number\",\"name\",\"hash\"]}\n[9,\"x\",\"y\"]\n",
        "{\"table\":\"thing\",\"columns\":[\"id\",\"nowhere\"]}\n",
        "{\"table\":\"thing\",\"columns\":[\"id) values ('x') --\"]}\n[\"a\"]\n",
        "{\"table\":\"thing\",\"columns\":[1]}\n",
        "{\"table\":\"thing\",\"columns\":[\"id\",\"name\"]}\n[\"a\"]\n",
        "{\"table\":\"thing\",\"columns\":[\"id\",\"name\"]}\n[\"a\",5]\n",
        "{\"table\":\"thing\",\"columns\":[\"id\",\"name\",\"n\"]}\n[\"a\",\"b\",\"5\"]\n",
        "{\"table\":\"thing\",\"columns\":[\"id\",\"name\",\"n\"]}\n[\"a\",\"b\",5.5]\n",
        "{\"table\":\"thing\",\"columns\":[\"id\",\"name\",\"blob\"]}\n[\"a\",\"b\",\"plain\"]\n",
        "{\"table\":\"thing\",\"columns\":[\"id\",\"name\"]}\n[\"a\",null]\n",
        "{\"table\":\"thing\",\"columns\":[\"id\",\"name\"]}\n[\"a\",\"b\"]", /* no end of the line */
        "{\"table\":\"thing\",\"columns\":[\"id\",\"name\"]}\n[\"a\",\"b\"]\n[\"a\",\"c\"]\n",
        "{\"table\":\"part\",\"columns\":[\"id\",\"thing\"]}\n[\"p\",\"nobody\"]\n",
        "{\"index\":\"secret\"}\n",
        "{\"index\":\"public\"}\n[\"1\",\"wage\"]\n",
    };
    g_autoptr (TestStore) target = test_store_new (engine, NULL);
    gboolean is_new = FALSE;
    gint64 rows = 0;

    if (target == NULL)
        return;
    for (gsize i = 1; i < G_N_ELEMENTS (bad); i++) {
        g_autoptr (GPtrArray) pieces = g_ptr_array_new ();
        g_autoptr (GError) error = NULL;
        g_ptr_array_add (pieces, (gpointer) bad[i]);
        g_assert_false (td_store_copy_in (target->store, files, feed, pieces, &rows, &error));
        g_assert_nonnull (error);
        g_assert_true (td_store_is_new (target->store, &is_new, NULL));
        g_assert_true (is_new);
    }
    {
        g_autoptr (GPtrArray) pieces = g_ptr_array_new ();
        g_autoptr (GError) error = NULL;
        g_ptr_array_add (pieces, (gpointer) bad[0]);
        td_store_copy_in (target->store, files, feed, pieces, &rows, &error);
        g_assert_no_error (error);
    }
}

/* An earlier schema stays as it was, and is brought up afterwards. */
static void test_older (const char *engine)
{
    static const char piece[] = "{\"table\":\"thing\",\"columns\":[\"id\",\"name\"]}\n[\"a\",\"b\"]\n";
    g_autoptr (TestStore) target = test_store_new (engine, NULL);
    g_autoptr (GPtrArray) pieces = g_ptr_array_new (), schema = NULL;
    const TdSchemaFile first[] = { files[0], { 0 } };
    GError *error = NULL;
    gint64 rows = 0;

    if (target == NULL)
        return;
    g_ptr_array_add (pieces, (gpointer) piece);
    td_store_copy_in (target->store, first, feed, pieces, &rows, &error);
    g_assert_no_error (error);
    g_assert_cmpint (rows, ==, 1);
    schema = td_store_schema (target->store, &error);
    g_assert_cmpuint (schema->len, ==, 1);
    g_assert_cmpstr (((TdSchemaApplied *) schema->pdata[0])->name, ==, "0001-things");
    g_assert_cmpint (td_store_pending (target->store, files, NULL), ==, 2);
    g_assert_true (td_store_migrate (target->store, files, &error));
}

/* ---- while nobody commits ---- */

typedef struct {
    TdStore *store;
    gint done; /* atomic */
    GThread *thread;
    gint64 seen;
} Held;

static gboolean add_one (TdTx *tx, gpointer data, GError **error)
{
    (void) data;
    td_tx_seal (tx);
    return td_exec (tx, "insert into thing (id, name) values ('late', 'late')", error);
}

static gpointer write_meanwhile (gpointer data)
{
    Held *h = data;

    g_assert_true (td_store_write (h->store, add_one, NULL, NULL));
    g_atomic_int_set (&h->done, 1);
    return NULL;
}

static gboolean hold (TdTx *tx, gpointer data, GError **error)
{
    Held *h = data;

    (void) tx, (void) error;
    h->thread = g_thread_new ("writer", write_meanwhile, h);
    g_usleep (100000);
    g_assert_false (g_atomic_int_get (&h->done));
    return TRUE;
}

static gboolean look (TdTx *tx, gpointer data, GError **error)
{
    Held *h = data;
    g_autoptr (TdRows) rows = NULL;

    g_thread_join (h->thread); /* it waits no longer, and what it wrote is not of this moment */
    rows = td_select (tx, "select count(*) from thing", error);
    g_assert_true (td_rows_next (rows, error));
    h->seen = td_rows_int (rows, 0);
    return TRUE;
}

static void test_held (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, files);
    Held h = { 0 };
    GError *error = NULL;

    if (test == NULL)
        return;
    h.store = test->store;
    td_store_read_held (test->store, hold, look, &h, &error);
    g_assert_no_error (error);
    g_assert_cmpint (h.seen, ==, 0);
    g_assert_true (g_atomic_int_get (&h.done));
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    test_store_add ("/copy/there-and-back", test_copy);
    test_store_add ("/copy/across-engines", test_across);
    test_store_add ("/copy/many", test_many);
    test_store_add ("/copy/refused", test_refused);
    test_store_add ("/copy/older", test_older);
    test_store_add ("/copy/held", test_held);
    return g_test_run ();
}
