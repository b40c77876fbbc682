/* The embedded engine: SQLite in WAL mode, one file, FULL sync, STRICT tables, foreign keys on. */
#include "store/faults.h"
#include "store/sqlite-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Per connection. Reading and writing threads are ours to order, hence no mutex inside SQLite. */
static const char pragmas[] =
    "pragma journal_mode = wal;"
    "pragma synchronous = full;" /* a receipt promises */
    "pragma foreign_keys = on;"
    "pragma trusted_schema = off;" /* a doctored file must not run functions through its schema */
    "pragma secure_delete = on;"   /* what was erased is not left in the file */
    "pragma cell_size_check = on;"
    "pragma case_sensitive_like = on;" /* as PostgreSQL has it */
    "pragma temp_store = memory;"      /* no confidential row in a temporary file */
    "pragma cache_size = -4000;"
    "pragma journal_size_limit = 67108864;";

/* ---- errors ---- */

static const struct {
    int code; /* extended or primary */
    TdErrorCode error;
    gboolean again;
    const char *sentence;
} sentences[] = {
    { SQLITE_CONSTRAINT_UNIQUE, TD_ERROR_CONFLICT, FALSE,
      "Something with the same name or number is there already. Look at it before you try again." },
    { SQLITE_CONSTRAINT_PRIMARYKEY, TD_ERROR_CONFLICT, FALSE,
      "Something with the same name or number is there already. Look at it before you try again." },
    { SQLITE_CONSTRAINT_ROWID, TD_ERROR_CONFLICT, FALSE,
      "Something with the same name or number is there already. Look at it before you try again." },
    { SQLITE_BUSY, TD_ERROR_BUSY, TRUE, "The store is busy with other work. Please try again in a minute." },
    { SQLITE_LOCKED, TD_ERROR_BUSY, TRUE, "The store is busy with other work. Please try again in a minute." },
    { SQLITE_FULL, TD_ERROR_BUSY, FALSE,
      "The server's disk is full, so nothing was kept. Please try again later; the administrator must make room." },
    { SQLITE_IOERR, TD_ERROR_OURS, FALSE,
      "The server's disk reported an error, so nothing was kept. The administrator must look at the disk." },
    { SQLITE_CORRUPT, TD_ERROR_OURS, FALSE,
      "The store's file is damaged. The administrator must restore it from a backup." },
    { SQLITE_NOTADB, TD_ERROR_OURS, FALSE, "This file is not a store. Give the address of the store itself." },
    { SQLITE_CANTOPEN, TD_ERROR_NOT_FOUND, FALSE,
      "The store's file cannot be opened. Check that its folder is there and may be read and written." },
    { SQLITE_READONLY, TD_ERROR_OURS, FALSE,
      "The store may only be read here, so nothing was kept. Check who may write to its folder." },
};

/* SQLite's own message names tables and columns, never values, so it may be said. */
gboolean td_sqlite_fail (TdSqlite *conn, int code, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++) {
        if (sentences[i].code == code || sentences[i].code == (code & 0xff)) {
            conn->base.again = sentences[i].again;
            g_set_error_literal (error, TD_STORE_ERROR, sentences[i].error, sentences[i].sentence);
            return FALSE;
        }
    }
    g_set_error (error, TD_STORE_ERROR, TD_ERROR_OURS,
                 "The store refused a statement (%s). This is our mistake; nothing was kept.",
                 conn->db ? sqlite3_errmsg (conn->db) : sqlite3_errstr (code));
    return FALSE;
}

/* ---- connections ---- */

static void statement_free (gpointer data)
{
    TdSqliteStatement *statement = data;
    sqlite3_finalize (statement->stmt);
    g_free (statement->index);
    g_free (statement);
}

static void sqlite_close (TdConn *base)
{
    TdSqlite *conn = (TdSqlite *) base;
    if (conn->cache)
        g_hash_table_unref (conn->cache);
    for (gsize i = 0; i < G_N_ELEMENTS (conn->control); i++)
        sqlite3_finalize (conn->control[i]);
    sqlite3_close_v2 (conn->db);
    g_free (conn);
}

/* SQLite keeps its statistics of memory under one lock that every allocation takes; two reading threads
 * would meet there. Must come before anything else of SQLite, once. */
static void configure_once (void)
{
    static gsize done = 0;
    if (g_once_init_enter (&done)) {
        sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
        sqlite3_initialize ();
        if (td_faults_on)
            td_faults_watch_sqlite ();
        g_once_init_leave (&done, 1);
    }
}

static int prepare_controls (TdSqlite *conn)
{
    static const char *const texts[] = { "begin", "begin immediate", "commit", "rollback" };
    int code = SQLITE_OK;
    for (gsize i = 0; i < G_N_ELEMENTS (texts) && code == SQLITE_OK; i++)
        code = sqlite3_prepare_v3 (conn->db, texts[i], -1, SQLITE_PREPARE_PERSISTENT, &conn->control[i], NULL);
    return code;
}

static int open_database (TdSqlite *conn, const char *path, gboolean writer)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
    int code = sqlite3_open_v2 (path, &conn->db, flags, NULL);
    if (code != SQLITE_OK)
        return code;
    sqlite3_busy_timeout (conn->db, TD_SQLITE_BUSY_MSEC);
    sqlite3_db_config (conn->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config (conn->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL); /* "x" is a name, never a text */
    sqlite3_db_config (conn->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config (conn->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);
    code = sqlite3_exec (conn->db, pragmas, NULL, NULL, NULL);
    if (code == SQLITE_OK && !writer)
        code = sqlite3_exec (conn->db, "pragma query_only = on", NULL, NULL, NULL);
    return code == SQLITE_OK ? prepare_controls (conn) : code;
}

/* Made here and not by SQLite, so that nobody else may read it; its WAL takes the same mode. */
static gboolean make_file (const char *path, GError **error)
{
    int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) {
        g_set_error (error, TD_STORE_ERROR, errno == ENOSPC ? TD_ERROR_BUSY : TD_ERROR_NOT_FOUND,
                     "The store's file cannot be opened (%s). Check that its folder is there and may be written.",
                     g_strerror (errno));
        return FALSE;
    }
    close (fd);
    return TRUE;
}

static TdConn *sqlite_connect (const char *url, gboolean writer, GError **error)
{
    const char *path = url + strlen (td_engine_sqlite.prefix);
    configure_once ();
    if (writer && !make_file (path, error))
        return NULL;
    TdSqlite *conn = g_new0 (TdSqlite, 1);
    conn->base.engine = &td_engine_sqlite;
    conn->cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, statement_free);
    int code = open_database (conn, path, writer);
    if (code != SQLITE_OK) {
        td_sqlite_fail (conn, code, error);
        sqlite_close (&conn->base);
        return NULL;
    }
    return &conn->base;
}

/* ---- transactions ---- */

static int control (TdSqlite *conn, int which)
{
    sqlite3_step (conn->control[which]);
    return sqlite3_reset (conn->control[which]);
}

static gboolean sqlite_begin (TdConn *base, TdBegin how, GError **error)
{
    TdSqlite *conn = (TdSqlite *) base;
    int code = control (conn, how == TD_BEGIN_READ ? 0 : 1);
    return code == SQLITE_OK || td_sqlite_fail (conn, code, error);
}

static gboolean sqlite_commit (TdConn *base, GError **error)
{
    TdSqlite *conn = (TdSqlite *) base;
    int code = control (conn, 2);
    return code == SQLITE_OK || td_sqlite_fail (conn, code, error);
}

static void sqlite_rollback (TdConn *base)
{
    TdSqlite *conn = (TdSqlite *) base;
    /* After some errors (a full disk) SQLite has rolled back by itself. */
    if (!sqlite3_get_autocommit (conn->db) && control (conn, 3) != SQLITE_OK)
        conn->base.lost = TRUE;
}

/* Old pages stand in the WAL until it begins anew, which it does here once nobody reads what was before. */
static gboolean sqlite_scrub (TdConn *base, GError **error)
{
    TdSqlite *conn = (TdSqlite *) base;
    int code = sqlite3_wal_checkpoint_v2 (conn->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    return code == SQLITE_OK || td_sqlite_fail (conn, code, error);
}

/* Other connections read the numbers with the schema, which a table made anew changes for all of them. The limit keeps this short, and no value
 * of a row is kept: Debian builds SQLite without samples (sqlite_stat4), and a limit leaves them out where it is built with them. */
static gboolean sqlite_survey (TdConn *base, GError **error)
{
    return sqlite_begin (base, TD_BEGIN_WRITE, error)
           && ((td_sqlite_script (base, "drop table if exists sqlite_stat1; pragma analysis_limit = 1000; analyze",
                                  error)
                && sqlite_commit (base, error))
               || (sqlite_rollback (base), FALSE));
}

static gboolean sqlite_check_later (TdTx *tx, GError **error)
{
    return td_sqlite_script (tx->conn, "pragma defer_foreign_keys = on", error);
}

/* The commit checks by itself, and that word held for this transaction alone. */
static gboolean sqlite_check_now (TdTx *tx, GError **error)
{
    (void) tx, (void) error;
    return TRUE;
}

/* ---- the watch: data_version of a connection that never writes changes with every commit of others ---- */

struct TdWatch {
    sqlite3 *db;
    sqlite3_stmt *version;
};

static void sqlite_watch_free (TdWatch *watch)
{
    sqlite3_finalize (watch->version);
    sqlite3_close_v2 (watch->db);
    g_free (watch);
}

static TdWatch *sqlite_watch (const char *url, GError **error)
{
    TdWatch *watch = g_new0 (TdWatch, 1);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    int code = sqlite3_open_v2 (url + strlen (td_engine_sqlite.prefix), &watch->db, flags, NULL);
    if (code == SQLITE_OK)
        code =
            sqlite3_prepare_v3 (watch->db, "pragma data_version", -1, SQLITE_PREPARE_PERSISTENT, &watch->version, NULL);
    if (code == SQLITE_OK)
        return watch;
    g_set_error (error, TD_STORE_ERROR, TD_ERROR_OURS, "The store cannot be watched for changes.");
    sqlite_watch_free (watch);
    return NULL;
}

static gint64 sqlite_watch_stamp (TdWatch *watch)
{
    gint64 stamp = 0;
    if (sqlite3_step (watch->version) == SQLITE_ROW)
        stamp = sqlite3_column_int64 (watch->version, 0);
    sqlite3_reset (watch->version);
    return stamp;
}

const TdEngine td_engine_sqlite = {
    .name = "sqlite",
    .prefix = "sqlite:",
    .id = "text",
    .int64 = "integer",
    .text = "text",
    .bytes = "blob",
    .flag = "integer",
    .strict = TRUE,
    .has_schema = "select count(*) from sqlite_schema where type = 'table' and name = 'store_schema'",
    .connect = sqlite_connect,
    .close = sqlite_close,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .scrub = sqlite_scrub,
    .survey = sqlite_survey,
    .exec = td_sqlite_exec,
    .select = td_sqlite_select,
    .script = td_sqlite_script,
    .rows_next = td_sqlite_rows_next,
    .rows_text = td_sqlite_rows_text,
    .rows_int = td_sqlite_rows_int,
    .rows_bytes = td_sqlite_rows_bytes,
    .rows_null = td_sqlite_rows_null,
    .rows_close = td_sqlite_rows_close,
    .tables = "select name from sqlite_schema where type = 'table' and name not glob 'sqlite_*'"
              " and name not in ('store_schema', 'search_public', 'search_public_data', 'search_public_idx',"
              " 'search_public_content', 'search_public_docsize', 'search_public_config', 'search_restricted',"
              " 'search_restricted_data', 'search_restricted_idx', 'search_restricted_content',"
              " 'search_restricted_docsize', 'search_restricted_config')"
              " order by name",
    .columns = "select name, type from pragma_table_info($1) order by cid",
    .check_later = sqlite_check_later,
    .check_now = sqlite_check_now,
    .index_rows = { [TD_INDEX_PUBLIC] = "select rowid, tokens from search_public",
                    [TD_INDEX_RESTRICTED] = "select rowid, tokens from search_restricted" },
    .watch = sqlite_watch,
    .watch_stamp = sqlite_watch_stamp,
    .watch_free = sqlite_watch_free,
    .index_put = td_index_sqlite_put,
    .index_remove = td_index_sqlite_remove,
    .index_settle = td_index_sqlite_settle,
    .index_query = td_index_sqlite_query,
};
