/* What the store costs beside the raw API of its engine: one-row reads over threads, and the best 20 of many
 * entries. Prints; asserts nothing but equal answers. Run: meson test -C build --benchmark store */
#include "engines.h"
#include "store/search-index.h"

#include <sqlite3.h>

enum { ENTRIES = 100000, WORDS = 40, VOCABULARY = 20000, READS = 100000, SEARCHES = 40 };

extern const TdSchemaFile td_schema_files[];
static const TdSchemaFile things[] = {
    { 1, "0001-things", "create table thing (id {id} primary key, name {text} not null)" },
    { 0 },
};

static double seconds_since (gint64 start)
{
    return (double) (g_get_monotonic_time () - start) / 1e6;
}

/* ---- one-row reads ---- */

static gboolean add_things (TdTx *tx, gpointer data, GError **error)
{
    (void) data;
    for (int i = 0; i < 1000; i++) {
        g_autofree char *id = g_strdup_printf ("thing%d", i);
        if (!td_exec (tx, "insert into thing (id, name) values ($1, $2)", error, TD_TEXT (id), TD_TEXT ("a name")))
            return FALSE;
    }
    return TRUE;
}

static gboolean read_one (TdTx *tx, gpointer data, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select name from thing where id = $1", error, TD_TEXT (data));
    return rows && td_rows_next (rows, error) && td_rows_text (rows, 0);
}

static gpointer read_many (gpointer data)
{
    char id[16];
    for (int i = 0; i < READS; i++) {
        g_snprintf (id, sizeof id, "thing%d", i % 1000);
        if (!td_store_read (data, read_one, id, NULL))
            g_error ("a read failed");
    }
    return NULL;
}

static gpointer read_many_raw (gpointer data)
{
    sqlite3 *db;
    sqlite3_stmt *begin, *select, *commit;
    char id[16];
    sqlite3_open_v2 (data, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    sqlite3_prepare_v2 (db, "begin", -1, &begin, NULL);
    sqlite3_prepare_v2 (db, "select name from thing where id = ?", -1, &select, NULL);
    sqlite3_prepare_v2 (db, "commit", -1, &commit, NULL);
    for (int i = 0; i < READS; i++) {
        g_snprintf (id, sizeof id, "thing%d", i % 1000);
        sqlite3_step (begin);
        sqlite3_reset (begin);
        sqlite3_bind_text (select, 1, id, -1, SQLITE_STATIC);
        if (sqlite3_step (select) != SQLITE_ROW)
            g_error ("a raw read failed");
        sqlite3_reset (select);
        sqlite3_step (commit);
        sqlite3_reset (commit);
    }
    sqlite3_finalize (begin);
    sqlite3_finalize (select);
    sqlite3_finalize (commit);
    sqlite3_close (db);
    return NULL;
}

static double rate (GThreadFunc run, gpointer data, int threads)
{
    GThread *started[8];
    gint64 start = g_get_monotonic_time ();
    for (int i = 0; i < threads; i++)
        started[i] = g_thread_new ("reader", run, data);
    for (int i = 0; i < threads; i++)
        g_thread_join (started[i]);
    return threads * READS / seconds_since (start);
}

static void bench_reads (void)
{
    g_autoptr (TestStore) test = test_store_new_sized ("sqlite", things, 2);
    td_store_keep (test->store, add_things, NULL, NULL);
    read_many (test->store); /* warm */
    for (int threads = 1; threads <= 2; threads++) {
        double ours = rate (read_many, test->store, threads);
        double raw = rate (read_many_raw, test->url + strlen ("sqlite:"), threads);
        g_print ("one-row reads, %d thread(s): store %.0f/s, raw %.0f/s, ratio %.2f\n", threads, ours, raw, raw / ours);
    }
}

/* ---- search ---- */

/* Few words are frequent, most are rare, as in any language. */
static guint draw_word (GRand *rand)
{
    double x = g_rand_double (rand);
    return (guint) (VOCABULARY * x * x * x * x);
}

static gboolean add_entries (TdTx *tx, gpointer data, GError **error)
{
    GRand *rand = data;
    for (gint64 entry = 1; entry <= ENTRIES; entry++) {
        g_autoptr (GString) tokens = g_string_new (NULL);
        for (int i = 0; i < WORDS; i++)
            g_string_append_printf (tokens, "%sw%u", i ? " " : "", draw_word (rand));
        if (!td_index_put (tx, TD_INDEX_PUBLIC, entry, tokens->str, error))
            return FALSE;
    }
    return TRUE;
}

typedef struct {
    TdStore *store;
    const char *terms[3];
    gint64 sum;
} Search;

static gboolean search_one (TdTx *tx, gpointer data, GError **error)
{
    Search *search = data;
    g_autoptr (TdQuery) query = td_query_new ();
    td_query_add (query, "select h.entry, h.score from");
    td_query_add_index (query, search->store, TD_INDEX_PUBLIC, search->terms, TD_MATCH_ALL, 20);
    td_query_add (query, "h order by h.score desc, h.entry");
    g_autoptr (TdRows) rows = td_query_run (query, tx, error);
    while (rows && td_rows_next (rows, error))
        search->sum += td_rows_int (rows, 0);
    return rows != NULL;
}

static gint64 search_raw (sqlite3_stmt *stmt, const char *match)
{
    gint64 sum = 0;
    sqlite3_bind_text (stmt, 1, match, -1, SQLITE_STATIC);
    while (sqlite3_step (stmt) == SQLITE_ROW)
        sum += sqlite3_column_int64 (stmt, 0);
    sqlite3_reset (stmt);
    return sum;
}

static void bench_pair (TestStore *test, const char *a, const char *b)
{
    Search search = { test->store, { a, b, NULL }, 0 };
    g_autofree char *match = b ? g_strconcat ("\"", a, "\" AND \"", b, "\"", NULL) : g_strconcat ("\"", a, "\"", NULL);
    gint64 sum = 0;
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    if (test->folder) {
        sqlite3_open_v2 (test->url + strlen ("sqlite:"), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
        sqlite3_prepare_v2 (db,
                            "select rowid, rank from search_public where search_public match ? order by rank limit 20",
                            -1, &stmt, NULL);
        search_raw (stmt, match);
    }
    td_store_read (test->store, search_one, &search, NULL);
    search.sum = 0;
    gint64 start = g_get_monotonic_time ();
    for (int i = 0; i < SEARCHES; i++)
        td_store_read (test->store, search_one, &search, NULL);
    double ours = seconds_since (start) * 1000 / SEARCHES;
    start = g_get_monotonic_time ();
    for (int i = 0; stmt && i < SEARCHES; i++)
        sum += search_raw (stmt, match);
    double raw = seconds_since (start) * 1000 / SEARCHES;
    if (stmt)
        g_print ("best 20 of %d for %s: store %.2f ms, raw FTS5 %.2f ms, ratio %.2f%s\n", ENTRIES, match, ours, raw,
                 ours / raw, sum == search.sum ? "" : " (other ties)");
    else
        g_print ("best 20 of %d for %s on PostgreSQL: %.2f ms\n", ENTRIES, match, ours);
    sqlite3_finalize (stmt);
    sqlite3_close (db);
}

static void bench_search (const char *engine)
{
    GError *error = NULL;
    if (strcmp (engine, "postgres") == 0 && !g_getenv ("TREATYDESK_TEST_POSTGRES"))
        return;
    GRand *rand = g_rand_new_with_seed (7);
    g_autoptr (TestStore) test = test_store_new_sized (engine, td_schema_files, 2);
    gint64 start = g_get_monotonic_time ();
    td_store_keep (test->store, add_entries, rand, &error);
    g_assert_no_error (error);
    g_print ("%s: indexed %.0f entries a second\n", engine, ENTRIES / seconds_since (start));
    bench_pair (test, "w100", NULL);
    bench_pair (test, "w3", NULL);
    bench_pair (test, "w3", "w11");
    bench_pair (test, "w5000", "w3");
    g_rand_free (rand);
}

int main (void)
{
    bench_reads ();
    bench_search ("sqlite");
    bench_search ("postgres");
    return 0;
}
