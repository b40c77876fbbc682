#include "areas/calls/timetable-sql.h"

void td_session_change_free (TdSessionChange *change)
{
    g_free (change->start);
    g_free (change->end);
    g_free (change->how);
    g_free (change->reason);
    g_free (change);
}

void td_stage_date_free (TdStageDate *date)
{
    g_free (date->state);
    g_free (date->stage);
    g_free (date->day);
    g_free (date->how);
    g_free (date->reason);
    g_free (date);
}

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

GPtrArray *td_timetable_load_sessions (TdTx *tx, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_session_change_free);
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select number, starts, ends, how, reason, at from session_change c"
                   " where n = (select max(d.n) from session_change d where d.number = c.number) order by number",
                   error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdSessionChange *c = g_new0 (TdSessionChange, 1);
        c->number = (int) td_rows_int (rows, 0);
        c->start = g_strdup (td_rows_text (rows, 1));
        c->end = g_strdup (td_rows_text (rows, 2));
        c->how = g_strdup (td_rows_text (rows, 3));
        c->reason = g_strdup (td_rows_text (rows, 4));
        c->at = td_rows_int (rows, 5);
        g_ptr_array_add (list, c);
    }
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

GPtrArray *td_timetable_load_stages (TdTx *tx, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_stage_date_free);
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select state, cycle, stage, day, session, how, reason, at from stage_date s"
                   " where n = (select max(d.n) from stage_date d where d.state = s.state and d.cycle = s.cycle"
                   " and d.stage = s.stage) order by state, cycle, stage",
                   error);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdStageDate *d = g_new0 (TdStageDate, 1);
        d->state = g_strdup (td_rows_text (rows, 0));
        d->cycle = (int) td_rows_int (rows, 1);
        d->stage = g_strdup (td_rows_text (rows, 2));
        d->day = g_strdup (td_rows_text (rows, 3));
        d->session = (int) td_rows_int (rows, 4);
        d->how = g_strdup (td_rows_text (rows, 5));
        d->reason = g_strdup (td_rows_text (rows, 6));
        d->at = td_rows_int (rows, 7);
        g_ptr_array_add (list, d);
    }
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

gboolean td_timetable_insert_session (TdTx *tx, const char *id, const TdSessionChange *change, const char *actor,
                                      GError **error)
{
    return td_exec (tx,
                    "insert into session_change (id, number, n, starts, ends, how, reason, actor, at)"
                    " select $1, $2, coalesce(max(n), 0) + 1, $3, $4, $5, $6, $7, $8 from session_change"
                    " where number = $2",
                    error, TD_TEXT (id), TD_INT (change->number), TD_TEXT (change->start), TD_TEXT (change->end),
                    TD_TEXT (change->how), TD_TEXT (change->reason), TD_TEXT (actor), TD_INT (change->at));
}

gboolean td_timetable_insert_stage (TdTx *tx, const char *id, const TdStageDate *date, const char *actor,
                                    GError **error)
{
    TdValue session = date->session != 0 ? TD_INT (date->session) : TD_NULL ();

    return td_exec (
        tx,
        "insert into stage_date (id, state, cycle, stage, n, day, session, how, reason, actor, at)"
        " select $1, $2, $3, $4, coalesce(max(n), 0) + 1, cast($5 as text), cast($6 as bigint), $7, $8, $9, $10"
        " from stage_date where state = $2 and cycle = $3 and stage = $4",
        error, TD_TEXT (id), TD_TEXT (date->state), TD_INT (date->cycle), TD_TEXT (date->stage), TD_TEXT (date->day),
        session, TD_TEXT (date->how), TD_TEXT (date->reason), TD_TEXT (actor), TD_INT (date->at));
}
