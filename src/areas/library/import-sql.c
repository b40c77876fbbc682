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

gboolean td_import_map_select (TdTx *tx, const char *name, char ***ret_map, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select field, named from import_map where name = $1 order by field", error, TD_TEXT (name));
    g_autoptr (GStrvBuilder) map = g_strv_builder_new ();
    g_autoptr (GError) problem = NULL;
    gboolean any = FALSE;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        g_autofree char *pair = g_strconcat (td_rows_text (rows, 0), "=", td_rows_text (rows, 1), NULL);
        g_strv_builder_add (map, pair);
        any = TRUE;
    }
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    if (any)
        *ret_map = g_strv_builder_end (map);
    return TRUE;
}

gboolean td_import_map_names (TdTx *tx, GPtrArray *names, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select distinct name from import_map order by name", error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (names, g_strdup (td_rows_text (rows, 0)));
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
