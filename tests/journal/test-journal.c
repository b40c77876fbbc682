#include "fixture.h"

static void test_append (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, journal_schema ());
    GError *error = NULL;
    gint64 entries = -1;

    if (!test)
        return;
    g_assert_true (td_journal_check (test->store, &entries, &error));
    g_assert_cmpint (entries, ==, 0);
    for (int i = 1; i <= 5; i++)
        g_assert_cmpint (write_entry (test->store, (TestEntry){ .public_change = i % 2 }), ==, i);
    g_assert_true (td_journal_check (test->store, &entries, &error));
    g_assert_no_error (error);
    g_assert_cmpint (entries, ==, 5);
}

static gboolean append_and_fail (TdTx *tx, gpointer data, GError **error)
{
    if (!append_entry (tx, data, error))
        return FALSE;
    g_set_error (error, TD_BASE_ERROR, TD_ERROR_INPUT, "No.");
    return FALSE;
}

static gboolean append_two (TdTx *tx, gpointer data, GError **error)
{
    return append_entry (tx, data, error) && append_entry (tx, data, error);
}

/* What is rolled back leaves no gap; two entries of one transaction stand in a row. */
static void test_gapless (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, journal_schema ());
    TestEntry entry = { 0 };
    gint64 entries = -1;

    if (!test)
        return;
    write_entry (test->store, (TestEntry){ 0 });
    g_assert_false (td_store_write (test->store, append_and_fail, &entry, NULL));
    g_assert_true (td_store_write (test->store, append_two, &entry, NULL));
    g_assert_cmpint (entry.position, ==, 3);
    g_assert_true (td_journal_check (test->store, &entries, NULL));
    g_assert_cmpint (entries, ==, 3);
}

static gpointer write_some (gpointer data)
{
    for (int i = 0; i < 25; i++)
        write_entry (data, (TestEntry){ 0 });
    return NULL;
}

static void test_threads (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, journal_schema ());
    GThread *threads[4];
    gint64 entries = -1;

    if (!test)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("writer", write_some, test->store);
    for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        g_thread_join (threads[i]);
    g_assert_true (td_journal_check (test->store, &entries, NULL));
    g_assert_cmpint (entries, ==, 100);
}

typedef struct {
    gint64 public_version;
    gboolean real;
} Counts;

static gboolean read_counts (TdTx *tx, gpointer data, GError **error)
{
    Counts *counts = data;

    return td_journal_public_version (tx, &counts->public_version, error)
           && td_journal_has_real_acts (tx, &counts->real, error);
}

static void assert_counts (TdStore *store, gint64 public_version, gboolean real)
{
    Counts counts = { -1, -1 };
    GError *error = NULL;

    g_assert_true (td_store_read (store, read_counts, &counts, &error));
    g_assert_no_error (error);
    g_assert_cmpint (counts.public_version, ==, public_version);
    g_assert_cmpint (counts.real, ==, real);
}

static void test_counts (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, journal_schema ());

    if (!test)
        return;
    assert_counts (test->store, 0, FALSE);
    write_entry (test->store, (TestEntry){ .thing = "instance" });
    write_entry (test->store, (TestEntry){ .thing = "log", .public_change = TRUE });
    assert_counts (test->store, 1, FALSE);
    write_entry (test->store, (TestEntry){ .rehearsal = TRUE });
    assert_counts (test->store, 1, FALSE);
    write_entry (test->store, (TestEntry){ .public_change = TRUE });
    assert_counts (test->store, 2, TRUE);
}

/* ---- subscribers ---- */

typedef struct {
    GArray *positions;
    gint64 fail_at;
    int rehearsals;
} Heard;

static gboolean hear (TdTx *tx G_GNUC_UNUSED, const TdJournalRecord *record, gpointer data, GError **error)
{
    Heard *heard = data;

    if (record->position == heard->fail_at) {
        g_set_error (error, TD_BASE_ERROR, TD_ERROR_BUSY, "Not now.");
        return FALSE;
    }
    g_assert_cmpstr (record->actor, ==, "command");
    g_assert_cmpstr (record->act, ==, "test.act");
    g_assert_cmpstr (record->thing, ==, "test");
    g_assert_cmpstr (record->thing_id, ==, "0000000000000000");
    heard->rehearsals += record->rehearsal;
    g_array_append_val (heard->positions, record->position);
    return TRUE;
}

static void test_catch_up (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, journal_schema ());
    g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gint64));
    const TdSubscriber first = { "first", hear }, second = { "second", hear };
    Heard heard = { .positions = positions };
    gint64 stamp;
    GError *error = NULL;

    if (!test)
        return;
    g_assert_true (td_journal_catch_up (test->store, &first, &heard, &error));
    g_assert_cmpuint (positions->len, ==, 0);
    for (int i = 0; i < 230; i++)
        write_entry (test->store, (TestEntry){ .rehearsal = i == 0 });

    heard.fail_at = 150; /* the second batch fails whole: 101 to 149 are heard again */
    g_assert_false (td_journal_catch_up (test->store, &first, &heard, &error));
    g_assert_error (error, TD_BASE_ERROR, TD_ERROR_BUSY);
    g_clear_error (&error);
    g_assert_cmpuint (positions->len, ==, 149);
    g_array_set_size (positions, 0);

    heard.fail_at = 0;
    g_assert_true (td_journal_catch_up (test->store, &first, &heard, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (positions->len, ==, 130);
    g_assert_cmpint (g_array_index (positions, gint64, 0), ==, 101);
    g_assert_cmpint (g_array_index (positions, gint64, 129), ==, 230);
    g_assert_true (td_journal_catch_up (test->store, &first, &heard, &error));
    g_assert_cmpuint (positions->len, ==, 130);
    stamp = td_store_stamp (test->store); /* nothing new: nothing committed that would wake it again */
    g_assert_true (td_journal_catch_up (test->store, &first, &heard, &error));
    if (strcmp (engine, "sqlite") == 0) /* PostgreSQL tells of earlier commits in its own time */
        g_assert_cmpint (td_store_stamp (test->store), ==, stamp);

    g_array_set_size (positions, 0);
    heard.rehearsals = 0;
    g_assert_true (td_journal_catch_up (test->store, &second, &heard, &error));
    g_assert_cmpuint (positions->len, ==, 230);
    g_assert_cmpint (heard.rehearsals, ==, 1);
}

static gboolean count_listed (const TdJournalRecord *record, gpointer data, GError **error G_GNUC_UNUSED)
{
    gint64 *sum = data;

    *sum += record->position;
    return TRUE;
}

static gboolean list_two (TdTx *tx, gpointer data, GError **error)
{
    return td_journal_list (tx, 1, 2, count_listed, data, error);
}

static void test_list (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, journal_schema ());
    gint64 sum = 0;

    if (!test)
        return;
    for (int i = 0; i < 5; i++)
        write_entry (test->store, (TestEntry){ 0 });
    g_assert_true (td_store_read (test->store, list_two, &sum, NULL));
    g_assert_cmpint (sum, ==, 2 + 3);
}

/* ---- damage ---- */

static gboolean damage_actor (TdTx *tx, gpointer data G_GNUC_UNUSED, GError **error)
{
    return td_exec (tx, "update journal set actor = 'nobody' where position = 3", error);
}

static gboolean damage_time (TdTx *tx, gpointer data G_GNUC_UNUSED, GError **error)
{
    return td_exec (tx, "update journal set at = at - 1 where position = 2", error);
}

static gboolean damage_middle (TdTx *tx, gpointer data G_GNUC_UNUSED, GError **error)
{
    return td_exec (tx, "delete from journal where position = 4", error);
}

static gboolean damage_end (TdTx *tx, gpointer data G_GNUC_UNUSED, GError **error)
{
    return td_exec (tx, "delete from journal where position = 5", error);
}

static void test_damage (const char *engine)
{
    const struct {
        TdTxFunc how;
        const char *said;
    } cases[] = { { damage_actor, "Entry 3 " },
                  { damage_time, "Entry 2 " },
                  { damage_middle, "Entry 4 " },
                  { damage_end, "Entry 5 " } };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (TestStore) test = test_store_new (engine, journal_schema ());
        g_autoptr (GError) error = NULL;
        gint64 entries = -1;

        if (!test)
            return;
        for (int n = 0; n < 5; n++)
            write_entry (test->store, (TestEntry){ .public_change = n == 2 });
        g_assert_true (td_store_keep (test->store, cases[i].how, NULL, NULL));
        g_assert_false (td_journal_check (test->store, &entries, &error));
        g_assert_cmpint (td_error_code (error), ==, TD_ERROR_OURS);
        g_assert_true (g_str_has_prefix (error->message, cases[i].said));
        g_assert_cmpint (entries, ==, -1);
    }
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    td_base_init ();
    test_store_add ("/journal/append", test_append);
    test_store_add ("/journal/gapless", test_gapless);
    test_store_add ("/journal/threads", test_threads);
    test_store_add ("/journal/counts", test_counts);
    test_store_add ("/journal/catch-up", test_catch_up);
    test_store_add ("/journal/list", test_list);
    test_store_add ("/journal/damage", test_damage);
    return g_test_run ();
}
