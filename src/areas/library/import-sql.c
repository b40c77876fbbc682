#include "areas/library/import-sql.h"

gboolean td_import_map_delete (TdTx *tx, const char *name, GError **error)
{
    return td_exec (tx, "delete from import_map where name = $1", error, TD_TEXT (name));
}

gboolean td_import_map_insert (TdTx *tx, const char *name, const char *field, const char *column, GError **error)
{
    return td_exec (tx,
                    "insert into import_map (name, field, named) values ($1, $2, $3)"
                    " on conflict (name, field) do update set named = excluded.named",
                    error, TD_TEXT (name), TD_TEXT (field), TD_TEXT (column));
}

gboolean td_import_map_select (TdTx *tx, const char *name, char **ret_map, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select field, named from import_map where name = $1 order by field", error, TD_TEXT (name));
    g_autoptr (GString) map = g_string_new (NULL);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_string_append_printf (map, "%s%s=%s", map->len > 0 ? "," : "", td_rows_text (rows, 0),
                                td_rows_text (rows, 1));
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    if (map->len > 0)
        *ret_map = g_string_free (g_steal_pointer (&map), FALSE);
    return TRUE;
}
