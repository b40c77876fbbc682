#include "areas/cases/case-names-sql.h"

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

gboolean td_case_names_clear_in (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from case_name_word where case_id = $1", error, TD_TEXT (id))
           && td_exec (tx, "delete from case_name where case_id = $1", error, TD_TEXT (id));
}

gboolean td_case_names_put (TdTx *tx, const char *id, int version, const guint8 *sealed, gsize n, const char *actor,
                            gint64 at, GError **error)
{
    return td_exec (tx,
                    "insert into case_names (case_id, version, sealed, actor, at) values ($1, $2, $3, $4, $5)"
                    " on conflict (case_id) do update set version = excluded.version, sealed = excluded.sealed,"
                    " actor = excluded.actor, at = excluded.at",
                    error, TD_TEXT (id), TD_INT (version), TD_BYTES (sealed, n), TD_TEXT (actor), TD_INT (at));
}

gboolean td_case_name_put (TdTx *tx, const char *id, int n, const char *replacement, GError **error)
{
    return td_exec (tx, "insert into case_name (case_id, n, replacement) values ($1, $2, $3)", error, TD_TEXT (id),
                    TD_INT (n), TD_TEXT (replacement));
}

gboolean td_case_name_word_put (TdTx *tx, const char *id, int n, const char *kind, const guint8 hash[TD_NAME_HASH],
                                GError **error)
{
    return td_exec (tx,
                    "insert into case_name_word (case_id, n, kind, hash) values ($1, $2, $3, $4)"
                    " on conflict (case_id, n, kind, hash) do nothing",
                    error, TD_TEXT (id), TD_INT (n), TD_TEXT (kind), TD_BYTES (hash, TD_NAME_HASH));
}

gboolean td_case_names_last (TdTx *tx, const char *id, int *ret_version, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows = td_select (tx, "select version from case_names where case_id = $1", error, TD_TEXT (id));

    if (rows == NULL)
        return FALSE;
    *ret_version = td_rows_next (rows, &problem) ? (int) td_rows_int (rows, 0) : 0;
    return ended_well (error, &problem);
}

GBytes *td_case_names_bytes (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (TdRows) rows = td_select (tx, "select sealed from case_names where case_id = $1", error, TD_TEXT (id));

    if (rows == NULL)
        return NULL;
    if (td_rows_next (rows, &problem)) {
        gsize size = 0;
        const void *data = td_rows_bytes (rows, 0, &size);
        bytes = g_bytes_new (data, size);
    }
    return ended_well (error, &problem) ? g_steal_pointer (&bytes) : NULL;
}

GPtrArray *td_case_name_select (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows =
        td_select (tx, "select replacement from case_name where case_id = $1 order by n", error, TD_TEXT (id));

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, g_strdup (td_rows_text (rows, 0)));
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean td_case_name_words (TdTx *tx, const char *id, TdNameWordFunc fn, gpointer data, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows =
        td_select (tx, "select n, kind, hash from case_name_word where case_id = $1 order by n, kind, hash limit 20000",
                   error, TD_TEXT (id));

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        gsize size = 0;
        const guint8 *hash = td_rows_bytes (rows, 2, &size);
        if (!fn ((int) td_rows_int (rows, 0), td_rows_text (rows, 1), hash, size, data))
            break;
    }
    return ended_well (error, &problem);
}
