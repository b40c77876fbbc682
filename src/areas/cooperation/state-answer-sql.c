#include "areas/cooperation/state-answer-sql.h"

GPtrArray *td_state_answer_select (TdTx *tx, const TdProfile *profile, const char *state, int cycle,
                                   const char *question, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_state_answer_free);
    g_autoptr (TdQuery) query = td_query_new ();
    g_autoptr (TdRows) rows = NULL;
    g_autoptr (GError) problem = NULL;

    td_query_add (query,
                  "select a.id, a.question, a.version, a.answer, a.words, a.at from state_answer a where a.state = $?"
                  " and a.cycle = $?",
                  TD_TEXT (state), TD_INT (cycle));
    if (question != NULL)
        td_query_add (query, " and a.question = $?", TD_TEXT (question));
    else
        td_query_add (query, " and a.version = (select max(b.version) from state_answer b where b.state = a.state"
                             " and b.cycle = a.cycle and b.question = a.question)");
    td_query_add (query, " order by a.question, a.version desc limit 200");
    rows = td_query_run (query, tx, error);
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdStateAnswer *a = g_new0 (TdStateAnswer, 1);
        a->id = g_strdup (td_rows_text (rows, 0));
        a->question = td_profile_standing (profile, td_rows_text (rows, 1));
        a->version = a->versions = (int) td_rows_int (rows, 2);
        a->answer = g_strdup (td_rows_text (rows, 3));
        a->words = g_strdup (td_rows_text (rows, 4));
        a->at = td_rows_int (rows, 5);
        if (a->question != NULL)
            g_ptr_array_add (list, a);
        else
            td_state_answer_free (a);
    }
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

gboolean td_state_answer_insert (TdTx *tx, const TdStateAnswer *a, const char *state, int cycle, const char *actor,
                                 GError **error)
{
    return td_exec (tx,
                    "insert into state_answer (id, state, cycle, question, version, answer, words, actor, at)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                    error, TD_TEXT (a->id), TD_TEXT (state), TD_INT (cycle), TD_TEXT (a->question->slug),
                    TD_INT (a->version), TD_TEXT (a->answer), TD_TEXT (a->words), TD_TEXT (actor), TD_INT (a->at));
}
