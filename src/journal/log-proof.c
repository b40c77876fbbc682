/* Reading the log: heads and proofs. */
#include "journal/journal.h"
#include "journal/log-tree.h"

#include "base/errors.h"

char *td_log_newest (TdTx *tx, const TdLogKey *key, GError **error)
{
    g_autofree char *note = NULL;
    gint64 log, size;

    if (!td_log_find (tx, key->origin, &log, error) || !td_log_head (tx, log, &size, NULL, &note, error))
        return NULL;
    return g_steal_pointer (&note);
}

/* The place of a leaf: its index, or -1 while it waits; TD_ERROR_NOT_FOUND otherwise. */
static gboolean find_leaf (TdTx *tx, gint64 log, const guint8 leaf[32], gint64 *ret_index, GError **error)
{
    g_autoptr (GError) failure = NULL;
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select n from log_leaf where log = $1 and leaf = $2"
                                         " union all select -1 from log_waiting where log = $1 and leaf = $2",
                                         error, TD_INT (log), TD_BYTES (leaf, 32));

    if (!rows)
        return FALSE;
    if (td_rows_next (rows, &failure)) {
        *ret_index = td_rows_int (rows, 0);
        return TRUE;
    }
    if (failure)
        g_propagate_error (error, g_steal_pointer (&failure));
    else
        g_set_error (error, TD_JOURNAL_ERROR, TD_ERROR_NOT_FOUND,
                     "The log does not know this receipt. Check that it was given by this server.");
    return FALSE;
}

gboolean td_log_prove (TdTx *tx, const TdLogKey *key, const guint8 leaf[32], gint64 *ret_index, GByteArray **ret_path,
                       char **ret_checkpoint, GError **error)
{
    g_autoptr (GByteArray) path = g_byte_array_new ();
    g_autofree char *note = NULL;
    TdLogReader reader = { tx, -1 };
    TdMerkleTree tree = td_log_tree (&reader);
    gint64 index, size;

    if (!td_log_find (tx, key->origin, &reader.log, error) || !find_leaf (tx, reader.log, leaf, &index, error))
        return FALSE;
    if (index < 0) {
        *ret_index = -1;
        return TRUE;
    }
    if (!td_log_head (tx, reader.log, &size, NULL, &note, error))
        return FALSE;
    if (index >= size)
        return td_log_damaged (error);
    if (!td_merkle_tree_path (&tree, (guint64) size, (guint64) index, path, error))
        return FALSE;
    *ret_index = index;
    *ret_path = g_steal_pointer (&path);
    *ret_checkpoint = g_steal_pointer (&note);
    return TRUE;
}

gboolean td_log_prove_consistency (TdTx *tx, const TdLogKey *key, gint64 from, gint64 to, GByteArray **ret_path,
                                   GError **error)
{
    g_autoptr (GByteArray) path = g_byte_array_new ();
    TdLogReader reader = { tx, -1 };
    TdMerkleTree tree = td_log_tree (&reader);
    gint64 size;

    if (!td_log_find (tx, key->origin, &reader.log, error) || !td_log_head (tx, reader.log, &size, NULL, NULL, error))
        return FALSE;
    if (from < 0 || from > to || to > size) {
        g_set_error (error, TD_JOURNAL_ERROR, TD_ERROR_INPUT,
                     "The log has no such sizes. Ask for two sizes, the smaller one first, "
                     "up to that of the newest checkpoint.");
        return FALSE;
    }
    if (!td_merkle_tree_consistency (&tree, (guint64) from, (guint64) to, path, error))
        return FALSE;
    *ret_path = g_steal_pointer (&path);
    return TRUE;
}
