#include "areas/translation/exchange-sql.h"

gboolean td_import_insert (TdTx *tx, const char *id, const char *project, const char *actor, gint64 at,
                           const char *name, const char *records, gint64 before, GError **error)
{
    return td_exec (tx, "delete from translation_import where at < $1", error, TD_INT (before))
           && td_exec (tx,
                       "insert into translation_import (id, project, actor, at, name, records)"
                       " values ($1, $2, $3, $4, $5, $6)",
                       error, TD_TEXT (id), TD_TEXT (project), TD_TEXT (actor), TD_INT (at), TD_TEXT (name),
                       TD_TEXT (records));
}

gboolean td_import_load (TdTx *tx, const char *id, const char *project, const char *actor, char **ret_name,
                         char **ret_records, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select name, records from translation_import where id = $1 and project = $2"
                                         " and actor = $3",
                                         error, TD_TEXT (id), TD_TEXT (project), TD_TEXT (actor));
    g_autoptr (GError) problem = NULL;

    *ret_records = NULL;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem)) {
        *ret_name = g_strdup (td_rows_text (rows, 0));
        *ret_records = g_strdup (td_rows_text (rows, 1));
    }
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_import_drop (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from translation_import where id = $1", error, TD_TEXT (id));
}
