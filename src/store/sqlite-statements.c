/* Statements of SQLite: prepared once a connection, bound by name, rows read as they come. */
#include "store/sqlite-private.h"

typedef struct {
    TdRows base;
    TdSqliteStatement *statement;
    gboolean ahead; /* the first row was fetched already */
    gboolean ended;
} Rows;

static void statement_free (TdSqliteStatement *statement)
{
    sqlite3_finalize (statement->stmt);
    g_free (statement->index);
    g_free (statement);
}

/* "$12" for n; SQL is never printed with a format. */
static const char *parameter_name (int n, char name[16])
{
    char *at = name + 15;
    *at = '\0';
    for (; n > 0; n /= 10)
        *--at = (char) ('0' + n % 10);
    *--at = '$';
    return at;
}

static gboolean map_parameters (TdSqliteStatement *statement)
{
    char name[16];
    statement->n = sqlite3_bind_parameter_count (statement->stmt);
    statement->index = g_new (int, MAX (statement->n, 1));
    for (int i = 0; i < statement->n; i++) {
        statement->index[i] = sqlite3_bind_parameter_index (statement->stmt, parameter_name (i + 1, name));
        if (statement->index[i] == 0)
            return FALSE;
    }
    return TRUE;
}

static TdSqliteStatement *prepare (TdSqlite *conn, const char *sql, GError **error)
{
    sqlite3_stmt *stmt = NULL;
    const char *rest = NULL;
    int code = sqlite3_prepare_v3 (conn->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, &rest);
    if (code != SQLITE_OK) {
        td_sqlite_fail (conn, code, error);
        return NULL;
    }
    TdSqliteStatement *statement = g_new0 (TdSqliteStatement, 1);
    statement->stmt = stmt;
    if (stmt && *rest == '\0' && map_parameters (statement))
        return statement;
    g_set_error (error, TD_STORE_ERROR, TD_ERROR_OURS,
                 "A statement is not one statement with parameters $1 to $n. This is our mistake; nothing was kept.");
    statement_free (statement);
    return NULL;
}

/* A full cache is rare (statements are literals; only built ones vary), so all idle ones go at once. */
static gboolean is_idle (gpointer key, gpointer value, gpointer data)
{
    (void) key;
    (void) data;
    return !((TdSqliteStatement *) value)->used;
}

/* A statement ready to be bound. One whose rows are still being read gets a twin for this once. */
static TdSqliteStatement *take_statement (TdSqlite *conn, const char *sql, GError **error)
{
    TdSqliteStatement *statement = g_hash_table_lookup (conn->cache, sql);
    if (statement && !statement->used) {
        statement->used = TRUE;
        return statement;
    }
    gboolean cached = !statement;
    statement = prepare (conn, sql, error);
    if (!statement)
        return NULL;
    statement->used = TRUE;
    statement->cached = cached;
    if (cached) {
        if (g_hash_table_size (conn->cache) >= TD_SQLITE_CACHED)
            g_hash_table_foreach_remove (conn->cache, is_idle, NULL);
        g_hash_table_insert (conn->cache, g_strdup (sql), statement);
    }
    return statement;
}

static void give_statement (TdSqliteStatement *statement)
{
    sqlite3_reset (statement->stmt);
    sqlite3_clear_bindings (statement->stmt); /* values may be personal and must not linger */
    statement->used = FALSE;
    if (!statement->cached)
        statement_free (statement);
}

static int bind_one (sqlite3_stmt *stmt, int index, const TdValue *value, sqlite3_destructor_type keep)
{
    switch (value->kind) {
    case TD_VALUE_INT: return sqlite3_bind_int64 (stmt, index, value->number);
    case TD_VALUE_TEXT:
        return value->data ? sqlite3_bind_text (stmt, index, value->data, -1, keep) : sqlite3_bind_null (stmt, index);
    case TD_VALUE_BYTES:
        return !value->data      ? sqlite3_bind_null (stmt, index)
               : value->size > 0 ? sqlite3_bind_blob64 (stmt, index, value->data, value->size, keep)
                                 : sqlite3_bind_zeroblob (stmt, index, 0);
    case TD_VALUE_NULL: break;
    }
    return sqlite3_bind_null (stmt, index);
}

static gboolean bind (TdSqlite *conn, TdSqliteStatement *statement, const TdValue *values, gsize n,
                      sqlite3_destructor_type keep, GError **error)
{
    if ((gsize) statement->n != n) {
        g_set_error (error, TD_STORE_ERROR, TD_ERROR_OURS,
                     "A statement has %d parameters and got %" G_GSIZE_FORMAT
                     " values. This is our mistake; nothing was kept.",
                     statement->n, n);
        return FALSE;
    }
    for (gsize i = 0; i < n; i++) {
        int code = bind_one (statement->stmt, statement->index[i], &values[i], keep);
        if (code != SQLITE_OK)
            return td_sqlite_fail (conn, code, error);
    }
    return TRUE;
}

gboolean td_sqlite_exec (TdConn *base, const char *sql, const TdValue *values, gsize n, gint64 *ret_rows,
                         GError **error)
{
    TdSqlite *conn = (TdSqlite *) base;
    TdSqliteStatement *statement = take_statement (conn, sql, error);
    if (!statement)
        return FALSE;
    gboolean ok = bind (conn, statement, values, n, SQLITE_STATIC, error);
    if (ok) {
        int code;
        while ((code = sqlite3_step (statement->stmt)) == SQLITE_ROW)
            continue;
        ok = code == SQLITE_DONE || td_sqlite_fail (conn, code, error);
    }
    if (ok)
        *ret_rows = sqlite3_stmt_readonly (statement->stmt) ? 0 : sqlite3_changes64 (conn->db);
    give_statement (statement);
    return ok;
}

TdRows *td_sqlite_select (TdConn *base, const char *sql, const TdValue *values, gsize n, GError **error)
{
    TdSqlite *conn = (TdSqlite *) base;
    TdSqliteStatement *statement = take_statement (conn, sql, error);
    if (!statement)
        return NULL;
    /* The first step is made at once: insert … returning has its effect whether or not anybody looks. */
    gboolean ok = bind (conn, statement, values, n, SQLITE_TRANSIENT, error);
    int code = ok ? sqlite3_step (statement->stmt) : SQLITE_ERROR;
    if (ok && code != SQLITE_ROW && code != SQLITE_DONE)
        ok = td_sqlite_fail (conn, code, error);
    if (!ok) {
        give_statement (statement);
        return NULL;
    }
    Rows *rows = g_new0 (Rows, 1);
    rows->statement = statement;
    rows->ahead = code == SQLITE_ROW;
    rows->ended = code == SQLITE_DONE;
    return &rows->base;
}

gboolean td_sqlite_script (TdConn *base, const char *sql, GError **error)
{
    TdSqlite *conn = (TdSqlite *) base;
    int code = sqlite3_exec (conn->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK || td_sqlite_fail (conn, code, error);
}

gboolean td_sqlite_rows_next (TdRows *base, GError **error)
{
    Rows *rows = (Rows *) base;
    if (rows->ended)
        return FALSE;
    if (rows->ahead) {
        rows->ahead = FALSE;
        return TRUE;
    }
    int code = sqlite3_step (rows->statement->stmt);
    if (code == SQLITE_ROW)
        return TRUE;
    rows->ended = TRUE;
    return code == SQLITE_DONE ? FALSE : td_sqlite_fail ((TdSqlite *) base->conn, code, error);
}

const char *td_sqlite_rows_text (TdRows *base, int column)
{
    return (const char *) sqlite3_column_text (((Rows *) base)->statement->stmt, column);
}

gint64 td_sqlite_rows_int (TdRows *base, int column)
{
    return sqlite3_column_int64 (((Rows *) base)->statement->stmt, column);
}

/* No bytes are not null: SQLite gives NULL for both. */
const void *td_sqlite_rows_bytes (TdRows *base, int column, gsize *ret_size)
{
    sqlite3_stmt *stmt = ((Rows *) base)->statement->stmt;
    if (sqlite3_column_type (stmt, column) == SQLITE_NULL)
        return NULL;
    const void *bytes = sqlite3_column_blob (stmt, column);
    *ret_size = (gsize) sqlite3_column_bytes (stmt, column);
    return bytes ? bytes : "";
}

gboolean td_sqlite_rows_null (TdRows *base, int column)
{
    return sqlite3_column_type (((Rows *) base)->statement->stmt, column) == SQLITE_NULL;
}

void td_sqlite_rows_close (TdRows *base)
{
    Rows *rows = (Rows *) base;
    give_statement (rows->statement);
    rows->statement = NULL;
}
