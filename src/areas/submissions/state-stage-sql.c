/* Queries of state-stage.h. */
#include "areas/submissions/state-stage.h"

static void waiting_free (gpointer data)
{
    TdStageWaiting *waiting = data;

    g_free (waiting->submission);
    g_free (waiting->state);
    g_free (waiting->stage);
    g_free (waiting->day);
    g_free (waiting);
}

GPtrArray *td_state_stage_waiting (TdTx *tx, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (waiting_free);
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select w.submission, w.state, w.cycle, w.stage, w.day from state_stage_waiting w"
                   " join submission s on s.id = w.submission"
                   " where s.status in ('received', 'accepted', 'change-asked', 'published', 'withheld')"
                   " and not exists (select 1 from stage_date d where d.state = w.state and d.cycle = w.cycle"
                   " and d.stage = w.stage and d.how = 'done') order by w.day, w.submission limit 200",
                   error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdStageWaiting *waiting = g_new0 (TdStageWaiting, 1);
        waiting->submission = g_strdup (td_rows_text (rows, 0));
        waiting->state = g_strdup (td_rows_text (rows, 1));
        waiting->cycle = (int) td_rows_int (rows, 2);
        waiting->stage = g_strdup (td_rows_text (rows, 3));
        waiting->day = g_strdup (td_rows_text (rows, 4));
        g_ptr_array_add (list, waiting);
    }
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

struct waiting {
    GPtrArray *found;
};

static gboolean waiting_in (TdTx *tx, gpointer data, GError **error)
{
    struct waiting *w = data;

    g_clear_pointer (&w->found, g_ptr_array_unref);
    w->found = td_state_stage_waiting (tx, error);
    return w->found != NULL;
}

GPtrArray *td_state_stage_read_waiting (TdStore *store, GError **error)
{
    struct waiting w = { NULL };

    if (!td_store_read (store, waiting_in, &w, error))
        g_clear_pointer (&w.found, g_ptr_array_unref);
    return w.found;
}
