#include "journal/log-tree.h"
#include "journal/journal.h"

#include "base/errors.h"

gboolean td_log_damaged (GError **error)
{
    g_set_error (error, TD_JOURNAL_ERROR, TD_ERROR_OURS,
                 "A part of the transparency log is missing or was changed. Compare with the last backup.");
    return FALSE;
}

gboolean td_log_bytes (TdRows *rows, int column, guint8 ret_bytes[32], GError **error)
{
    gsize size = 0;
    const void *bytes = td_rows_bytes (rows, column, &size);

    if (!bytes || size != 32)
        return td_log_damaged (error);
    memcpy (ret_bytes, bytes, 32);
    return TRUE;
}

gboolean td_log_find (TdTx *tx, const char *origin, gint64 *ret_log, GError **error)
{
    g_autoptr (GError) failure = NULL;
    g_autoptr (TdRows) rows = td_select (tx, "select log from log_origin where origin = $1", error, TD_TEXT (origin));

    if (!rows)
        return FALSE;
    *ret_log = td_rows_next (rows, &failure) ? td_rows_int (rows, 0) : -1;
    if (failure)
        g_propagate_error (error, g_steal_pointer (&failure));
    return !failure;
}

gboolean td_log_head (TdTx *tx, gint64 log, gint64 *ret_size, guint8 *ret_root, char **ret_note, GError **error)
{
    g_autoptr (GError) failure = NULL;
    g_autoptr (TdRows) rows = td_select (
        tx, "select size, root, note from log_head where log = $1 order by size desc limit 1", error, TD_INT (log));

    if (!rows)
        return FALSE;
    if (!td_rows_next (rows, &failure)) {
        if (failure)
            g_propagate_error (error, g_steal_pointer (&failure));
        else
            *ret_size = 0;
        return !failure;
    }
    if (ret_root && !td_log_bytes (rows, 1, ret_root, error))
        return FALSE;
    *ret_size = td_rows_int (rows, 0);
    if (ret_note)
        *ret_note = g_strdup (td_rows_text (rows, 2));
    return TRUE;
}

static gboolean stored_subtree (int level, guint64 index, guint8 ret_hash[32], gpointer data, GError **error)
{
    TdLogReader *reader = data;
    g_autoptr (GError) failure = NULL;
    g_autoptr (TdRows) rows = NULL;
    guint8 leaf[32];

    if (level == 0)
        rows = td_select (reader->tx, "select leaf from log_leaf where log = $1 and n = $2", error,
                          TD_INT (reader->log), TD_INT ((gint64) index));
    else
        rows = td_select (reader->tx, "select hash from log_node where log = $1 and last_leaf = $2 and level = $3",
                          error, TD_INT (reader->log), TD_INT ((gint64) (((index + 1) << level) - 1)), TD_INT (level));
    if (!rows)
        return FALSE;
    if (!td_rows_next (rows, &failure)) {
        if (!failure)
            return td_log_damaged (error);
        g_propagate_error (error, g_steal_pointer (&failure));
        return FALSE;
    }
    if (!td_log_bytes (rows, 0, leaf, error))
        return FALSE;
    if (level == 0)
        td_merkle_leaf (leaf, sizeof leaf, ret_hash);
    else
        memcpy (ret_hash, leaf, sizeof leaf);
    return TRUE;
}

TdMerkleTree td_log_tree (TdLogReader *reader)
{
    return (TdMerkleTree){ .subtree = stored_subtree, .data = reader };
}
