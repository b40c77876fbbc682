/* Private to store/: what an engine is, and what store.c shares with schema.c, query.c and the engines.
 *
 * An engine is a const table of functions over connections. store.c owns the transactions, the retries,
 * the seal and the pool; an engine knows how to talk to its database and nothing else. It tells of an
 * error in three ways: the GError (for people), conn->again (the same transaction may pass if run
 * again) and conn->lost (this connection is of no more use; connect anew).
 *
 * Threads: a connection is used by one thread at a time; a watch is guarded by store.c.
 *
 * To add an engine: a table like td_engine_sqlite, its name in td_engines of store.c, its words below, a
 * variant of the search schema file, and the tests of tests/store run on it.
 */
#pragma once

#include "base/errors.h"
#include "store/search-index.h"
#include "store/store.h"

typedef struct TdEngine TdEngine;
typedef struct TdConn TdConn;
typedef struct TdWatch TdWatch; /* an engine's own */

/* An engine's connection begins with this. */
struct TdConn {
    const TdEngine *engine;
    gboolean again; /* the last failure may pass when the transaction runs again */
    gboolean lost;  /* close and connect anew */
};

/* An engine's rows begin with this. store.c links them to their transaction, so that rows which
 * outlive it read as ended instead of touching a connection that somebody else has by then. */
struct TdRows {
    TdConn *conn; /* NULL once closed */
    TdTx *tx;
    TdRows *previous, *next;
};

struct TdTx {
    TdStore *store;
    TdConn *conn;
    gboolean reads; /* begun to read: a read inside joins it */
    gboolean sealed;
    gboolean failed; /* a statement failed: nothing more runs and nothing is kept, as PostgreSQL has it */
    TdRows *rows;    /* open ones */
    TdTx *outer;     /* of this thread, in another store */
};

typedef enum { TD_BEGIN_READ, TD_BEGIN_WRITE, TD_BEGIN_MIGRATE } TdBegin;

struct TdEngine {
    const char *name;                             /* "sqlite" */
    const char *prefix;                           /* an address begins so */
    const char *id, *int64, *text, *bytes, *flag; /* what the five words of schema files stand for */
    gboolean strict;                              /* append STRICT to create table */
    const char *has_schema;                       /* counts the table store_schema */

    TdConn *(*connect) (const char *url, gboolean writer, GError **error);
    void (*close) (TdConn *conn);
    gboolean (*begin) (TdConn *conn, TdBegin how, GError **error);
    gboolean (*commit) (TdConn *conn, GError **error);
    void (*rollback) (TdConn *conn);

    /* Outside a transaction: what was deleted is overwritten or given back, as far as the engine can. */
    gboolean (*scrub) (TdConn *conn, GError **error);
    /* Outside a transaction: looks anew at how many rows each index has for a value. */
    gboolean (*survey) (TdConn *conn, GError **error);

    /* sql is any text with $1 … $n; it is copied into the cache. */
    gboolean (*exec) (TdConn *conn, const char *sql, const TdValue *values, gsize n, gint64 *ret_rows, GError **error);
    TdRows *(*select) (TdConn *conn, const char *sql, const TdValue *values, gsize n, GError **error);
    gboolean (*script) (TdConn *conn, const char *sql, GError **error); /* one statement, not cached */

    gboolean (*rows_next) (TdRows *rows, GError **error);
    const char *(*rows_text) (TdRows *rows, int column);
    gint64 (*rows_int) (TdRows *rows, int column);
    const void *(*rows_bytes) (TdRows *rows, int column, gsize *ret_size);
    gboolean (*rows_null) (TdRows *rows, int column);
    void (*rows_close) (TdRows *rows); /* gives back what the connection lent; store.c frees the struct */

    /* For copying a whole store (copy.c). */
    const char *tables;  /* the names of its tables, without store_schema and the search index */
    const char *columns; /* of table $1: name and type, in order */
    gboolean cursors;    /* a select has its whole answer in memory: read large ones by a cursor */
    const char *patient; /* in a transaction that takes hours: no limit of time on it; or NULL */
    /* In a writing transaction: what refers to what is checked at its end, not row by row; and again as it was. */
    gboolean (*check_later) (TdTx *tx, GError **error);
    gboolean (*check_now) (TdTx *tx, GError **error);

    TdWatch *(*watch) (const char *url, GError **error);
    gint64 (*watch_stamp) (TdWatch *watch); /* never blocks */
    void (*watch_free) (TdWatch *watch);

    gboolean (*index_put) (TdTx *tx, TdIndex index, gint64 entry, const char *tokens, GError **error);
    gboolean (*index_remove) (TdTx *tx, TdIndex index, gint64 entry, GError **error);
    gboolean (*index_settle) (TdTx *tx, TdIndex index, GError **error);
    const char *index_rows[2]; /* by TdIndex: all entries, and their tokens with a space between */
    /* elements: a GStrv of alternatives for each, none empty; at least one */
    void (*index_query) (TdQuery *query, TdIndex index, const GPtrArray *elements, TdMatch match, int limit);
};

extern const TdEngine td_engine_sqlite;
extern const TdEngine td_engine_postgres;

const TdEngine *td_store_get_engine (TdStore *store);

/* The writer's transaction without a seal; TD_BEGIN_MIGRATE for schema.c. */
gboolean td_store_transact (TdStore *store, TdBegin how, gboolean sealed, TdTxFunc fn, gpointer data, GError **error);

/* In a migrating transaction: what is missing of files, as td_store_migrate has it. */
gboolean td_schema_apply (TdTx *tx, const TdSchemaFile *files, GError **error);
/* The text of a schema file as statements of this engine: words replaced, STRICT added. */
GPtrArray *td_schema_translate (const TdEngine *engine, const char *sql, GError **error);

/* The search index of each engine. */
gboolean td_index_sqlite_put (TdTx *tx, TdIndex index, gint64 entry, const char *tokens, GError **error);
gboolean td_index_sqlite_remove (TdTx *tx, TdIndex index, gint64 entry, GError **error);
void td_index_sqlite_query (TdQuery *query, TdIndex index, const GPtrArray *elements, TdMatch match, int limit);
gboolean td_index_sqlite_settle (TdTx *tx, TdIndex index, GError **error);
gboolean td_index_postgres_settle (TdTx *tx, TdIndex index, GError **error);
gboolean td_index_postgres_put (TdTx *tx, TdIndex index, gint64 entry, const char *tokens, GError **error);
gboolean td_index_postgres_remove (TdTx *tx, TdIndex index, gint64 entry, GError **error);
void td_index_postgres_query (TdQuery *query, TdIndex index, const GPtrArray *elements, TdMatch match, int limit);
