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

gboolean td_mirror_note_skipped (TdTx *tx, const char *address, gint64 position, const char *thing, const char *reason,
                                 gint64 now, GError **error)
{
    return td_exec (tx,
                    "insert into mirror_skipped (address, position, thing, reason, at) values ($1, $2, $3, $4, $5)"
                    " on conflict (address, position) do update set thing = excluded.thing, reason = excluded.reason,"
                    " at = excluded.at",
                    error, TD_TEXT (address), TD_INT (position), TD_TEXT (thing), TD_TEXT (reason), TD_INT (now));
}

gboolean td_mirror_forget_skipped (TdTx *tx, const char *address, const char *thing, GError **error)
{
    return td_exec (tx, "delete from mirror_skipped where address = $1 and thing = $2", error, TD_TEXT (address),
                    TD_TEXT (thing));
}

gboolean td_mirror_count_skipped (TdTx *tx, const char *address, gint64 *ret_n, gint64 *ret_first, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select count(*), coalesce(min(position), 0) from mirror_skipped where address = $1", error,
                   TD_TEXT (address));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_n = td_rows_int (rows, 0);
    *ret_first = td_rows_int (rows, 1);
    return TRUE;
}

gboolean td_mirror_go_back (TdTx *tx, const char *address, gint64 first, GError **error)
{
    return td_exec (
               tx,
               "update mirror set position = case when position < $2 then position else $2 - 1 end, completed = null"
               " where address = $1",
               error, TD_TEXT (address), TD_INT (first))
           && td_exec (tx, "delete from mirror_skipped where address = $1", error, TD_TEXT (address));
}
