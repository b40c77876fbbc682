/* The store's contract, the same on both engines. */
#include "base/errors.h"
#include "engines.h"

static const TdSchemaFile files[] = {
    { 1, "0001-things",
      "-- a comment; with a semicolon and {braces}\n"
      "create table thing (id {id} primary key, name {text} not null unique, n {int64}, blob {bytes},\n"
      "  open {flag} not null default 0, note {text} default 'a; b {c}');\n"
      "create table part (id {id} primary key, thing {id} not null references thing (id));\n" },
    { 2, "0002-more.sqlite", "create table only_here (x {int64});" },
    { 2, "0002-more.postgres", "create table only_here (x {int64});" },
    { 0 },
};

typedef struct {
    const char *id, *name;
    gint64 n;
} Thing;

static gboolean add_thing (TdTx *tx, gpointer data, GError **error)
{
    const Thing *thing = data;
    td_tx_seal (tx);
    return td_exec (tx, "insert into thing (id, name, n) values ($1, $2, $3)", error, TD_TEXT (thing->id),
                    TD_TEXT (thing->name), TD_INT (thing->n));
}

static void add (TdStore *store, const char *id, const char *name, gint64 n)
{
    GError *error = NULL;
    Thing thing = { id, name, n };
    g_assert_true (td_store_write (store, add_thing, &thing, &error));
    g_assert_no_error (error);
}

static gboolean count_things (TdTx *tx, gpointer data, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select count(*) from thing", error);
    if (!rows || !td_rows_next (rows, error))
        return FALSE;
    *(gint64 *) data = td_rows_int (rows, 0);
    return TRUE;
}

static gint64 count (TdStore *store)
{
    GError *error = NULL;
    gint64 n = -1;
    g_assert_true (td_store_read (store, count_things, &n, &error));
    g_assert_no_error (error);
    return n;
}

/* ---- values ---- */

static const guint8 every_byte[] = { 0, 1, 127, 128, 255, '\\', '\'', 0 };

static gboolean write_values (TdTx *tx, gpointer data, GError **error)
{
    (void) data;
    td_tx_seal (tx);
    /* Parameters stand out of order: they are bound by their number, not by where they appear. */
    return td_exec (tx, "insert into thing (blob, n, name, id, open) values ($4, $3, $2, $1, $5)", error, TD_TEXT ("a"),
                    TD_TEXT ("Ünïcode العربية 中文 'quoted' \"so\""), TD_INT (G_MININT64),
                    TD_BYTES (every_byte, sizeof every_byte), TD_FLAG (7))
           && td_exec (tx, "insert into thing (id, name, n, blob) values ($1, $2, $3, $4)", error, TD_TEXT ("b"),
                       TD_TEXT (""), TD_NULL (), TD_BYTES ("", 0))
           && td_exec (tx, "insert into thing (id, name, n, blob) values ($1, $2, $3, $4)", error, TD_TEXT ("c"),
                       TD_TEXT ("c"), TD_INT (G_MAXINT64), TD_NULL ());
}

static gboolean read_values (TdTx *tx, gpointer data, GError **error)
{
    gsize size;
    (void) data;
    g_autoptr (TdRows) rows = td_select (tx, "select id, name, n, blob, open, note from thing order by id", error);
    g_assert_true (td_rows_next (rows, error));
    g_assert_cmpstr (td_rows_text (rows, 1), ==, "Ünïcode العربية 中文 'quoted' \"so\"");
    g_assert_cmpint (td_rows_int (rows, 2), ==, G_MININT64);
    const void *bytes = td_rows_bytes (rows, 3, &size);
    g_assert_cmpmem (bytes, size, every_byte, sizeof every_byte);
    g_assert_cmpint (td_rows_int (rows, 4), ==, 1);
    g_assert_cmpstr (td_rows_text (rows, 5), ==, "a; b {c}");
    g_assert_true (td_rows_next (rows, error));
    g_assert_cmpstr (td_rows_text (rows, 1), ==, "");
    g_assert_false (td_rows_null (rows, 1));
    g_assert_true (td_rows_null (rows, 2));
    g_assert_cmpint (td_rows_int (rows, 2), ==, 0);
    g_assert_nonnull (td_rows_bytes (rows, 3, &size));
    g_assert_cmpint (size, ==, 0);
    g_assert_true (td_rows_next (rows, error));
    g_assert_cmpint (td_rows_int (rows, 2), ==, G_MAXINT64);
    g_assert_cmpstr (td_rows_text (rows, 2), ==, "9223372036854775807");
    g_assert_null (td_rows_bytes (rows, 3, &size));
    g_assert_true (td_rows_null (rows, 3));
    g_assert_false (td_rows_next (rows, error));
    g_assert_false (td_rows_next (rows, error));
    return TRUE;
}

static void test_values (const char *engine)
{
    GError *error = NULL;
    g_autoptr (TestStore) test = test_store_new (engine, files);
    if (!test)
        return;
    td_store_write (test->store, write_values, NULL, &error);
    g_assert_no_error (error);
    td_store_read (test->store, read_values, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (td_store_engine (test->store), ==, engine);
}

/* ---- the seal, errors, rollback ---- */

static gboolean add_unsealed (TdTx *tx, gpointer data, GError **error)
{
    const Thing *thing = data;
    return td_exec (tx, "insert into thing (id, name) values ($1, $2)", error, TD_TEXT (thing->id),
                    TD_TEXT (thing->name));
}

static void test_seal (const char *engine)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TestStore) test = test_store_new (engine, files);
    Thing thing = { "a", "a", 0 };
    if (!test)
        return;
    g_assert_false (td_store_write (test->store, add_unsealed, &thing, &error));
    g_assert_error (error, TD_STORE_ERROR, TD_ERROR_OURS);
    g_assert_cmpint (count (test->store), ==, 0);
    g_assert_true (td_store_keep (test->store, add_unsealed, &thing, NULL));
    g_assert_cmpint (count (test->store), ==, 1);
}

static void test_conflict (const char *engine)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TestStore) test = test_store_new (engine, files);
    Thing same_id = { "a", "other", 0 }, same_name = { "b", "first", 0 };
    if (!test)
        return;
    add (test->store, "a", "first", 1);
    g_assert_false (td_store_write (test->store, add_thing, &same_id, &error));
    g_assert_error (error, TD_STORE_ERROR, TD_ERROR_CONFLICT);
    g_clear_error (&error);
    g_assert_false (td_store_write (test->store, add_thing, &same_name, &error));
    g_assert_error (error, TD_STORE_ERROR, TD_ERROR_CONFLICT);
    g_assert_cmpint (count (test->store), ==, 1);
}

/* A failed statement dooms the transaction on both engines, even when its error is dropped. */
static gboolean go_on_after_failure (TdTx *tx, gpointer data, GError **error)
{
    Thing good = { "g", "good", 0 }, bad = { "b", "first", 0 };
    (void) data;
    g_assert_true (add_thing (tx, &good, error));
    g_assert_false (add_thing (tx, &bad, NULL));
    good.id = good.name = "h";
    g_assert_false (add_thing (tx, &good, NULL));
    return TRUE;
}

static void test_doomed (const char *engine)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TestStore) test = test_store_new (engine, files);
    if (!test)
        return;
    add (test->store, "a", "first", 1);
    g_assert_false (td_store_write (test->store, go_on_after_failure, NULL, &error));
    g_assert_error (error, TD_STORE_ERROR, TD_ERROR_OURS);
    g_assert_cmpint (count (test->store), ==, 1);
}

static gboolean give_up (TdTx *tx, gpointer data, GError **error)
{
    Thing thing = { "z", "z", 0 };
    (void) data;
    g_assert_true (add_thing (tx, &thing, error));
    g_set_error (error, TD_STORE_ERROR, TD_ERROR_INPUT, "No.");
    return FALSE;
}

static gboolean break_reference (TdTx *tx, gpointer data, GError **error)
{
    (void) data;
    td_tx_seal (tx);
    return td_exec (tx, "insert into part (id, thing) values ('p', 'nobody')", error);
}

static gboolean bind_no_unicode (TdTx *tx, gpointer data, GError **error)
{
    Thing thing = { "z", "\xff", 0 };
    (void) data;
    return add_thing (tx, &thing, error);
}

static gboolean bind_too_few (TdTx *tx, gpointer data, GError **error)
{
    (void) data;
    return td_exec (tx, "delete from thing where id = $1 and name = $2", error, TD_TEXT ("a"));
}

static gboolean write_while_reading (TdTx *tx, gpointer data, GError **error)
{
    (void) data;
    return td_exec (tx, "delete from thing", error);
}

static void test_failures (const char *engine)
{
    static const struct {
        TdTxFunc run;
        int code;
    } cases[] = { { give_up, TD_ERROR_INPUT },
                  { break_reference, TD_ERROR_OURS },
                  { bind_no_unicode, TD_ERROR_INPUT },
                  { bind_too_few, TD_ERROR_OURS } };
    g_autoptr (TestStore) test = test_store_new (engine, files);
    g_autoptr (GError) error = NULL;
    if (!test)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_assert_false (td_store_write (test->store, cases[i].run, NULL, &error));
        g_assert_error (error, TD_STORE_ERROR, cases[i].code);
        g_clear_error (&error);
    }
    g_assert_false (td_store_read (test->store, write_while_reading, NULL, &error));
    g_assert_nonnull (error);
    g_assert_cmpint (count (test->store), ==, 0);
    add (test->store, "a", "still works", 0);
}

static gboolean write_inside (TdTx *tx, gpointer data, GError **error)
{
    Thing thing = { "i", "inside", 0 };
    (void) tx;
    return td_store_write (data, add_thing, &thing, error);
}

static TdRows *left_open;

static gboolean leave_rows_open (TdTx *tx, gpointer data, GError **error)
{
    (void) data;
    left_open = td_select (tx, "select id from thing order by id", error);
    g_assert_true (td_rows_next (left_open, error));
    return TRUE;
}

static gboolean read_inside (TdTx *tx, gpointer data, GError **error)
{
    gint64 n;
    (void) tx;
    return td_store_read (data, count_things, &n, error);
}

static gpointer add_beside (gpointer data)
{
    add (data, "b", "while it reads", 0);
    return NULL;
}

/* A read inside is of the same snapshot, and closes no rows but its own. */
static gboolean read_joined (TdTx *tx, gpointer data, GError **error)
{
    gint64 before = -1, after = -1;
    g_autoptr (TdRows) open = td_select (tx, "select id from thing order by id", error);
    g_assert_true (td_rows_next (open, error));
    g_assert_true (td_store_read (data, count_things, &before, error));
    g_thread_join (g_thread_new ("beside", add_beside, data));
    g_assert_true (td_store_read (data, leave_rows_open, NULL, error));
    g_clear_pointer (&left_open, td_rows_free); /* closed already, by the read that left it open */
    g_assert_true (td_store_read (data, count_things, &after, error));
    g_assert_cmpint (before, ==, 1);
    g_assert_cmpint (after, ==, before);
    g_assert_cmpstr (td_rows_text (open, 0), ==, "a");
    g_assert_false (td_rows_next (open, error));
    return TRUE;
}

static void test_joined (const char *engine)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TestStore) test = test_store_new (engine, files);
    if (!test)
        return;
    add (test->store, "a", "there before", 0);
    g_assert_true (td_store_read (test->store, read_joined, test->store, &error));
    g_assert_no_error (error);
    g_assert_cmpint (count (test->store), ==, 2);
    g_assert_false (td_store_write (test->store, read_inside, test->store, &error));
    g_assert_error (error, TD_STORE_ERROR, TD_ERROR_OURS);
}

static void test_nesting (const char *engine)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TestStore) test = test_store_new (engine, files);
    if (!test)
        return;
    g_assert_false (td_store_write (test->store, write_inside, test->store, &error));
    g_assert_error (error, TD_STORE_ERROR, TD_ERROR_OURS);
    g_clear_error (&error);
    g_assert_false (td_store_read (test->store, write_inside, test->store, &error));
    g_assert_error (error, TD_STORE_ERROR, TD_ERROR_OURS);
    add (test->store, "a", "still works", 0);
}

/* ---- rows ---- */

static gboolean read_nested (TdTx *tx, gpointer data, GError **error)
{
    gint64 *pairs = data;
    g_autoptr (TdRows) outer = td_select (tx, "select id from thing order by id", error);
    while (td_rows_next (outer, error)) {
        g_autoptr (TdRows) inner = td_select (tx, "select id from thing order by id", error);
        while (td_rows_next (inner, error))
            ++*pairs;
    }
    return TRUE;
}

static gboolean return_rows (TdTx *tx, gpointer data, GError **error)
{
    gint64 touched = 0;
    (void) data;
    td_tx_seal (tx);
    /* Has its effect even if nobody looks at the row. */
    td_rows_free (td_select (tx, "update thing set n = n + 1 where id = 'a' returning n", error));
    g_autoptr (TdRows) rows = td_select (tx, "update thing set n = n + 1 where id = 'a' returning n", error);
    g_assert_true (td_rows_next (rows, error));
    g_assert_cmpint (td_rows_int (rows, 0), ==, 3);
    g_assert_true (td_exec_count (tx, "update thing set n = 0", &touched, error));
    g_assert_cmpint (touched, ==, 3);
    g_assert_true (td_exec_count (tx, "delete from thing where id = $1", &touched, error, TD_TEXT ("none")));
    g_assert_cmpint (touched, ==, 0);
    return TRUE;
}

static void test_rows (const char *engine)
{
    GError *error = NULL;
    gint64 pairs = 0;
    g_autoptr (TestStore) test = test_store_new (engine, files);
    if (!test)
        return;
    add (test->store, "a", "one", 1);
    add (test->store, "b", "two", 2);
    add (test->store, "c", "three", 3);
    td_store_read (test->store, read_nested, &pairs, &error);
    g_assert_no_error (error);
    g_assert_cmpint (pairs, ==, 9);
    td_store_read (test->store, leave_rows_open, NULL, &error);
    g_assert_no_error (error);
    g_assert_null (td_rows_text (left_open, 0));
    g_assert_false (td_rows_next (left_open, &error));
    g_assert_no_error (error);
    td_rows_free (left_open);
    td_store_write (test->store, return_rows, NULL, &error);
    g_assert_no_error (error);
}

/* ---- the same on both: sorting, like, casts, limits ---- */

static gboolean check_dialect (TdTx *tx, gpointer data, GError **error)
{
    (void) data;
    g_autoptr (TdRows) rows = td_select (tx, "select name from thing order by name", error);
    g_assert_nonnull (rows);
    static const char *const expected[] = { "B", "a", "é" }; /* by bytes, whatever the locale */
    for (gsize i = 0; i < G_N_ELEMENTS (expected); i++) {
        g_assert_true (td_rows_next (rows, error));
        g_assert_cmpstr (td_rows_text (rows, 0), ==, expected[i]);
    }
    g_autoptr (TdRows) like = td_select (tx, "select count(*) from thing where name like $1", error, TD_TEXT ("b%"));
    g_assert_true (td_rows_next (like, error));
    g_assert_cmpint (td_rows_int (like, 0), ==, 0);
    g_autoptr (TdRows) maybe =
        td_select (tx, "select name from thing where ($1 is null or name = $1) and n >= $2 order by n limit $3", error,
                   TD_TEXT (NULL), TD_INT (2), TD_INT (1));
    g_assert_nonnull (maybe);
    g_assert_true (td_rows_next (maybe, error));
    g_assert_cmpstr (td_rows_text (maybe, 0), ==, "a");
    g_assert_false (td_rows_next (maybe, error));
    g_autoptr (TdRows) sums =
        td_select (tx, "select sum(n), cast($1 as bigint) + 1, coalesce(max(name), '') from thing where open = 0",
                   error, TD_INT (41));
    g_assert_nonnull (sums);
    g_assert_true (td_rows_next (sums, error));
    g_assert_cmpint (td_rows_int (sums, 0), ==, 6);
    g_assert_cmpint (td_rows_int (sums, 1), ==, 42);
    g_assert_cmpstr (td_rows_text (sums, 2), ==, "é");
    return TRUE;
}

static void test_dialect (const char *engine)
{
    GError *error = NULL;
    g_autoptr (TestStore) test = test_store_new (engine, files);
    if (!test)
        return;
    add (test->store, "1", "é", 1);
    add (test->store, "2", "a", 2);
    add (test->store, "3", "B", 3);
    td_store_read (test->store, check_dialect, NULL, &error);
    g_assert_no_error (error);
}

/* ---- the builder ---- */

static gboolean check_builder (TdTx *tx, gpointer data, GError **error)
{
    g_autofree char *word = g_strdup ("two");
    (void) data;
    g_autoptr (TdQuery) query = td_query_new ();
    td_query_add (query, "select id, $? from thing where n >= $?", TD_TEXT ("x"), TD_INT (2));
    td_query_add (query, "and name in (");
    for (int i = 0; i < 12; i++)
        td_query_add (query, "$?,", TD_TEXT (word));
    td_query_add (query, "$?)", TD_TEXT ("three"));
    memset (word, 'X', strlen (word)); /* values were copied */
    td_query_add (query, "order by id");
    g_autoptr (TdRows) rows = td_query_run (query, tx, error);
    g_assert_nonnull (rows);
    g_assert_true (td_rows_next (rows, error));
    g_assert_cmpstr (td_rows_text (rows, 0), ==, "b");
    g_assert_cmpstr (td_rows_text (rows, 1), ==, "x");
    g_assert_true (td_rows_next (rows, error));
    g_assert_cmpstr (td_rows_text (rows, 0), ==, "c");
    g_assert_false (td_rows_next (rows, error));
    return TRUE;
}

static void test_builder (const char *engine)
{
    GError *error = NULL;
    g_autoptr (TestStore) test = test_store_new (engine, files);
    if (!test)
        return;
    add (test->store, "a", "one", 1);
    add (test->store, "b", "two", 2);
    add (test->store, "c", "three", 3);
    td_store_read (test->store, check_builder, NULL, &error);
    g_assert_no_error (error);
}

static void test_builder_counts (void)
{
    if (g_test_subprocess ()) {
        TdQuery *query = td_query_new ();
        td_query_add (query, "select $? where $?", TD_INT (1));
        return;
    }
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_failed ();
}

/* ---- migrations ---- */

static void test_migrate (const char *engine)
{
    GError *error = NULL;
    g_autoptr (TestStore) test = test_store_new (engine, NULL);
    if (!test)
        return;
    g_assert_cmpint (td_store_pending (test->store, files, &error), ==, 2);
    TdSchemaFile first[] = { files[0], { 0 } };
    g_assert_true (td_store_migrate (test->store, first, &error));
    g_assert_cmpint (td_store_pending (test->store, files, &error), ==, 1);
    g_assert_true (td_store_migrate (test->store, files, &error));
    g_assert_true (td_store_migrate (test->store, files, &error));
    g_assert_no_error (error);
    g_assert_cmpint (td_store_pending (test->store, files, &error), ==, 0);
    /* newer than the program */
    g_assert_false (td_store_migrate (test->store, first, &error));
    g_assert_error (error, TD_STORE_ERROR, TD_ERROR_OURS);
    g_clear_error (&error);
    g_assert_cmpint (td_store_pending (test->store, first, &error), ==, -1);
    g_clear_error (&error);
    /* changed afterwards */
    TdSchemaFile changed[] = { { 1, "0001-things", "create table other (x {int64})" }, files[1], files[2], { 0 } };
    g_assert_false (td_store_migrate (test->store, changed, &error));
    g_assert_error (error, TD_STORE_ERROR, TD_ERROR_OURS);
    g_clear_error (&error);
    /* a file that fails leaves nothing behind, the good one before it neither */
    TdSchemaFile bad[] = { files[0],
                           files[1],
                           files[2],
                           { 3, "0003-good", "create table good (x {int64})" },
                           { 4, "0004-bad", "create table bad (x {int64}); create nonsense" },
                           { 0 } };
    g_assert_false (td_store_migrate (test->store, bad, &error));
    g_assert_error (error, TD_STORE_ERROR, TD_ERROR_OURS);
    g_clear_error (&error);
    g_assert_cmpint (td_store_pending (test->store, bad, &error), ==, 2);
    TdSchemaFile unknown[] = { { 1, "0001-x", "create table x (y {json})" }, { 0 } };
    g_assert_false (td_store_migrate (test->store, unknown, &error));
    g_clear_error (&error);
}

/* ---- several threads, several processes ---- */

enum { WRITERS = 4, EACH = 15 };

static gboolean add_one (TdTx *tx, gpointer data, GError **error)
{
    (void) data;
    td_tx_seal (tx);
    return td_exec (tx, "update thing set n = n + 1 where id = 'sum'", error);
}

static gpointer write_many (gpointer data)
{
    GError *error = NULL;
    for (int i = 0; i < EACH; i++) {
        td_store_write (data, add_one, NULL, &error);
        g_assert_no_error (error);
        g_assert_cmpint (count (data), ==, 1);
    }
    return NULL;
}

static gboolean read_sum (TdTx *tx, gpointer data, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select n from thing where id = $1", error, TD_TEXT ("sum"));
    if (!rows || !td_rows_next (rows, error))
        return FALSE;
    *(gint64 *) data = td_rows_int (rows, 0);
    return TRUE;
}

/* Two stores on one database stand for two processes; the pool is smaller than the threads. */
static void test_threads (const char *engine)
{
    GError *error = NULL;
    gint64 sum = 0;
    GThread *threads[WRITERS];
    g_autoptr (TestStore) test = test_store_new_sized (engine, files, 1);
    if (!test)
        return;
    add (test->store, "sum", "sum", 0);
    g_autoptr (TdStore) other = td_store_open (test->url, 1, &error);
    g_assert_no_error (error);
    for (int i = 0; i < WRITERS; i++)
        threads[i] = g_thread_new ("writer", write_many, i % 2 ? other : test->store);
    for (int i = 0; i < WRITERS; i++)
        g_thread_join (threads[i]);
    td_store_read (test->store, read_sum, &sum, &error);
    g_assert_no_error (error);
    g_assert_cmpint (sum, ==, WRITERS * EACH);
}

static gboolean changes_within (TdStore *store, gint64 from, int msec)
{
    for (; msec > 0; msec -= 5) {
        if (td_store_stamp (store) != from)
            return TRUE;
        g_usleep (5000);
    }
    return FALSE;
}

static void test_stamp (const char *engine)
{
    GError *error = NULL;
    g_autoptr (TestStore) test = test_store_new (engine, files);
    if (!test)
        return;
    g_autoptr (TdStore) other = td_store_open (test->url, 1, &error);
    g_assert_no_error (error);
    /* While it does not listen yet, each look says that something may have changed; and what was told before may still
     * be on its way on a busy machine. */
    for (int tries = 0; tries < 50 && changes_within (test->store, td_store_stamp (test->store), 250); tries++)
        g_usleep (5000);
    gint64 stamp = td_store_stamp (test->store);
    g_assert_false (changes_within (test->store, stamp, 30));
    add (test->store, "a", "own", 1);
    gint64 own = td_store_stamp (test->store);
    g_assert_cmpint (own, !=, stamp); /* at once */
    add (other, "b", "others", 1);
    g_assert_true (changes_within (test->store, own, 2000));
}

/* ---- a snapshot ---- */

struct snapshot {
    TdStore *store;
    gint64 before, after;
};

static gpointer add_from_aside (gpointer data)
{
    add (data, "aside", "aside", 0);
    return NULL;
}

static gboolean read_twice (TdTx *tx, gpointer data, GError **error)
{
    struct snapshot *snapshot = data;
    if (!count_things (tx, &snapshot->before, error))
        return FALSE;
    g_thread_join (g_thread_new ("aside", add_from_aside, snapshot->store));
    return count_things (tx, &snapshot->after, error);
}

static void test_snapshot (const char *engine)
{
    GError *error = NULL;
    g_autoptr (TestStore) test = test_store_new (engine, files);
    if (!test)
        return;
    struct snapshot snapshot = { .store = test->store };
    td_store_read (test->store, read_twice, &snapshot, &error);
    g_assert_no_error (error);
    g_assert_cmpint (snapshot.before, ==, 0);
    g_assert_cmpint (snapshot.after, ==, 0);
    g_assert_cmpint (count (test->store), ==, 1);
}

/* ---- a server that was restarted ---- */

struct cut {
    TdStore *store;
    int runs;
};

static void cut_connections (void)
{
    test_postgres_run ("do $$ begin perform pg_terminate_backend (pid, 2000) from pg_stat_activity"
                       " where pid <> pg_backend_pid () and application_name = 'treatydesk'; end $$");
}

static gboolean cut_once_and_add (TdTx *tx, gpointer data, GError **error)
{
    struct cut *cut = data;
    Thing thing = { "cut", "cut", 0 };
    if (cut->runs++ == 0)
        cut_connections ();
    return add_thing (tx, &thing, error);
}

static gboolean cut_and_read (TdTx *tx, gpointer data, GError **error)
{
    cut_connections ();
    return count_things (tx, data, error);
}

static void test_lost (const char *engine)
{
    g_autoptr (GError) error = NULL;
    if (strcmp (engine, "sqlite") == 0) {
        g_test_skip ("SQLite has no connection to lose");
        return;
    }
    g_autoptr (TestStore) test = test_store_new (engine, files);
    if (!test)
        return;
    add (test->store, "a", "a", 0);
    g_assert_cmpint (count (test->store), ==, 1);
    td_store_stamp (test->store);
    cut_connections ();
    g_assert_cmpint (count (test->store), ==, 1); /* found out at its begin, connected anew */
    cut_connections ();
    add (test->store, "b", "b", 0);
    struct cut cut = { .store = test->store };
    td_store_write (test->store, cut_once_and_add, &cut, &error); /* found out in the middle, run again */
    g_assert_no_error (error);
    g_assert_cmpint (cut.runs, ==, 2);
    g_assert_cmpint (count (test->store), ==, 3);
    gint64 n;
    g_assert_false (td_store_read (test->store, cut_and_read, &n, &error)); /* half an answer is none */
    g_assert_error (error, TD_STORE_ERROR, TD_ERROR_BUSY);
    g_assert_cmpint (count (test->store), ==, 3);
}

static void test_addresses (void)
{
    g_autoptr (GError) error = NULL;
    g_assert_null (td_store_open ("mysql://nobody", 1, &error));
    g_assert_error (error, TD_STORE_ERROR, TD_ERROR_INPUT);
    g_clear_error (&error);
    g_assert_null (td_store_open ("sqlite:/nonexistent-folder/x.db", 1, &error));
    g_assert_error (error, TD_STORE_ERROR, TD_ERROR_NOT_FOUND);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    test_store_add ("/store/values", test_values);
    test_store_add ("/store/seal", test_seal);
    test_store_add ("/store/conflict", test_conflict);
    test_store_add ("/store/doomed", test_doomed);
    test_store_add ("/store/failures", test_failures);
    test_store_add ("/store/nesting", test_nesting);
    test_store_add ("/store/joined", test_joined);
    test_store_add ("/store/rows", test_rows);
    test_store_add ("/store/dialect", test_dialect);
    test_store_add ("/store/builder", test_builder);
    test_store_add ("/store/migrate", test_migrate);
    test_store_add ("/store/threads", test_threads);
    test_store_add ("/store/stamp", test_stamp);
    test_store_add ("/store/snapshot", test_snapshot);
    test_store_add ("/store/lost", test_lost);
    g_test_add_func ("/store/builder/counts", test_builder_counts);
    g_test_add_func ("/store/addresses", test_addresses);
    return g_test_run ();
}
