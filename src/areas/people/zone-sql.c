#include "areas/people/zone-sql.h"

#include "areas/people/zone.h"

gboolean td_zone_find (TdTx *tx, const char *person, char **ret_zone, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select zone from person_zone where person = $1", error, TD_TEXT (person));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_zone = td_rows_next (rows, &problem) ? g_strdup (td_rows_text (rows, 0)) : NULL;
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_zone_put (TdTx *tx, const char *person, const char *zone, GError **error)
{
    if (*zone == '\0')
        return td_exec (tx, "delete from person_zone where person = $1", error, TD_TEXT (person));
    return td_exec (tx,
                    "insert into person_zone (person, zone) values ($1, $2)"
                    " on conflict (person) do update set zone = excluded.zone",
                    error, TD_TEXT (person), TD_TEXT (zone));
}
