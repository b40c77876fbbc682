/* Transactions, retries, the seal and the pool; all that is the same on every engine. */
#include "base/errors.h"
#include "store/engine.h"

enum {
    TRIES = 5,              /* of one write */
    FIRST_PAUSE_USEC = 4000 /* doubled each time, with jitter */
};

struct TdStore {
    const TdEngine *engine;
    char *url;

    GMutex writer_lock; /* held for a whole write: one writer a process */
    TdConn *writer;     /* NULL until connected */

    GMutex pool_lock;
    GCond pool_given_back;
    GPtrArray *idle; /* of TdConn, used from the end so that warm ones stay warm */
    int unopened;    /* readers that may still be connected */

    GMutex watch_lock;
    TdWatch *watch; /* made when first asked */
    gint64 stamp;
};

static const TdEngine *const td_engines[] = { &td_engine_sqlite, &td_engine_postgres };

/* The transaction that this thread is in, to refuse one inside another of the same store: it would
 * wait for itself. */
static GPrivate current_tx = G_PRIVATE_INIT (NULL);

TD_DEFINE_ERROR (store)

const TdEngine *td_store_get_engine (TdStore *store)
{
    return store->engine;
}

const char *td_store_engine (TdStore *store)
{
    return store->engine->name;
}

/* ---- open and close ---- */

static const TdEngine *find_engine (const char *url)
{
    for (gsize i = 0; i < G_N_ELEMENTS (td_engines); i++)
        if (g_str_has_prefix (url, td_engines[i]->prefix))
            return td_engines[i];
    return NULL;
}

TdStore *td_store_open (const char *url, int pool, GError **error)
{
    const TdEngine *engine = find_engine (url);
    if (!engine) {
        g_set_error (error, TD_STORE_ERROR, TD_ERROR_INPUT,
                     "This is no address of a store. Write sqlite:PATH or postgresql://HOST/DATABASE.");
        return NULL;
    }
    /* The writer comes first: on SQLite it makes the file and turns it to WAL. */
    TdConn *writer = engine->connect (url, TRUE, error);
    if (!writer)
        return NULL;
    TdStore *store = g_new0 (TdStore, 1);
    store->engine = engine;
    store->url = g_strdup (url);
    store->writer = writer;
    store->idle = g_ptr_array_new ();
    store->unopened = MAX (pool, 1);
    g_mutex_init (&store->writer_lock);
    g_mutex_init (&store->pool_lock);
    g_cond_init (&store->pool_given_back);
    g_mutex_init (&store->watch_lock);
    return store;
}

void td_store_free (TdStore *store)
{
    if (!store)
        return;
    for (guint i = 0; i < store->idle->len; i++)
        store->engine->close (store->idle->pdata[i]);
    g_ptr_array_free (store->idle, TRUE);
    if (store->watch)
        store->engine->watch_free (store->watch);
    if (store->writer) /* last, so that SQLite folds the WAL into the file */
        store->engine->close (store->writer);
    g_mutex_clear (&store->writer_lock);
    g_mutex_clear (&store->pool_lock);
    g_cond_clear (&store->pool_given_back);
    g_mutex_clear (&store->watch_lock);
    g_free (store->url);
    g_free (store);
}

/* ---- the pool of readers ---- */

static TdConn *take_reader (TdStore *store, GError **error)
{
    TdConn *conn = NULL;
    g_mutex_lock (&store->pool_lock);
    while (store->idle->len == 0 && store->unopened == 0)
        g_cond_wait (&store->pool_given_back, &store->pool_lock);
    if (store->idle->len > 0)
        conn = g_ptr_array_steal_index (store->idle, store->idle->len - 1);
    else
        store->unopened--;
    g_mutex_unlock (&store->pool_lock);
    if (conn)
        return conn;
    conn = store->engine->connect (store->url, FALSE, error);
    if (!conn) {
        g_mutex_lock (&store->pool_lock);
        store->unopened++;
        g_cond_signal (&store->pool_given_back);
        g_mutex_unlock (&store->pool_lock);
    }
    return conn;
}

static void give_reader (TdStore *store, TdConn *conn)
{
    gboolean lost = conn->lost;
    if (lost)
        store->engine->close (conn);
    g_mutex_lock (&store->pool_lock);
    if (lost)
        store->unopened++;
    else
        g_ptr_array_add (store->idle, conn);
    g_cond_signal (&store->pool_given_back);
    g_mutex_unlock (&store->pool_lock);
}

/* ---- transactions ---- */

static gboolean enter (TdTx *tx, TdStore *store, GError **error)
{
    TdTx *outer = g_private_get (&current_tx);
    for (TdTx *each = outer; each; each = each->outer) {
        if (each->store == store) {
            g_set_error (error, TD_STORE_ERROR, TD_ERROR_OURS,
                         "A transaction was begun inside another one. This is our mistake; nothing was kept.");
            return FALSE;
        }
    }
    *tx = (TdTx){ .store = store, .outer = outer };
    g_private_set (&current_tx, tx);
    return TRUE;
}

static void leave (TdTx *tx)
{
    g_private_set (&current_tx, tx->outer);
}

static void close_rows (TdRows *rows)
{
    TdTx *tx = rows->tx;
    tx->store->engine->rows_close (rows);
    if (rows->previous)
        rows->previous->next = rows->next;
    else
        tx->rows = rows->next;
    if (rows->next)
        rows->next->previous = rows->previous;
    rows->conn = NULL;
    rows->tx = NULL;
}

/* Calls fn and closes what it left open; FALSE always comes with an error. */
static gboolean call (TdTx *tx, TdTxFunc fn, gpointer data, GError **error)
{
    const TdRows *before = tx->rows; /* of those around a read that joins theirs; newer ones stand in front */
    GError *inner = NULL;
    gboolean ok = fn (tx, data, &inner);
    while (tx->rows != before)
        close_rows (tx->rows);
    if (ok && tx->failed) {
        g_clear_error (&inner);
        g_set_error (&inner, TD_STORE_ERROR, TD_ERROR_OURS,
                     "A part of this change failed and the rest went on. This is our mistake; nothing was kept.");
    } else if (ok) {
        g_clear_error (&inner);
        return TRUE;
    } else if (!inner) {
        g_set_error (&inner, TD_STORE_ERROR, TD_ERROR_OURS,
                     "A change was given up without a reason. This is our mistake; nothing was kept.");
    }
    g_propagate_error (error, inner);
    return FALSE;
}

static gboolean check_seal (TdTx *tx, gboolean sealed, GError **error)
{
    if (!sealed || tx->sealed)
        return TRUE;
    g_set_error (error, TD_STORE_ERROR, TD_ERROR_OURS,
                 "A change without an entry in the journal was refused. This is our mistake; nothing was kept.");
    return FALSE;
}

/* One run of a write, under the writer's lock. *ret_again: it may pass if run again. */
static gboolean write_once (TdStore *store, TdBegin how, gboolean sealed, TdTxFunc fn, gpointer data,
                            gboolean *ret_again, GError **error)
{
    const TdEngine *engine = store->engine;
    TdTx tx;
    *ret_again = FALSE;
    if (store->writer && store->writer->lost) {
        engine->close (store->writer);
        store->writer = NULL;
    }
    if (!store->writer && !(store->writer = engine->connect (store->url, TRUE, error)))
        return FALSE;
    if (!enter (&tx, store, error))
        return FALSE;
    tx.conn = store->writer;
    tx.conn->again = FALSE;
    gboolean ok = engine->begin (tx.conn, how, error);
    if (ok) {
        ok = call (&tx, fn, data, error) && check_seal (&tx, sealed, error) && engine->commit (tx.conn, error);
        if (!ok)
            engine->rollback (tx.conn);
    }
    *ret_again = !ok && tx.conn->again;
    leave (&tx);
    return ok;
}

/* This thread's transaction in the store, or NULL. */
static TdTx *around (const TdStore *store)
{
    for (TdTx *each = g_private_get (&current_tx); each; each = each->outer)
        if (each->store == store)
            return each;
    return NULL;
}

gboolean td_store_transact (TdStore *store, TdBegin how, gboolean sealed, TdTxFunc fn, gpointer data, GError **error)
{
    TdTx none;
    if (around (store)) /* before the lock, which this thread may hold */
        return enter (&none, store, error);
    gint64 pause = FIRST_PAUSE_USEC;
    for (int try = 1;; try++) {
        GError *inner = NULL;
        gboolean again;
        g_mutex_lock (&store->writer_lock);
        gboolean ok = write_once (store, how, sealed, fn, data, &again, &inner);
        g_mutex_unlock (&store->writer_lock);
        if (ok)
            return TRUE;
        if (!again || try == TRIES) {
            g_propagate_error (error, inner);
            return FALSE;
        }
        g_clear_error (&inner);
        g_usleep ((gulong) (pause / 2 + g_random_int_range (0, (gint32) pause)));
        pause *= 2;
    }
}

gboolean td_store_write (TdStore *store, TdTxFunc fn, gpointer data, GError **error)
{
    return td_store_transact (store, TD_BEGIN_WRITE, TRUE, fn, data, error);
}

gboolean td_store_keep (TdStore *store, TdTxFunc fn, gpointer data, GError **error)
{
    return td_store_transact (store, TD_BEGIN_WRITE, FALSE, fn, data, error);
}

void td_tx_seal (TdTx *tx)
{
    tx->sealed = TRUE;
}

/* A connection that has begun to read. A lost one shows itself here, where nothing was read yet, so
 * another is tried; later it is an error, because fn may have gathered half of its answer. */
static TdConn *begin_reading (TdStore *store, GError **error)
{
    for (int try = 1;; try++) {
        GError *inner = NULL;
        TdConn *conn = take_reader (store, error);
        if (!conn)
            return NULL;
        conn->again = FALSE;
        if (store->engine->begin (conn, TD_BEGIN_READ, &inner))
            return conn;
        gboolean again = conn->again;
        give_reader (store, conn);
        if (!again || try == TRIES) {
            g_propagate_error (error, inner);
            return NULL;
        }
        g_clear_error (&inner);
    }
}

gboolean td_store_read (TdStore *store, TdTxFunc fn, gpointer data, GError **error)
{
    TdTx tx, *reading = around (store);
    if (reading && reading->reads)
        return call (reading, fn, data, error);
    if (!enter (&tx, store, error))
        return FALSE;
    tx.reads = TRUE;
    tx.conn = begin_reading (store, error);
    gboolean ok = tx.conn && call (&tx, fn, data, error);
    if (tx.conn) {
        /* There is nothing to keep, so an end that fails only costs the connection. */
        if (!tx.failed && !store->engine->commit (tx.conn, NULL))
            tx.conn->lost = TRUE;
        else if (tx.failed)
            store->engine->rollback (tx.conn);
        give_reader (store, tx.conn);
    }
    leave (&tx);
    return ok;
}

/* ---- reading while nobody commits ---- */

/* A snapshot begins with its first statement: this one. */
static gboolean take_snapshot (TdTx *tx, GError **error)
{
    g_autoptr (TdRows) rows = td_select_values (tx, tx->store->engine->has_schema, error, NULL, 0);

    return rows && td_rows_next (rows, error);
}

/* The writer's transaction begun and left empty: until it ends nobody commits. */
static gboolean hold_writers (TdStore *store, GError **error)
{
    if (store->writer && store->writer->lost)
        g_clear_pointer (&store->writer, store->engine->close);
    if (!store->writer && !(store->writer = store->engine->connect (store->url, TRUE, error)))
        return FALSE;
    store->writer->again = FALSE;
    return store->engine->begin (store->writer, TD_BEGIN_WRITE, error);
}

static gboolean begin_held (TdStore *store, TdTx *tx, TdTxFunc held, gpointer data, gboolean *ret_again, GError **error)
{
    gboolean ok;

    g_mutex_lock (&store->writer_lock);
    ok = hold_writers (store, error);
    *ret_again = !ok && store->writer && store->writer->again;
    if (ok) {
        ok = take_snapshot (tx, error) && held (tx, data, error);
        store->engine->rollback (store->writer);
    }
    g_mutex_unlock (&store->writer_lock);
    return ok;
}

struct held_read {
    TdTxFunc held, fn;
    gpointer data;
};

static gboolean read_held (TdTx *tx, gpointer data, GError **error)
{
    const struct held_read *h = data;
    const char *patient = tx->store->engine->patient;

    if (patient && !tx->store->engine->script (tx->conn, patient, error))
        return FALSE;
    for (int try = 1;; try++) {
        GError *inner = NULL;
        gboolean again;
        if (begin_held (tx->store, tx, h->held, h->data, &again, &inner))
            return h->fn (tx, h->data, error);
        if (!again || try == TRIES) {
            g_propagate_error (error, inner);
            return FALSE;
        }
        g_clear_error (&inner);
    }
}

gboolean td_store_read_held (TdStore *store, TdTxFunc held, TdTxFunc fn, gpointer data, GError **error)
{
    struct held_read h = { held, fn, data };

    return td_store_read (store, read_held, &h, error);
}

/* Something that is done outside a transaction of ours, on the connection that writes. */
static gboolean with_writer (TdStore *store, gboolean (*work) (TdConn *conn, GError **error), GError **error)
{
    gboolean done;

    g_mutex_lock (&store->writer_lock);
    if (!store->writer || store->writer->lost) {
        g_clear_pointer (&store->writer, store->engine->close);
        store->writer = store->engine->connect (store->url, TRUE, error);
    }
    done = store->writer && work (store->writer, error);
    g_mutex_unlock (&store->writer_lock);
    return done;
}

gboolean td_store_scrub (TdStore *store, GError **error)
{
    return with_writer (store, store->engine->scrub, error);
}

gboolean td_store_survey (TdStore *store, GError **error)
{
    return with_writer (store, store->engine->survey, error);
}

gint64 td_store_stamp (TdStore *store)
{
    g_mutex_lock (&store->watch_lock);
    if (!store->watch)
        store->watch = store->engine->watch (store->url, NULL);
    /* Without a watch nobody can tell whether something changed: say that it did. */
    store->stamp = store->watch ? store->engine->watch_stamp (store->watch) : store->stamp - 1;
    gint64 stamp = store->stamp;
    g_mutex_unlock (&store->watch_lock);
    return stamp;
}

/* ---- statements ---- */

static gboolean may_run (TdTx *tx, const TdValue *values, gsize n, GError **error)
{
    if (tx->failed) {
        g_set_error (error, TD_STORE_ERROR, TD_ERROR_OURS,
                     "A part of this change failed before. Nothing of it is kept; please try again.");
        return FALSE;
    }
    for (gsize i = 0; i < n; i++) {
        if (values[i].kind == TD_VALUE_TEXT && values[i].data && !g_utf8_validate (values[i].data, -1, NULL)) {
            g_set_error (error, TD_STORE_ERROR, TD_ERROR_INPUT,
                         "A text holds bytes that are no Unicode. Save it as UTF-8 and send it again.");
            tx->failed = TRUE;
            return FALSE;
        }
    }
    return TRUE;
}

gboolean td_exec_count_values (TdTx *tx, const char *sql, gint64 *ret_rows, GError **error, const TdValue *values,
                               gsize n)
{
    if (!may_run (tx, values, n, error))
        return FALSE;
    gboolean ok = tx->store->engine->exec (tx->conn, sql, values, n, ret_rows, error);
    if (!ok)
        tx->failed = TRUE;
    return ok;
}

gboolean td_exec_values (TdTx *tx, const char *sql, GError **error, const TdValue *values, gsize n)
{
    gint64 rows;
    return td_exec_count_values (tx, sql, &rows, error, values, n);
}

TdRows *td_select_values (TdTx *tx, const char *sql, GError **error, const TdValue *values, gsize n)
{
    if (!may_run (tx, values, n, error))
        return NULL;
    TdRows *rows = tx->store->engine->select (tx->conn, sql, values, n, error);
    if (!rows) {
        tx->failed = TRUE;
        return NULL;
    }
    rows->conn = tx->conn;
    rows->tx = tx;
    rows->next = tx->rows;
    if (tx->rows)
        tx->rows->previous = rows;
    tx->rows = rows;
    return rows;
}

gboolean td_rows_next (TdRows *rows, GError **error)
{
    GError *inner = NULL;
    if (!rows->conn)
        return FALSE;
    if (rows->conn->engine->rows_next (rows, &inner))
        return TRUE;
    if (inner) {
        rows->tx->failed = TRUE;
        g_propagate_error (error, inner);
    }
    return FALSE;
}

const char *td_rows_text (TdRows *rows, int column)
{
    return rows->conn ? rows->conn->engine->rows_text (rows, column) : NULL;
}

gint64 td_rows_int (TdRows *rows, int column)
{
    return rows->conn ? rows->conn->engine->rows_int (rows, column) : 0;
}

const void *td_rows_bytes (TdRows *rows, int column, gsize *ret_size)
{
    *ret_size = 0;
    return rows->conn ? rows->conn->engine->rows_bytes (rows, column, ret_size) : NULL;
}

gboolean td_rows_null (TdRows *rows, int column)
{
    return !rows->conn || rows->conn->engine->rows_null (rows, column);
}

void td_rows_free (TdRows *rows)
{
    if (!rows)
        return;
    if (rows->conn)
        close_rows (rows);
    g_free (rows);
}
