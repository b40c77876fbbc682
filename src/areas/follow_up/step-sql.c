#include "areas/follow_up/step-sql.h"

static TdStateStep *from_row (TdRows *rows)
{
    TdStateStep *s = g_new0 (TdStateStep, 1);

    s->step = g_strdup (td_rows_text (rows, 0));
    s->version = (int) td_rows_int (rows, 1);
    s->recommendation = g_strdup (td_rows_text (rows, 2));
    s->ministry = g_strdup (td_rows_text (rows, 3));
    s->words = g_strdup (td_rows_text (rows, 4));
    s->day = g_strdup (td_rows_text (rows, 5));
    td_progress_from_word (td_rows_text (rows, 6), &s->progress);
    s->office = g_strdup (td_rows_text (rows, 7));
    s->at = td_rows_int (rows, 8);
    s->newest = td_rows_int (rows, 9) != 0;
    return s;
}

/* Takes rows. */
static GPtrArray *steps_of (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_state_step_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, from_row (rows));
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

GPtrArray *td_state_steps_since_in (TdTx *tx, const char *state, gint64 since, GError **error)
{
    return steps_of (td_select (tx,
                                "select s.step, s.version, s.recommendation, s.ministry, s.words, s.day, s.progress,"
                                " s.office, s.at, 1 from recommendation_step s"
                                " join recommendation r on r.id = s.recommendation"
                                " where r.state = $1 and s.at >= $2 and s.version ="
                                " (select max(n.version) from recommendation_step n where n.step = s.step)"
                                " order by s.at desc, s.step limit 500",
                                error, TD_TEXT (state), TD_INT (since)),
                     error);
}

GPtrArray *td_state_step_select (TdTx *tx, const char *recommendation, GError **error)
{
    return steps_of (
        td_select (tx,
                   "select s.step, s.version, s.recommendation, s.ministry, s.words, s.day, s.progress, s.office, s.at,"
                   " case when s.version = (select max(n.version) from recommendation_step n where n.step = s.step)"
                   " then 1 else 0 end,"
                   " (select f.at from recommendation_step f where f.step = s.step and f.version = 1)"
                   " from recommendation_step s where s.recommendation = $1 order by 11, s.step, s.version desc",
                   error, TD_TEXT (recommendation)),
        error);
}

gboolean td_state_step_insert (TdTx *tx, const TdStateStep *s, const char *actor, GError **error)
{
    return td_exec (tx,
                    "insert into recommendation_step (step, version, recommendation, ministry, words, day, progress,"
                    " office, actor, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                    error, TD_TEXT (s->step), TD_INT (s->version), TD_TEXT (s->recommendation), TD_TEXT (s->ministry),
                    TD_TEXT (s->words), TD_TEXT (s->day), TD_TEXT (td_progress_word (s->progress)), TD_TEXT (s->office),
                    TD_TEXT (actor), TD_INT (s->at));
}
