#include "areas/programme/own-calendar-sql.h"

gboolean td_own_calendar_of (TdTx *tx, const char *person, char **ret_id, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select id from own_calendar where person = $1 and ended is null", error, TD_TEXT (person));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_id = td_rows_next (rows, &problem) ? g_strdup (td_rows_text (rows, 0)) : NULL;
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_own_calendar_find (TdTx *tx, const char *id, char **ret_person, gboolean *ret_second, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select person, second from own_calendar where id = $1 and ended is null", error, TD_TEXT (id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_person = NULL;
    if (td_rows_next (rows, &problem)) {
        *ret_person = g_strdup (td_rows_text (rows, 0));
        *ret_second = td_rows_int (rows, 1) != 0;
    }
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_own_calendar_insert (TdTx *tx, const char *id, const char *person, gboolean second, gint64 at,
                                 GError **error)
{
    return td_exec (tx, "insert into own_calendar (id, person, second, created) values ($1, $2, $3, $4)", error,
                    TD_TEXT (id), TD_TEXT (person), TD_FLAG (second), TD_INT (at));
}

gboolean td_own_calendar_close (TdTx *tx, const char *person, gint64 at, GError **error)
{
    return td_exec (tx, "update own_calendar set ended = $2 where person = $1 and ended is null", error,
                    TD_TEXT (person), TD_INT (at));
}
