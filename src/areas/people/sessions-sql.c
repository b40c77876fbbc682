#include "areas/people/sessions-sql.h"

gboolean td_sessions_open (TdTx *tx, const char *id, const guint8 token[32], const char *person, const char *csrf,
                           TdTrust trust, gint64 now, gint64 expires, GError **error)
{
    return td_exec (tx, "delete from sign_in where expires < $1", error, TD_INT (now))
           && td_exec (tx,
                       "insert into sign_in (id, token, person, csrf, trust, created, expires)"
                       " values ($1, $2, $3, $4, $5, $6, $7)",
                       error, TD_TEXT (id), TD_BYTES (token, 32), TD_TEXT (person), TD_TEXT (csrf), TD_INT (trust),
                       TD_INT (now), TD_INT (expires));
}

gboolean td_sessions_close (TdTx *tx, const char *person, const char *id, GError **error)
{
    return td_exec (tx, "delete from sign_in where id = $1 and (cast($2 as text) is null or person = $2)", error,
                    TD_TEXT (id), TD_TEXT (person));
}

gboolean td_sessions_close_others (TdTx *tx, const char *person, const char *id, GError **error)
{
    return td_exec (tx, "delete from sign_in where person = $1 and (cast($2 as text) is null or id <> $2)", error,
                    TD_TEXT (person), TD_TEXT (id))
           && td_exec (tx, "delete from sign_in_pending where person = $1", error, TD_TEXT (person))
           && td_exec (tx, "delete from mail_link where person = $1", error, TD_TEXT (person));
}

gboolean td_sessions_lower (TdTx *tx, const char *person, GError **error)
{
    return td_exec (
        tx, "update sign_in set trust = $2, behalf = null, behalf_state = null where person = $1 and trust > $2", error,
        TD_TEXT (person), TD_INT (TD_TRUST_PASSWORD));
}

GPtrArray *td_sessions_list (TdTx *tx, const char *person, gint64 now, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_own_session_free);
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select id, created, trust from sign_in where person = $1 and expires > $2"
                                         " order by created desc, id limit 100",
                                         error, TD_TEXT (person), TD_INT (now));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdOwnSession *session = g_new0 (TdOwnSession, 1);
        session->id = g_strdup (td_rows_text (rows, 0));
        session->since = td_rows_int (rows, 1);
        session->trust = (TdTrust) td_rows_int (rows, 2);
        g_ptr_array_add (list, session);
    }
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}
