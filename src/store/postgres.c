/* The grown engine: PostgreSQL 15 through libpq.
 *
 * One writer at a time over all processes, as on SQLite: every sealed write ends at the journal's one
 * row, so writers that ran side by side would only make one another fail with 40001. They queue at a
 * table lock instead, which is taken before the transaction's snapshot.
 */
#include "store/postgres-private.h"

static const char settings[] =
    "set client_encoding = 'UTF8'; set standard_conforming_strings = on; set bytea_output = 'hex';"
    "set timezone = 'UTC'; set synchronous_commit = on; set client_min_messages = 'warning';"
    "set lock_timeout = '15s'; set statement_timeout = '120s'; set idle_in_transaction_session_timeout = '300s'";

static const char begin_read[] = "begin isolation level repeatable read read only";
/* LOCK TABLE as first statement takes no snapshot: what the writer before has committed is seen. */
static const char begin_write[] = "begin isolation level serializable; lock table store_schema in exclusive mode";
/* The table may not be there yet; the number is any constant of ours. */
static const char begin_migrate[] = "begin; select pg_advisory_xact_lock(8241730961284)";

static gint64 own_commits; /* atomic */

/* ---- errors ---- */

typedef struct {
    const char *state; /* an SQLSTATE or the class it begins with */
    TdErrorCode error;
    gboolean again;
    const char *sentence;
} Sentence;

static const Sentence sentences[] = {
    { "23505", TD_ERROR_CONFLICT, FALSE,
      "Something with the same name or number is there already. Look at it before you try again." },
    { "40", TD_ERROR_BUSY, TRUE, "The store is busy with other work. Please try again in a minute." },
    { "55P03", TD_ERROR_BUSY, TRUE, "The store is busy with other work. Please try again in a minute." },
    { "57014", TD_ERROR_BUSY, FALSE, "The store took too long over this. Please try again in a minute." },
    { "53100", TD_ERROR_BUSY, FALSE,
      "The server's disk is full, so nothing was kept. Please try again later; the administrator must make room." },
    { "53", TD_ERROR_BUSY, FALSE, "The store is at its limits. Please try again in a minute." },
    { "57P0", TD_ERROR_BUSY, TRUE, "The store is being restarted. Please try again in a minute." },
    { "08", TD_ERROR_BUSY, TRUE, "The store cannot be reached. Please try again in a minute." },
    { "25006", TD_ERROR_OURS, FALSE,
      "The store may only be read here, so nothing was kept. This is our mistake if it was a page." },
    { "28", TD_ERROR_NOT_ALLOWED, FALSE,
      "The store does not let this program in. Check name and password in the store's address." },
    { "3D000", TD_ERROR_NOT_FOUND, FALSE, "There is no such database. Make it, or check the store's address." },
    { "58", TD_ERROR_OURS, FALSE,
      "The store's disk reported an error, so nothing was kept. The administrator must look at it." },
};
static const Sentence unreachable = { "", TD_ERROR_BUSY, TRUE,
                                      "The store cannot be reached. Please try again in a minute." };

static const Sentence *find_sentence (const char *state)
{
    for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
        if (g_str_has_prefix (state, sentences[i].state))
            return &sentences[i];
    return NULL;
}

/* Class 42 (syntax, unknown names) speaks of our SQL alone; other messages may hold a person's values. */
static void set_our_mistake (const char *state, const PGresult *result, GError **error)
{
    const char *message = PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY);
    const char *constraint = PQresultErrorField (result, PG_DIAG_CONSTRAINT_NAME);
    const char *what = g_str_has_prefix (state, "42") && message ? message : constraint ? constraint : "no more known";
    g_set_error (error, TD_STORE_ERROR, TD_ERROR_OURS,
                 "The store refused a statement (%s: %s). This is our mistake; nothing was kept.", state, what);
}

gboolean td_postgres_fail (TdPostgres *conn, const PGresult *result, GError **error)
{
    const char *state = result ? PQresultErrorField (result, PG_DIAG_SQLSTATE) : NULL;
    const Sentence *sentence = state ? find_sentence (state) : NULL;
    if (PQstatus (conn->pg) != CONNECTION_OK) {
        conn->base.lost = TRUE;
        if (!sentence)
            sentence = &unreachable;
    }
    if (sentence) {
        conn->base.again = sentence->again;
        g_set_error_literal (error, TD_STORE_ERROR, sentence->error, sentence->sentence);
    } else {
        set_our_mistake (state ? state : "no state", result, error);
    }
    return FALSE;
}

/* ---- connections ---- */

PGconn *td_postgres_start (const char *url, gboolean lazily)
{
    /* What stands before dbname is a default that the address may overrule. */
    static const char *const keywords[] = { "connect_timeout", "keepalives_idle", "dbname", "fallback_application_name",
                                            NULL };
    const char *const values[] = { "10", "30", url, "treatydesk", NULL };
    return lazily ? PQconnectStartParams (keywords, values, 1) : PQconnectdbParams (keywords, values, 1);
}

static void postgres_close (TdConn *base)
{
    TdPostgres *conn = (TdPostgres *) base;
    PQfinish (conn->pg);
    g_hash_table_unref (conn->cache);
    g_free (conn->commit);
    g_free (conn);
}

static gboolean run (TdPostgres *conn, const char *sql, GError **error)
{
    PGresult *result = PQexec (conn->pg, sql);
    ExecStatusType status = PQresultStatus (result);
    gboolean ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (!ok)
        td_postgres_fail (conn, result, error);
    PQclear (result);
    return ok;
}

static gboolean check_server (TdPostgres *conn, GError **error)
{
    const char *encoding = PQparameterStatus (conn->pg, "server_encoding");
    if (PQserverVersion (conn->pg) < 150000) {
        g_set_error (error, TD_STORE_ERROR, TD_ERROR_INPUT,
                     "This PostgreSQL is older than version 15. Install version 15 or a later one.");
        return FALSE;
    }
    if (!encoding || strcmp (encoding, "UTF8") != 0) {
        g_set_error (error, TD_STORE_ERROR, TD_ERROR_INPUT,
                     "This database is not encoded in UTF-8. Make one with: createdb --encoding UTF8.");
        return FALSE;
    }
    return TRUE;
}

static void drop_notice (void *data, const PGresult *result)
{
    (void) data; /* libraries print nothing */
    (void) result;
}

static TdConn *postgres_connect (const char *url, gboolean writer, GError **error)
{
    if (!td_libpq_load ()) {
        g_set_error (error, TD_STORE_ERROR, TD_ERROR_OURS,
                     "The store is on PostgreSQL, and its client library is not on this machine. Install libpq5.");
        return NULL;
    }
    TdPostgres *conn = g_new0 (TdPostgres, 1);
    (void) writer; /* begin says what a transaction may do */
    conn->base.engine = &td_engine_postgres;
    conn->cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    conn->commit = g_strconcat ("notify " TD_POSTGRES_CHANNEL ", '", td_postgres_self (), "'; commit", NULL);
    conn->pg = td_postgres_start (url, FALSE);
    PQsetNoticeReceiver (conn->pg, drop_notice, NULL);
    /* libpq tells no state of a failed connect, and its message holds addresses. */
    gboolean ok = PQstatus (conn->pg) == CONNECTION_OK;
    if (!ok)
        g_set_error (error, TD_STORE_ERROR, TD_ERROR_BUSY,
                     "The store cannot be reached, or does not let this program in. Check that PostgreSQL runs "
                     "and that the store's address is right.");
    if (!ok || !check_server (conn, error) || !run (conn, settings, error)) {
        postgres_close (&conn->base);
        return NULL;
    }
    return &conn->base;
}

const char *td_postgres_self (void)
{
    static char self[33];
    static gsize done = 0;
    if (g_once_init_enter (&done)) {
        g_autofree char *uuid = g_uuid_string_random ();
        gsize n = 0;
        for (const char *p = uuid; *p; p++)
            if (*p != '-')
                self[n++] = *p;
        g_once_init_leave (&done, 1);
    }
    return self;
}

gint64 td_postgres_own_commits (void)
{
    return __atomic_load_n (&own_commits, __ATOMIC_SEQ_CST);
}

/* ---- transactions ---- */

static gboolean postgres_begin (TdConn *base, TdBegin how, GError **error)
{
    TdPostgres *conn = (TdPostgres *) base;
    if (g_hash_table_size (conn->cache) >= TD_POSTGRES_CACHED) {
        if (!run (conn, "deallocate all", error))
            return FALSE;
        g_hash_table_remove_all (conn->cache);
    }
    conn->writing = how != TD_BEGIN_READ;
    if (run (conn, how == TD_BEGIN_READ ? begin_read : how == TD_BEGIN_WRITE ? begin_write : begin_migrate, error))
        return TRUE;
    /* "begin" may have passed and the lock failed. */
    if (!conn->base.lost && PQtransactionStatus (conn->pg) != PQTRANS_IDLE && !run (conn, "rollback", NULL))
        conn->base.lost = TRUE;
    return FALSE;
}

static gboolean postgres_commit (TdConn *base, GError **error)
{
    TdPostgres *conn = (TdPostgres *) base;
    PGresult *result = PQexec (conn->pg, conn->writing ? conn->commit : "commit");
    gboolean ok = PQresultStatus (result) == PGRES_COMMAND_OK;
    gboolean told = PQstatus (conn->pg) == CONNECTION_OK;
    if (!ok && told) {
        td_postgres_fail (conn, result, error);
    } else if (!ok) {
        /* The answer to "commit" never came. Running it all again might do it twice. */
        conn->base.lost = TRUE;
        conn->base.again = FALSE;
        g_set_error (error, TD_STORE_ERROR, TD_ERROR_OURS,
                     "The store was lost in the very moment of keeping this. Look whether it is there before you "
                     "send it again.");
    } else if (strcmp (PQcmdStatus (result), "COMMIT") != 0) {
        ok = FALSE;
        g_set_error (error, TD_STORE_ERROR, TD_ERROR_OURS,
                     "The store did not keep this change. Nothing of it is kept; please try again.");
    } else if (conn->writing) {
        __atomic_add_fetch (&own_commits, 1, __ATOMIC_SEQ_CST);
    }
    PQclear (result);
    return ok;
}

static void postgres_rollback (TdConn *base)
{
    TdPostgres *conn = (TdPostgres *) base;
    gboolean again = conn->base.again; /* of the failure that led here */
    if (PQtransactionStatus (conn->pg) != PQTRANS_IDLE && !run (conn, "rollback", NULL))
        conn->base.lost = TRUE;
    conn->base.again = again;
}

/* Dead rows are overwritten when vacuum has been there; a table that holds little is done at once. */
static gboolean postgres_scrub (TdConn *base, GError **error)
{
    TdPostgres *conn = (TdPostgres *) base;
    return run (conn, "vacuum", error);
}

/* Autovacuum analyzes what changed. */
static gboolean postgres_survey (TdConn *base, GError **error)
{
    (void) base, (void) error;
    return TRUE;
}

/* Each reference from table to table, one statement that makes it so and one that takes it back. The names are quoted by the server. */
static const char defer_texts[] =
    "select format('alter table %I alter constraint %I deferrable initially deferred', c.relname, k.conname)"
    " from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace"
    " where k.contype = 'f' and n.nspname = any (current_schemas (false)) order by k.oid";
static const char undefer_texts[] =
    "select format('alter table %I alter constraint %I not deferrable', c.relname, k.conname)"
    " from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace"
    " where k.contype = 'f' and n.nspname = any (current_schemas (false)) order by k.oid";

static gboolean run_each (TdTx *tx, const char *texts, GError **error)
{
    g_autoptr (TdRows) rows = td_select_values (tx, texts, error, NULL, 0);
    GError *inner = NULL;

    while (rows && td_rows_next (rows, &inner))
        if (!td_postgres_script (tx->conn, td_rows_text (rows, 0), error))
            return FALSE;
    if (inner)
        g_propagate_error (error, inner);
    return rows && !inner;
}

static gboolean postgres_check_later (TdTx *tx, GError **error)
{
    return run_each (tx, defer_texts, error);
}

static gboolean postgres_check_now (TdTx *tx, GError **error)
{
    return td_postgres_script (tx->conn, "set constraints all immediate", error) && run_each (tx, undefer_texts, error);
}

const TdEngine td_engine_postgres = {
    .name = "postgres",
    .prefix = "postgres",       /* postgres:// and postgresql:// */
    .id = "text collate \"C\"", /* sorted by bytes, as on SQLite */
    .int64 = "bigint",
    .text = "text collate \"C\"",
    .bytes = "bytea",
    .flag = "smallint",
    .strict = FALSE,
    .has_schema = "select count(*) from pg_tables where tablename = 'store_schema'"
                  " and schemaname = any (current_schemas (false))",
    .connect = postgres_connect,
    .close = postgres_close,
    .begin = postgres_begin,
    .commit = postgres_commit,
    .rollback = postgres_rollback,
    .scrub = postgres_scrub,
    .survey = postgres_survey,
    .exec = td_postgres_exec,
    .select = td_postgres_select,
    .script = td_postgres_script,
    .rows_next = td_postgres_rows_next,
    .rows_text = td_postgres_rows_text,
    .rows_int = td_postgres_rows_int,
    .rows_bytes = td_postgres_rows_bytes,
    .rows_null = td_postgres_rows_null,
    .rows_close = td_postgres_rows_close,
    .tables = "select tablename from pg_tables where schemaname = any (current_schemas (false))"
              " and tablename not in ('search_public', 'search_restricted', 'store_schema') order by tablename",
    .columns = "select column_name, data_type from information_schema.columns where table_name = $1"
               " and table_schema = any (current_schemas (false)) order by ordinal_position",
    .cursors = TRUE,
    .patient = "set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0",
    .check_later = postgres_check_later,
    .check_now = postgres_check_now,
    /* In the order in which they were: an entry's tokens are the same words again, those beyond the last position in any order. */
    .index_rows = { [TD_INDEX_PUBLIC] = "select entry, (select string_agg(w.lexeme, ' ' order by w.at) from (select "
                                        "lexeme, unnest(positions)"
                                        " as at from unnest(tokens)) w) as tokens from search_public",
                    [TD_INDEX_RESTRICTED] = "select entry, (select string_agg(w.lexeme, ' ' order by w.at) from "
                                            "(select lexeme, unnest(positions)"
                                            " as at from unnest(tokens)) w) as tokens from search_restricted" },
    .watch = td_postgres_watch,
    .watch_stamp = td_postgres_watch_stamp,
    .watch_free = td_postgres_watch_free,
    .index_put = td_index_postgres_put,
    .index_remove = td_index_postgres_remove,
    .index_settle = td_index_postgres_settle,
    .index_query = td_index_postgres_query,
};
