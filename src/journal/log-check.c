/* Checking the whole log against nothing but its leaves and its public key. */
#include "journal/journal.h"
#include "journal/log-tree.h"
#include "journal/note.h"

#include "base/errors.h"

enum { CHECK_BATCH = 2048 };

typedef struct {
    const TdLogKey *key;
    TdTx *tx;
    gint64 log;
    TdMerkleEdge edge;
    GByteArray *closed;
    gint64 next_head; /* size of the next head to meet; -1 when there is none */
} Check;

static gboolean broken (const char *what, guint64 number, GError **error)
{
    g_set_error (error, TD_JOURNAL_ERROR, TD_ERROR_OURS,
                 "The transparency log does not hold: %s %" G_GUINT64_FORMAT " was changed or removed. "
                 "Compare with the last backup.",
                 what, number);
    return FALSE;
}

/* The note holds, says this size and root, and was signed by this log. */
static gboolean note_holds (const Check *check, const char *note, const guint8 root[32])
{
    g_autofree char *body = NULL, *origin = NULL;
    guint8 signed_root[32];
    guint64 size;

    body = note ? td_note_open (note, strlen (note), check->key->origin, check->key->public_key, NULL) : NULL;
    return body && td_checkpoint_parse (body, &origin, &size, signed_root, NULL)
           && g_str_equal (origin, check->key->origin) && size == check->edge.size
           && memcmp (signed_root, root, 32) == 0;
}

/* Finds the size of the next stored head after the edge's. */
static gboolean find_next_head (Check *check, GError **error)
{
    g_autoptr (GError) failure = NULL;
    g_autoptr (TdRows) rows =
        td_select (check->tx, "select size from log_head where log = $1 and size > $2 order by size limit 1", error,
                   TD_INT (check->log), TD_INT ((gint64) check->edge.size));

    if (!rows)
        return FALSE;
    check->next_head = td_rows_next (rows, &failure) ? td_rows_int (rows, 0) : -1;
    if (failure)
        g_propagate_error (error, g_steal_pointer (&failure));
    return !failure;
}

static gboolean check_head (Check *check, GError **error)
{
    g_autoptr (GError) failure = NULL;
    g_autoptr (TdRows) rows = td_select (check->tx, "select root, note from log_head where log = $1 and size = $2",
                                         error, TD_INT (check->log), TD_INT (check->next_head));
    guint8 root[32], stored[32];

    if (!rows)
        return FALSE;
    td_merkle_edge_root (&check->edge, root);
    if (td_rows_next (rows, &failure) && td_log_bytes (rows, 0, stored, NULL) && memcmp (stored, root, 32) == 0
        && note_holds (check, td_rows_text (rows, 1), root))
        return find_next_head (check, error);
    if (failure) {
        g_propagate_error (error, g_steal_pointer (&failure));
        return FALSE;
    }
    return broken ("the checkpoint of size", check->edge.size, error);
}

/* The subtrees that leaf n closes, against the rows that hold them; both ascend by leaf and level. */
static gboolean check_nodes (Check *check, guint64 n, TdRows *nodes, GError **error)
{
    g_autoptr (GError) failure = NULL;
    guint8 stored[32];

    for (guint i = 0; i < check->closed->len / 32; i++)
        if (!td_rows_next (nodes, &failure) || td_rows_int (nodes, 0) != (gint64) n || td_rows_int (nodes, 1) != i + 1
            || !td_log_bytes (nodes, 2, stored, NULL)
            || memcmp (stored, check->closed->data + (gsize) i * 32, 32) != 0) {
            if (!failure)
                return broken ("a subtree that ends at leaf", n, error);
            g_propagate_error (error, g_steal_pointer (&failure));
            return FALSE;
        }
    return TRUE;
}

static gboolean check_leaf (Check *check, TdRows *leaves, TdRows *nodes, GError **error)
{
    const guint64 n = check->edge.size;
    guint8 leaf[32], hash[32];

    if (check->next_head < 0 || td_rows_int (leaves, 0) != (gint64) n || !td_log_bytes (leaves, 1, leaf, NULL))
        return broken ("leaf", n, error);
    td_merkle_leaf (leaf, sizeof leaf, hash);
    td_merkle_edge_push (&check->edge, hash, check->closed);
    if (!check_nodes (check, n, nodes, error))
        return FALSE;
    return (gint64) check->edge.size != check->next_head || check_head (check, error);
}

/* The next leaves; *ret_more says whether there may be others. */
static gboolean check_batch (Check *check, gboolean *ret_more, GError **error)
{
    const gint64 from = (gint64) check->edge.size, to = from + CHECK_BATCH;
    g_autoptr (GError) failure = NULL;
    g_autoptr (TdRows) leaves = NULL, nodes = NULL;

    leaves = td_select (check->tx, "select n, leaf from log_leaf where log = $1 and n >= $2 and n < $3 order by n",
                        error, TD_INT (check->log), TD_INT (from), TD_INT (to));
    nodes = leaves ? td_select (check->tx,
                                "select last_leaf, level, hash from log_node where log = $1 and last_leaf >= $2"
                                " and last_leaf < $3 order by last_leaf, level",
                                error, TD_INT (check->log), TD_INT (from), TD_INT (to))
                   : NULL;
    if (!nodes)
        return FALSE;
    while (td_rows_next (leaves, &failure))
        if (!check_leaf (check, leaves, nodes, error))
            return FALSE;
    if (!failure && td_rows_next (nodes, &failure))
        return broken ("a subtree that ends at leaf", (guint64) td_rows_int (nodes, 0), error);
    if (failure)
        g_propagate_error (error, g_steal_pointer (&failure));
    *ret_more = (gint64) check->edge.size == to;
    return !failure;
}

/* Nothing may stand beyond the last leaf of the last head. */
static gboolean check_end (Check *check, GError **error)
{
    g_autoptr (GError) failure = NULL;
    g_autoptr (TdRows) rows = td_select (check->tx,
                                         "select n from log_leaf where log = $1 and n >= $2"
                                         " union all select last_leaf from log_node where log = $1 and last_leaf >= $2",
                                         error, TD_INT (check->log), TD_INT ((gint64) check->edge.size));

    if (!rows)
        return FALSE;
    if (check->next_head >= 0 || td_rows_next (rows, &failure))
        return broken ("leaf", check->edge.size, error);
    if (failure)
        g_propagate_error (error, g_steal_pointer (&failure));
    return !failure;
}

static gboolean check_log (TdTx *tx, gpointer data, GError **error)
{
    Check *check = data;
    gboolean more = TRUE;

    check->tx = tx;
    check->edge = (TdMerkleEdge){ 0 };
    if (!td_log_find (tx, check->key->origin, &check->log, error) || !find_next_head (check, error))
        return FALSE;
    while (more)
        if (!check_batch (check, &more, error))
            return FALSE;
    return check_end (check, error);
}

gboolean td_log_check (TdStore *store, const TdLogKey *key, gint64 *ret_leaves, GError **error)
{
    g_autoptr (GByteArray) closed = g_byte_array_new ();
    Check check = { .key = key, .closed = closed };

    if (!td_store_read (store, check_log, &check, error))
        return FALSE;
    *ret_leaves = (gint64) check.edge.size;
    return TRUE;
}
