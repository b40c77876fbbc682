/* Shared by sqlite.c (connections) and sqlite-statements.c (statements and rows) alone. */
#pragma once

#include "store/engine.h"

#include <sqlite3.h>

enum {
    TD_SQLITE_BUSY_MSEC = 5000, /* how long a writer waits for another process */
    TD_SQLITE_CACHED = 300      /* statements a connection keeps prepared */
};

/* A prepared statement. SQLite numbers $n by first appearance, so index[i] says which of its
 * parameters is $(i + 1). */
typedef struct {
    sqlite3_stmt *stmt;
    int n;
    int *index;
    gboolean used;   /* rows are being read from it */
    gboolean cached; /* else freed after use */
} TdSqliteStatement;

typedef struct {
    TdConn base;
    sqlite3 *db;
    sqlite3_stmt *control[4]; /* begin, begin immediate, commit, rollback */
    GHashTable *cache;        /* text → TdSqliteStatement */
} TdSqlite;

/* Fills error in people's words, sets conn->base.again; returns FALSE. */
gboolean td_sqlite_fail (TdSqlite *conn, int code, GError **error);

gboolean td_sqlite_exec (TdConn *conn, const char *sql, const TdValue *values, gsize n, gint64 *ret_rows,
                         GError **error);
TdRows *td_sqlite_select (TdConn *conn, const char *sql, const TdValue *values, gsize n, GError **error);
gboolean td_sqlite_script (TdConn *conn, const char *sql, GError **error);
gboolean td_sqlite_rows_next (TdRows *rows, GError **error);
const char *td_sqlite_rows_text (TdRows *rows, int column);
gint64 td_sqlite_rows_int (TdRows *rows, int column);
const void *td_sqlite_rows_bytes (TdRows *rows, int column, gsize *ret_size);
gboolean td_sqlite_rows_null (TdRows *rows, int column);
void td_sqlite_rows_close (TdRows *rows);
