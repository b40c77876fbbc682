/* Limits on how often: windows, what is counted and what is forgotten; the table tells nobody. */
#include "../store/engines.h"

#include "base/errors.h"
#include "door/door.h"
#include "door/rate.h"

static const TdSchemaFile schema[] = {
    { 12, "rates",
      "create table rate (id {id} primary key, what {text} not null, who {bytes} not null, at {int64} not null);"
      "create index rate_who on rate (who, what, at);" },
    { 0 },
};

static const gint64 noon = G_GINT64_CONSTANT (1795521600000000);

typedef struct {
    guint8 pepper[32];
    const char *what, *who;
    int most, seconds;
    gint64 now;
    gint64 count;
    gboolean fails_later;
} Try;

static gboolean take (TdTx *tx, gpointer data, GError **error)
{
    const Try *t = data;

    if (!td_rate_take (tx, t->pepper, t->what, t->who, t->most, t->seconds, t->now, error))
        return FALSE;
    if (t->fails_later)
        g_set_error_literal (error, TD_DOOR_ERROR, TD_ERROR_INPUT, "Something else was wrong.");
    return !t->fails_later;
}

static gboolean count (TdTx *tx, gpointer data, GError **error)
{
    Try *t = data;

    return td_rate_count (tx, t->pepper, t->what, t->who, t->seconds, t->now, &t->count, error);
}

/* 'y' taken, 'n' too often; seconds after noon. */
static char take_at (TestStore *test, Try t, gint64 microseconds)
{
    g_autoptr (GError) error = NULL;

    t.now = noon + microseconds;
    if (td_store_keep (test->store, take, &t, &error))
        return 'y';
    g_assert_error (error, TD_DOOR_ERROR, TD_ERROR_BUSY);
    return 'n';
}

static gint64 count_at (TestStore *test, Try t, gint64 microseconds)
{
    g_autoptr (GError) error = NULL;

    t.now = noon + microseconds;
    g_assert_true (td_store_read (test->store, count, &t, &error));
    g_assert_no_error (error);
    return t.count;
}

static const Try invite = { .what = "invite", .who = "amina@example.org", .most = 3, .seconds = 60 };

/* As many as may in the window; one leaves it when it is exactly as old as the window is long, not a moment before. */
static void test_window (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, schema);
    const gint64 s = G_TIME_SPAN_SECOND;

    if (test == NULL)
        return;
    g_assert_cmpint (count_at (test, invite, 0), ==, 0);
    g_assert_cmpint (take_at (test, invite, 0), ==, 'y');
    g_assert_cmpint (take_at (test, invite, 10 * s), ==, 'y');
    g_assert_cmpint (count_at (test, invite, 10 * s), ==, 2);
    g_assert_cmpint (take_at (test, invite, 10 * s), ==, 'y');
    g_assert_cmpint (take_at (test, invite, 10 * s), ==, 'n');
    g_assert_cmpint (take_at (test, invite, 60 * s - 1), ==, 'n');
    g_assert_cmpint (take_at (test, invite, 60 * s), ==, 'y');
    g_assert_cmpint (take_at (test, invite, 60 * s), ==, 'n');
    g_assert_cmpint (count_at (test, invite, 60 * s), ==, 3);
    g_assert_cmpint (take_at (test, invite, 70 * s), ==, 'y');
    g_assert_cmpint (take_at (test, invite, 70 * s), ==, 'y');
    g_assert_cmpint (take_at (test, invite, 70 * s), ==, 'n');
}

/* Others, and other things, are counted apart; so is the same person in another instance. */
static void test_apart (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, schema);
    Try other = invite, thing = invite, elsewhere = invite, none = invite;

    if (test == NULL)
        return;
    other.who = "amina@example.or";
    thing.what = "invit";
    thing.who = "eamina@example.org";
    elsewhere.pepper[31] = 1;
    none.most = 0;
    for (int i = 0; i < 3; i++)
        g_assert_cmpint (take_at (test, invite, 0), ==, 'y');
    g_assert_cmpint (take_at (test, invite, 0), ==, 'n');
    g_assert_cmpint (take_at (test, other, 0), ==, 'y');
    g_assert_cmpint (take_at (test, thing, 0), ==, 'y');
    g_assert_cmpint (take_at (test, elsewhere, 0), ==, 'y');
    g_assert_cmpint (count_at (test, invite, 0), ==, 3);
    none.who = "kofi@example.org";
    g_assert_cmpint (take_at (test, none, 0), ==, 'n');
}

/* What failed later was not done, and is not counted; what was refused is not counted either. */
static void test_not_counted (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, schema);
    Try failing = invite;
    g_autoptr (GError) error = NULL;

    if (test == NULL)
        return;
    failing.now = noon;
    failing.fails_later = TRUE;
    g_assert_false (td_store_keep (test->store, take, &failing, &error));
    g_assert_error (error, TD_DOOR_ERROR, TD_ERROR_INPUT);
    g_assert_cmpint (count_at (test, invite, 0), ==, 0);
    for (int i = 0; i < 5; i++)
        take_at (test, invite, 0);
    g_assert_cmpint (count_at (test, invite, 0), ==, 3);
}

struct table {
    gint64 rows;
    GString *bytes;
};

static gboolean read_table (TdTx *tx, gpointer data, GError **error)
{
    struct table *table = data;
    g_autoptr (TdRows) rows = td_select (tx, "select id, what, who, at from rate order by at", error);
    g_autoptr (GError) problem = NULL;

    while (rows != NULL && td_rows_next (rows, &problem)) {
        gsize size;
        const char *who = td_rows_bytes (rows, 2, &size);
        table->rows++;
        g_assert_cmpuint (size, ==, 32);
        g_string_append (table->bytes, td_rows_text (rows, 0));
        g_string_append_len (table->bytes, who, (gssize) size);
    }
    g_assert_no_error (problem);
    return rows != NULL;
}

static gint64 look_in (TestStore *test, const char *word)
{
    g_autoptr (GString) bytes = g_string_new (NULL);
    struct table table = { 0, bytes };
    g_autoptr (GError) error = NULL;

    g_assert_true (td_store_read (test->store, read_table, &table, &error));
    g_assert_no_error (error);
    g_assert_null (g_strstr_len (bytes->str, (gssize) bytes->len, word));
    return table.rows;
}

/* The table holds no word of who it was, and nothing older than a day. */
static void test_forgotten (const char *engine)
{
    g_autoptr (TestStore) test = test_store_new (engine, schema);
    Try daily = invite, later = invite;
    const gint64 day = TD_RATE_DAY * G_TIME_SPAN_SECOND;

    if (test == NULL)
        return;
    daily.seconds = TD_RATE_DAY;
    later.who = "kofi@example.org";
    for (int i = 0; i < 3; i++)
        g_assert_cmpint (take_at (test, daily, 0), ==, 'y');
    g_assert_cmpint (take_at (test, daily, day - 1), ==, 'n');
    g_assert_cmpint (look_in (test, "amina"), ==, 3);
    g_assert_cmpint (take_at (test, later, day), ==, 'y');
    g_assert_cmpint (look_in (test, "kofi"), ==, 4);
    g_assert_cmpint (take_at (test, later, day + 1), ==, 'y');
    g_assert_cmpint (look_in (test, "example"), ==, 2);
    g_assert_cmpint (take_at (test, daily, day + 1), ==, 'y');
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    test_store_add ("/rate/window", test_window);
    test_store_add ("/rate/apart", test_apart);
    test_store_add ("/rate/not-counted", test_not_counted);
    test_store_add ("/rate/forgotten", test_forgotten);
    return g_test_run ();
}
