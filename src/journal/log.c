/* Writing the log: leaves that wait, and checkpoints that take them in. */
#include "journal/log.h"
#include "journal/journal.h"
#include "journal/log-tree.h"
#include "journal/note.h"

#include "base/errors.h"

#include <sodium.h>

enum { LEAF = 32 };

/* ---- waiting ---- */

/* Gives this log the next free number. */
static gboolean make (TdTx *tx, const char *origin, gint64 *ret_log, GError **error)
{
    g_autoptr (GError) failure = NULL;
    g_autoptr (TdRows) rows = td_select (tx, "select coalesce(max(log), 0) + 1 from log_origin", error);

    if (!rows)
        return FALSE;
    if (!td_rows_next (rows, &failure)) {
        if (!failure)
            return td_log_damaged (error);
        g_propagate_error (error, g_steal_pointer (&failure));
        return FALSE;
    }
    *ret_log = td_rows_int (rows, 0);
    g_clear_pointer (&rows, td_rows_free);
    return td_exec (tx, "insert into log_origin (log, origin) values ($1, $2)", error, TD_INT (*ret_log),
                    TD_TEXT (origin));
}

/* Two equal leaves would stop every later checkpoint, so the second is refused here. */
static gboolean refuse_known (TdTx *tx, gint64 log, const guint8 leaf[32], GError **error)
{
    g_autoptr (GError) failure = NULL;
    g_autoptr (TdRows) rows = td_select (tx, "select 1 from log_leaf where log = $1 and leaf = $2", error, TD_INT (log),
                                         TD_BYTES (leaf, LEAF));

    if (!rows)
        return FALSE;
    if (td_rows_next (rows, &failure)) {
        g_set_error (error, TD_JOURNAL_ERROR, TD_ERROR_CONFLICT, "This receipt is in the log already.");
        return FALSE;
    }
    if (failure)
        g_propagate_error (error, g_steal_pointer (&failure));
    return !failure;
}

/* The log of this origin, made with its first leaf or head. */
static gboolean find_or_make (TdTx *tx, const char *origin, gint64 *ret_log, GError **error)
{
    return td_log_find (tx, origin, ret_log, error) && (*ret_log >= 0 || make (tx, origin, ret_log, error));
}

gboolean td_log_wait (TdTx *tx, const TdLogKey *key, const guint8 leaf[32], gint64 at, GError **error)
{
    gint64 log = -1;

    return find_or_make (tx, key->origin, &log, error) && refuse_known (tx, log, leaf, error)
           && td_exec (tx, "insert into log_waiting (log, leaf, at) values ($1, $2, $3)", error, TD_INT (log),
                       TD_BYTES (leaf, LEAF), TD_INT (at));
}

/* ---- a checkpoint ---- */

typedef struct {
    const TdLogKey *key;
    TdLogWhen when;
    guint64 batch;
    const TdClock *clock;
    gboolean nothing; /* there was nothing to take in */
} Checkpoint;

/* The waiting leaves, joined; NULL with error. */
static GByteArray *read_waiting (TdTx *tx, gint64 log, GError **error)
{
    g_autoptr (GByteArray) leaves = g_byte_array_new ();
    g_autoptr (GError) failure = NULL;
    g_autoptr (TdRows) rows =
        td_select (tx, "select leaf from log_waiting where log = $1 order by leaf", error, TD_INT (log));
    guint8 leaf[LEAF];

    if (!rows)
        return NULL;
    while (td_rows_next (rows, &failure)) {
        if (!td_log_bytes (rows, 0, leaf, error))
            return NULL;
        g_byte_array_append (leaves, leaf, sizeof leaf);
    }
    if (failure) {
        g_propagate_error (error, g_steal_pointer (&failure));
        return NULL;
    }
    return g_steal_pointer (&leaves);
}

/* Random leaves up to the next multiple of batch, then a random order (Fisher and Yates): neither their
 * number nor their place tells anything of those that waited. */
static void pad_and_shuffle (GByteArray *leaves, guint64 batch)
{
    guint n = leaves->len / LEAF;
    guint8 spare[LEAF];

    for (; n == 0 || n % batch != 0; n++) {
        randombytes_buf (spare, sizeof spare);
        g_byte_array_append (leaves, spare, sizeof spare);
    }
    for (guint i = n - 1; i > 0; i--) {
        guint8 *a = leaves->data + (gsize) i * LEAF;
        guint8 *b = leaves->data + (gsize) randombytes_uniform (i + 1) * LEAF;

        memcpy (spare, a, LEAF);
        memmove (a, b, LEAF);
        memcpy (b, spare, LEAF);
    }
}

/* The right edge of the stored tree of this size. */
static gboolean load_edge (TdTx *tx, gint64 log, guint64 size, TdMerkleEdge *edge, GError **error)
{
    TdLogReader reader = { tx, log };
    TdMerkleTree tree = td_log_tree (&reader);

    edge->size = size;
    for (int level = 0; level < 63; level++)
        if (size >> level & 1 && !tree.subtree (level, (size >> level >> 1) * 2, edge->hash[level], tree.data, error))
            return FALSE;
    return TRUE;
}

/* The tree of the newest head, ready to grow. Its root is recomputed: a log never signs a head that is not
 * consistent with the one before (tlog-checkpoint), so a damaged tree stops here. */
static gboolean load_head (TdTx *tx, gint64 log, TdMerkleEdge *edge, GError **error)
{
    guint8 root[32], signed_root[32];
    gint64 size;

    if (!td_log_head (tx, log, &size, signed_root, NULL, error) || !load_edge (tx, log, (guint64) size, edge, error))
        return FALSE;
    td_merkle_edge_root (edge, root);
    return size == 0 || memcmp (root, signed_root, sizeof root) == 0 || td_log_damaged (error);
}

static gboolean append_leaf (TdTx *tx, gint64 log, TdMerkleEdge *edge, const guint8 *leaf, GByteArray *closed,
                             GError **error)
{
    const gint64 n = (gint64) edge->size;
    guint8 hash[32];

    if (!td_exec (tx, "insert into log_leaf (log, n, leaf) values ($1, $2, $3)", error, TD_INT (log), TD_INT (n),
                  TD_BYTES (leaf, LEAF)))
        return FALSE;
    td_merkle_leaf (leaf, LEAF, hash);
    td_merkle_edge_push (edge, hash, closed);
    for (guint i = 0; i < closed->len / 32; i++)
        if (!td_exec (tx, "insert into log_node (log, last_leaf, level, hash) values ($1, $2, $3, $4)", error,
                      TD_INT (log), TD_INT (n), TD_INT (i + 1), TD_BYTES (closed->data + (gsize) i * 32, 32)))
            return FALSE;
    return TRUE;
}

static gboolean append_leaves (TdTx *tx, gint64 log, TdMerkleEdge *edge, const GByteArray *leaves, GError **error)
{
    g_autoptr (GByteArray) closed = g_byte_array_new ();

    for (guint at = 0; at < leaves->len; at += LEAF)
        if (!append_leaf (tx, log, edge, leaves->data + at, closed, error))
            return FALSE;
    return td_exec (tx, "delete from log_waiting where log = $1", error, TD_INT (log));
}

/* Signs the edge's root, keeps the head and closes the transaction with its journal entry. */
static gboolean sign_head (TdTx *tx, gint64 log, const TdMerkleEdge *edge, const Checkpoint *work, GError **error)
{
    guint8 root[32];
    g_autofree char *body = NULL, *note = NULL;
    const TdJournalEntry entry = { .actor = "system",
                                   .act = "log.checkpoint",
                                   .thing = "log",
                                   .thing_id = work->key->origin,
                                   .content = root,
                                   /* No page shows the head, and the ETags of all public ones would tell that
                                    * something came, even confidential. */
                                   .public_change = FALSE,
                                   .clock = work->clock };

    td_merkle_edge_root (edge, root);
    body = td_checkpoint_body (work->key->origin, edge->size, root);
    note = td_note_sign (body, work->key->origin, work->key->public_key, work->key->secret_key);
    return td_exec (tx, "insert into log_head (log, size, root, note, at) values ($1, $2, $3, $4, $5)", error,
                    TD_INT (log), TD_INT ((gint64) edge->size), TD_BYTES (root, sizeof root), TD_TEXT (note),
                    TD_INT (td_clock_now (work->clock)))
           && td_journal_append (tx, &entry, NULL, error);
}

static gboolean take_in (TdTx *tx, gpointer data, GError **error)
{
    Checkpoint *work = data;
    g_autoptr (GByteArray) leaves = NULL;
    TdMerkleEdge edge = { 0 };
    gint64 log;

    work->nothing = FALSE;
    if (!find_or_make (tx, work->key->origin, &log, error) || !(leaves = read_waiting (tx, log, error)))
        return FALSE;
    if (leaves->len == 0 && work->when == TD_LOG_WHEN_WAITING) { /* somebody else was quicker; leave without a change */
        work->nothing = TRUE;
        g_set_error (error, TD_JOURNAL_ERROR, TD_ERROR_CONFLICT, "Nothing waits for a checkpoint.");
        return FALSE;
    }
    pad_and_shuffle (leaves, work->batch);
    return load_head (tx, log, &edge, error) && append_leaves (tx, log, &edge, leaves, error)
           && sign_head (tx, log, &edge, work, error);
}

/* Looks first, so that an idle log costs no writer's lock. */
static gboolean look (TdTx *tx, gpointer data, GError **error)
{
    Checkpoint *work = data;
    g_autoptr (GError) failure = NULL;
    g_autoptr (TdRows) rows = NULL;
    gint64 log;

    if (!td_log_find (tx, work->key->origin, &log, error))
        return FALSE;
    rows = td_select (tx, "select 1 from log_waiting where log = $1 limit 1", error, TD_INT (log));
    if (!rows)
        return FALSE;
    work->nothing = !td_rows_next (rows, &failure) && work->when == TD_LOG_WHEN_WAITING;
    if (failure)
        g_propagate_error (error, g_steal_pointer (&failure));
    return !failure;
}

gboolean td_log_checkpoint (TdStore *store, const TdLogKey *key, TdLogWhen when, int batch, const TdClock *clock,
                            gboolean *ret_made, GError **error)
{
    Checkpoint work = { .key = key, .when = when, .batch = (guint64) MAX (batch, 1), .clock = clock };
    g_autoptr (GError) failure = NULL;

    if (!td_store_read (store, look, &work, error))
        return FALSE;
    if (!work.nothing && !td_store_write (store, take_in, &work, &failure) && !work.nothing) {
        g_propagate_error (error, g_steal_pointer (&failure));
        return FALSE;
    }
    *ret_made = !work.nothing;
    return TRUE;
}
