#include "areas/dossier/news-sql.h"

static gboolean ended_well (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

gboolean td_news_load_since (TdTx *tx, const char *person, const char *state, gint64 *ret_since, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select at from dossier_look where person = $1 and state = $2", error,
                                         TD_TEXT (person), TD_TEXT (state));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_since = td_rows_next (rows, &problem) ? td_rows_int (rows, 0) : 0;
    return ended_well (g_steal_pointer (&problem), error);
}

gboolean td_news_load_seen (TdTx *tx, const char *person, const char *state, GHashTable *seen, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select kind, thing, at from dossier_seen where person = $1 and state = $2", error,
                   TD_TEXT (person), TD_TEXT (state));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        gint64 at = td_rows_int (rows, 2);
        g_hash_table_insert (seen, g_strdup_printf ("%s %s", td_rows_text (rows, 0), td_rows_text (rows, 1)),
                             g_memdup2 (&at, sizeof at));
    }
    return ended_well (g_steal_pointer (&problem), error);
}

gboolean td_news_put_seen (TdTx *tx, const char *person, const char *state, const char *kind, const char *id,
                           gint64 now, GError **error)
{
    return td_exec (tx,
                    "insert into dossier_seen (person, state, kind, thing, at) values ($1, $2, $3, $4, $5)"
                    " on conflict (person, state, kind, thing) do update set at = excluded.at",
                    error, TD_TEXT (person), TD_TEXT (state), TD_TEXT (kind), TD_TEXT (id), TD_INT (now));
}

/* What was marked one by one before then is seen anyhow; a note that changed since is new again. */
gboolean td_news_put_since (TdTx *tx, const char *person, const char *state, gint64 at, GError **error)
{
    return td_exec (tx,
                    "insert into dossier_look (person, state, at) values ($1, $2, $3)"
                    " on conflict (person, state) do update set at = excluded.at",
                    error, TD_TEXT (person), TD_TEXT (state), TD_INT (at))
           && td_exec (tx, "delete from dossier_seen where person = $1 and state = $2 and at < $3", error,
                       TD_TEXT (person), TD_TEXT (state), TD_INT (at));
}
