/* Shared by postgres.c (connections), postgres-statements.c (statements and rows) and
 * postgres-watch.c (LISTEN) alone. */
#pragma once

#include "store/engine.h"
#include "store/libpq.h"

enum { TD_POSTGRES_CACHED = 300 }; /* statements a connection keeps prepared */

#define TD_POSTGRES_CHANNEL "treatydesk_commit"

typedef struct {
    TdConn base;
    PGconn *pg;
    GHashTable *cache; /* kinds of values and text → name of the prepared statement */
    guint named;       /* how many names were given */
    char *commit;      /* NOTIFY with this process's word, and COMMIT */
    gboolean writing;
} TdPostgres;

/* A new connection's parameters, the address expanded among them; not yet connected when lazily. */
PGconn *td_postgres_start (const char *url, gboolean lazily);

/* A word that tells this process's own notifications from others', and how often it has committed. */
const char *td_postgres_self (void);
gint64 td_postgres_own_commits (void);

/* Fills error in people's words from result (NULL: the connection's own failure), sets conn->base.again
 * and .lost; returns FALSE. Does not free result. */
gboolean td_postgres_fail (TdPostgres *conn, const PGresult *result, GError **error);

gboolean td_postgres_exec (TdConn *conn, const char *sql, const TdValue *values, gsize n, gint64 *ret_rows,
                           GError **error);
TdRows *td_postgres_select (TdConn *conn, const char *sql, const TdValue *values, gsize n, GError **error);
gboolean td_postgres_script (TdConn *conn, const char *sql, GError **error);
gboolean td_postgres_rows_next (TdRows *rows, GError **error);
const char *td_postgres_rows_text (TdRows *rows, int column);
gint64 td_postgres_rows_int (TdRows *rows, int column);
const void *td_postgres_rows_bytes (TdRows *rows, int column, gsize *ret_size);
gboolean td_postgres_rows_null (TdRows *rows, int column);
void td_postgres_rows_close (TdRows *rows);

TdWatch *td_postgres_watch (const char *url, GError **error);
gint64 td_postgres_watch_stamp (TdWatch *watch);
void td_postgres_watch_free (TdWatch *watch);
