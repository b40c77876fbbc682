#include "areas/follow_up/earlier-sql.h"

GPtrArray *td_earlier_select (TdTx *tx, const char *recommendation, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_earlier_free);
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select e.recommendation, e.earlier, e.score, e.standing"
                   " from recommendation_earlier e where (e.recommendation = $1 or e.earlier = $1)"
                   " and e.standing <> 'denied' order by e.score desc, e.recommendation, e.earlier",
                   error, TD_TEXT (recommendation));

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdEarlier *e = g_new0 (TdEarlier, 1);
        e->is_later = g_str_equal (td_rows_text (rows, 1), recommendation);
        e->id = g_strdup (td_rows_text (rows, e->is_later ? 0 : 1));
        e->score = (double) td_rows_int (rows, 2) / 1000;
        e->confirmed = g_str_equal (td_rows_text (rows, 3), "confirmed");
        g_ptr_array_add (list, e);
    }
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

gboolean td_earlier_put_suggestion (TdTx *tx, const char *recommendation, const char *earlier, double score,
                                    GError **error)
{
    return td_exec (tx,
                    "insert into recommendation_earlier (recommendation, earlier, score, standing)"
                    " values ($1, $2, $3, 'suggested') on conflict (recommendation, earlier) do nothing",
                    error, TD_TEXT (recommendation), TD_TEXT (earlier), TD_INT ((gint64) (score * 1000)));
}

gboolean td_earlier_clear_suggestions (TdTx *tx, const char *recommendation, GError **error)
{
    return td_exec (tx, "delete from recommendation_earlier where recommendation = $1 and standing = 'suggested'",
                    error, TD_TEXT (recommendation));
}

gboolean td_earlier_put_word (TdTx *tx, const char *recommendation, const char *earlier, gboolean confirmed,
                              GError **error)
{
    return td_exec (
        tx,
        "insert into recommendation_earlier (recommendation, earlier, score, standing) values ($1, $2, 0, $3)"
        " on conflict (recommendation, earlier) do update set standing = excluded.standing",
        error, TD_TEXT (recommendation), TD_TEXT (earlier), TD_TEXT (confirmed ? "confirmed" : "denied"));
}
