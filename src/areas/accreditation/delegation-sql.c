#include "areas/accreditation/delegation-sql.h"

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

gboolean td_delegation_is_public (TdTx *tx, int session, const char *state, gboolean *ret_public, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select public_names from delegation where session = $1 and state = $2",
                                         error, TD_INT (session), TD_TEXT (state));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_public = td_rows_next (rows, &problem) && td_rows_int (rows, 0) != 0;
    return ended_well (error, &problem);
}

gboolean td_delegation_put_public (TdTx *tx, int session, const char *state, gboolean public_names, const char *actor,
                                   gint64 at, GError **error)
{
    return td_exec (tx,
                    "insert into delegation (session, state, public_names, actor, at) values ($1, $2, $3, $4, $5)"
                    " on conflict (session, state) do update set public_names = excluded.public_names,"
                    " actor = excluded.actor, at = excluded.at",
                    error, TD_INT (session), TD_TEXT (state), TD_FLAG (public_names), TD_TEXT (actor), TD_INT (at));
}

GStrv td_delegation_states (TdTx *tx, int session, GError **error)
{
    g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select distinct state from accreditation where session = $1"
                                         " and state is not null and status = 'accepted' order by state",
                                         error, TD_INT (session));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_strv_builder_add (list, td_rows_text (rows, 0));
    return ended_well (error, &problem) ? g_strv_builder_end (list) : NULL;
}

gboolean td_delegation_put_first (TdTx *tx, int session, const char *state, const char *accreditation, GError **error)
{
    return td_exec (tx,
                    "update accreditation set ordinal = case when id = $3 then 1 else 2 end"
                    " where session = $1 and state = $2",
                    error, TD_INT (session), TD_TEXT (state), TD_TEXT (accreditation));
}
