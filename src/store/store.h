/* The store: one interface over two engines. It knows no word of the domain.
 *
 * Engines are const tables of functions (engine.h, private): sqlite.c and postgres.c. SQL is written
 * once, in what SQLite 3.40 and PostgreSQL 15 share (docs/SQL.md); parameters are $1 … $n, prepared,
 * cached and always bound. SQL reaches the store only as a string literal: the macros below paste ""
 * before it, so that a computed string does not compile.
 *
 * Transactions: td_store_write runs fn in BEGIN IMMEDIATE (SQLite) or SERIALIZABLE (PostgreSQL) and
 * again, at most five times, on busy or 40001. So fn has no effect outside the database; blobs are
 * put before it. A write commits only if the journal sealed it (td_tx_seal, which journal/ alone
 * calls): a transaction without a journal entry is an error of ours and rolls back. td_store_keep is the exception for the
 * machinery's own bookkeeping (cursors of subscribers, leases, sessions of sign-in); a house test
 * lists who may call it. td_store_read is one snapshot, begun by its first statement; it is not run again.
 * A statement that fails dooms its transaction on both engines: nothing more runs in it and nothing is kept, also
 * when the caller drops the error. Who expects a conflict writes "on conflict …". A read inside a read of the same store and thread
 * joins it, so that whoever needs several answers that fit together asks for them inside one (a page, above all). Any other transaction
 * inside another is refused (TD_ERROR_OURS): hand the TdTx on instead.
 *
 * Threads: all functions may be called from any thread; a TdTx and its TdRows only from the
 * thread that was given them. Both engines have one writer over all processes (others wait) and a pool of
 * readers; who reads when all are taken waits.
 *
 * Example:
 *   static gboolean rename (TdTx *tx, gpointer data, GError **error)
 *   {
 *       struct rename *r = data;
 *       return td_exec (tx, "update organisation set name = $2 where id = $1", error,
 *                       TD_TEXT (r->id), TD_TEXT (r->name))
 *           && td_journal_append (tx, &r->entry, NULL, error);
 *   }
 */
#pragma once

#include <glib.h>

typedef struct TdStore TdStore;
typedef struct TdTx TdTx;
typedef struct TdRows TdRows;
typedef struct TdQuery TdQuery;

#define TD_STORE_ERROR (td_store_error_quark ())
GQuark td_store_error_quark (void);

/* A schema file as built in: number and name from NNNN-what.sql, text with the five words
 * {id} {int64} {text} {bytes} {flag}. The table is generated at build (schema-list.c). */
typedef struct {
    int number;
    const char *name;
    const char *sql;
} TdSchemaFile;

/* url: "sqlite:PATH" or a libpq "postgresql://…" address. Opens connections; does not migrate.
 * pool: connections for reading, at least 1. */
TdStore *td_store_open (const char *url, int pool, GError **error);
void td_store_free (TdStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdStore, td_store_free)

/* Applies what is missing of files (ascending, ended by number 0), once, in order; records each file's hash; refuses (TD_ERROR_OURS) when an
 * applied file's text has changed or the store is newer than the program. */
gboolean td_store_migrate (TdStore *store, const TdSchemaFile *files, GError **error);
/* How many files are not applied yet; -1 with error. */
int td_store_pending (TdStore *store, const TdSchemaFile *files, GError **error);
/* Whether no schema file was ever applied to it: nobody's store yet. */
gboolean td_store_is_new (TdStore *store, gboolean *ret_new, GError **error);

typedef gboolean (*TdTxFunc) (TdTx *tx, gpointer data, GError **error);
gboolean td_store_write (TdStore *store, TdTxFunc fn, gpointer data, GError **error);
gboolean td_store_read (TdStore *store, TdTxFunc fn, gpointer data, GError **error);
gboolean td_store_keep (TdStore *store, TdTxFunc fn, gpointer data, GError **error);
void td_tx_seal (TdTx *tx); /* journal/ only */
/* As td_store_read, for what lies beside the store as well: held runs first, after the snapshot was taken and while no process can commit, so that
 * the files it looks at are those that the snapshot names. Keep it short: everybody waits. Then fn runs as in td_store_read. */
gboolean td_store_read_held (TdStore *store, TdTxFunc held, TdTxFunc fn, gpointer data, GError **error);

/* After an erasure: overwrites what was deleted, as far as the engine can. SQLite: the file holds it no more and the WAL begins
 * anew; TD_ERROR_BUSY when somebody reads for seconds on end (it then begins anew at the next quiet moment). PostgreSQL: vacuum;
 * its own write-ahead log and the copies that were made of it keep their time. Blocks. */
gboolean td_store_scrub (TdStore *store, GError **error);

/* Has the engine look anew at how its rows are spread over each index, so that it chooses indexes by what is there. Without that SQLite takes
 * every value to have ten rows, and read a whole submission to find the articles of one paragraph. A look at a sample: some hundredths of a
 * second, in which nobody else writes; all connections know of it at their next statement. PostgreSQL does this by itself (autovacuum). */
gboolean td_store_survey (TdStore *store, GError **error);

/* Changes whenever any process commits (PRAGMA data_version plus our own commits; NOTIFY). Cheap;
 * for polling a few times a second. */
gint64 td_store_stamp (TdStore *store);
const char *td_store_engine (TdStore *store); /* "sqlite" or "postgres" */

/* ---- values and statements ---- */

typedef enum { TD_VALUE_NULL, TD_VALUE_TEXT, TD_VALUE_INT, TD_VALUE_BYTES } TdValueKind;
typedef struct {
    TdValueKind kind;
    const void *data; /* text or bytes; borrowed until the call returns */
    gsize size;       /* of bytes */
    gint64 number;
} TdValue;

#define TD_TEXT(s)        ((TdValue){ .kind = TD_VALUE_TEXT, .data = (const char *) (s) }) /* NULL binds null */
#define TD_INT(n)         ((TdValue){ .kind = TD_VALUE_INT, .number = (n) })
#define TD_FLAG(b)        ((TdValue){ .kind = TD_VALUE_INT, .number = (b) ? 1 : 0 })
#define TD_BYTES(p, n)    ((TdValue){ .kind = TD_VALUE_BYTES, .data = (p), .size = (n) })
#define TD_NULL()         ((TdValue){ .kind = TD_VALUE_NULL })

#define TD_VALUES_(...)   ((const TdValue[]){ { 0 }, ##__VA_ARGS__ } + 1)
#define TD_VALUES_N_(...) (sizeof ((const TdValue[]){ { 0 }, ##__VA_ARGS__ }) / sizeof (TdValue) - 1)

/* Runs a statement that returns no rows. FALSE with error; a broken unique constraint is
 * TD_ERROR_CONFLICT. */
#define td_exec(tx, sql, error, ...)                                                                                   \
    td_exec_values ((tx), "" sql, (error), TD_VALUES_ (__VA_ARGS__), TD_VALUES_N_ (__VA_ARGS__))
/* As td_exec, and tells how many rows it touched in *ret_rows. */
#define td_exec_count(tx, sql, ret_rows, error, ...)                                                                   \
    td_exec_count_values ((tx), "" sql, (ret_rows), (error), TD_VALUES_ (__VA_ARGS__), TD_VALUES_N_ (__VA_ARGS__))
/* Runs a statement that returns rows; NULL with error. Free the rows before the transaction ends. */
#define td_select(tx, sql, error, ...)                                                                                 \
    td_select_values ((tx), "" sql, (error), TD_VALUES_ (__VA_ARGS__), TD_VALUES_N_ (__VA_ARGS__))

gboolean td_exec_values (TdTx *tx, const char *sql, GError **error, const TdValue *values, gsize n);
gboolean td_exec_count_values (TdTx *tx, const char *sql, gint64 *ret_rows, GError **error, const TdValue *values,
                               gsize n);
TdRows *td_select_values (TdTx *tx, const char *sql, GError **error, const TdValue *values, gsize n);

/* TRUE: a row is there. FALSE: the end, or *error is set. */
gboolean td_rows_next (TdRows *rows, GError **error);
/* Values of the current row; text and bytes are owned by rows and live until the next call of
 * td_rows_next or td_rows_free. Null reads as NULL, 0. */
const char *td_rows_text (TdRows *rows, int column);
gint64 td_rows_int (TdRows *rows, int column);
const void *td_rows_bytes (TdRows *rows, int column, gsize *ret_size);
gboolean td_rows_null (TdRows *rows, int column);
void td_rows_free (TdRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdRows, td_rows_free)

/* ---- the query builder: joins constant fragments, collects parameters ---- */

/* In fragments a parameter is written $? and numbered in order of appearance; one TD_… value for each. */
TdQuery *td_query_new (void);
#define td_query_add(query, fragment, ...)                                                                             \
    td_query_add_values ((query), "" fragment, TD_VALUES_ (__VA_ARGS__), TD_VALUES_N_ (__VA_ARGS__))
/* Copies text and bytes. Aborts (our mistake) when the count of $? and of values differ. */
void td_query_add_values (TdQuery *query, const char *fragment, const TdValue *values, gsize n);
TdRows *td_query_run (TdQuery *query, TdTx *tx, GError **error);
void td_query_free (TdQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdQuery, td_query_free)
