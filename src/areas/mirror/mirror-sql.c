#include "areas/mirror/mirror-sql.h"

gboolean td_mirror_load (TdTx *tx, const char *address, gint64 *ret_position, gint64 *ret_records, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select position, records from mirror where address = $1", error, TD_TEXT (address));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_position = *ret_records = 0;
    if (td_rows_next (rows, &problem)) {
        *ret_position = td_rows_int (rows, 0);
        *ret_records = td_rows_int (rows, 1);
    }
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_mirror_move (TdTx *tx, const char *address, gint64 position, gint64 records, GError **error)
{
    return td_exec (tx,
                    "insert into mirror (address, position, records) values ($1, $2, $3) on conflict (address)"
                    " do update set position = excluded.position, records = excluded.records, completed = null",
                    error, TD_TEXT (address), TD_INT (position), TD_INT (records));
}

gboolean td_mirror_complete (TdTx *tx, const char *address, gint64 now, GError **error)
{
    return td_exec (tx,
                    "insert into mirror (address, position, records, completed) values ($1, 0, 0, $2)"
                    " on conflict (address) do update set completed = excluded.completed",
                    error, TD_TEXT (address), TD_INT (now));
}
