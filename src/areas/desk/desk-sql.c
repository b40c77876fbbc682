#include "areas/desk/desk-sql.h"

static gboolean ended (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

gboolean td_desk_insert_batch (TdTx *tx, const char *id, const char *officer, TdDecision decision, gint64 now,
                               GError **error)
{
    return td_exec (tx, "insert into desk_batch (id, officer, decision, at) values ($1, $2, $3, $4)", error,
                    TD_TEXT (id), TD_TEXT (officer), TD_TEXT (td_decision_word (decision)), TD_INT (now));
}

gboolean td_desk_insert_batch_act (TdTx *tx, const char *batch, const char *act, GError **error)
{
    return td_exec (tx, "insert into desk_batch_act (batch, act) values ($1, $2)", error, TD_TEXT (batch),
                    TD_TEXT (act));
}

gboolean td_desk_batch_acts (TdTx *tx, const char *batch, GPtrArray *acts, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select act from desk_batch_act where batch = $1 order by act", error, TD_TEXT (batch));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (acts, g_strdup (td_rows_text (rows, 0)));
    return ended (g_steal_pointer (&problem), error);
}

gboolean td_desk_batch_of (TdTx *tx, const char *act, char **ret_batch, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select batch from desk_batch_act where act = $1 order by batch limit 1", error, TD_TEXT (act));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_batch = td_rows_next (rows, &problem) ? g_strdup (td_rows_text (rows, 0)) : NULL;
    return ended (g_steal_pointer (&problem), error);
}

gboolean td_desk_insert_digest (TdTx *tx, const char *day, gint64 submissions, gint64 organisations, gint64 now,
                                gboolean *ret_new, GError **error)
{
    gint64 rows = 0;

    if (!td_exec_count (tx,
                        "insert into desk_digest (day, at, submissions, organisations) values ($1, $2, $3, $4)"
                        " on conflict (day) do nothing",
                        &rows, error, TD_TEXT (day), TD_INT (now), TD_INT (submissions), TD_INT (organisations)))
        return FALSE;
    *ret_new = rows > 0;
    return TRUE;
}

gboolean td_desk_has_digest (TdTx *tx, const char *day, gboolean *ret_has, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select 1 from desk_digest where day = $1", error, TD_TEXT (day));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_has = td_rows_next (rows, &problem);
    return ended (g_steal_pointer (&problem), error);
}
