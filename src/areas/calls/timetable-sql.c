#include "areas/calls/timetable-sql.h"

void td_session_change_free (TdSessionChange *change)
{
    g_free (change->start);
    g_free (change->end);
    g_free (change->how);
    g_free (change->reason);
    g_free (change->actor);
    g_free (change);
}

void td_review_change_free (TdReviewChange *change)
{
    g_free (change->state);
    g_free (change->type);
    g_free (change->reason);
    g_free (change->actor);
    g_free (change);
}

void td_stage_date_free (TdStageDate *date)
{
    g_free (date->state);
    g_free (date->stage);
    g_free (date->day);
    g_free (date->how);
    g_free (date->reason);
    g_free (date->actor);
    g_free (date);
}

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

/* ---- reading ---- */

static TdSessionChange *session_of_row (TdRows *rows)
{
    TdSessionChange *c = g_new0 (TdSessionChange, 1);

    c->number = (int) td_rows_int (rows, 0);
    c->start = g_strdup (td_rows_text (rows, 1));
    c->end = g_strdup (td_rows_text (rows, 2));
    c->how = g_strdup (td_rows_text (rows, 3));
    c->reason = g_strdup (td_rows_text (rows, 4));
    c->actor = g_strdup (td_rows_text (rows, 5));
    c->at = td_rows_int (rows, 6);
    c->n = (int) td_rows_int (rows, 7);
    return c;
}

static TdStageDate *stage_of_row (TdRows *rows)
{
    TdStageDate *d = g_new0 (TdStageDate, 1);

    d->state = g_strdup (td_rows_text (rows, 0));
    d->cycle = (int) td_rows_int (rows, 1);
    d->stage = g_strdup (td_rows_text (rows, 2));
    d->day = g_strdup (td_rows_text (rows, 3));
    d->session = (int) td_rows_int (rows, 4);
    d->how = g_strdup (td_rows_text (rows, 5));
    d->reason = g_strdup (td_rows_text (rows, 6));
    d->actor = g_strdup (td_rows_text (rows, 7));
    d->at = td_rows_int (rows, 8);
    return d;
}

static TdReviewChange *review_of_row (TdRows *rows)
{
    TdReviewChange *c = g_new0 (TdReviewChange, 1);

    c->state = g_strdup (td_rows_text (rows, 0));
    c->cycle = (int) td_rows_int (rows, 1);
    c->type = g_strdup (td_rows_text (rows, 2));
    c->reason = g_strdup (td_rows_text (rows, 3));
    c->actor = g_strdup (td_rows_text (rows, 4));
    c->at = td_rows_int (rows, 5);
    return c;
}

typedef gpointer (*OfRow) (TdRows *rows);

/* NULL rows: their query failed. */
static GPtrArray *list_of (TdRows *rows, OfRow of_row, GDestroyNotify free_one, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_one);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, of_row (rows));
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

#define SESSIONS(rows) list_of (rows, (OfRow) session_of_row, (GDestroyNotify) td_session_change_free, error)
#define STAGES(rows)   list_of (rows, (OfRow) stage_of_row, (GDestroyNotify) td_stage_date_free, error)
#define REVIEWS(rows)  list_of (rows, (OfRow) review_of_row, (GDestroyNotify) td_review_change_free, error)

GPtrArray *td_timetable_load_sessions (TdTx *tx, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select number, starts, ends, how, reason, actor, at, n from session_change c"
                   " where n = (select max(d.n) from session_change d where d.number = c.number) order by number",
                   error);

    return SESSIONS (rows);
}

GPtrArray *td_timetable_load_session_history (TdTx *tx, int number, GError **error)
{
    g_autoptr (TdRows) rows = td_select (
        tx, "select number, starts, ends, how, reason, actor, at, n from session_change where number = $1 order by n",
        error, TD_INT (number));

    return SESSIONS (rows);
}

GPtrArray *td_timetable_load_stages (TdTx *tx, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select state, cycle, stage, day, session, how, reason, actor, at from stage_date s"
                   " where n = (select max(d.n) from stage_date d where d.state = s.state and d.cycle = s.cycle"
                   " and d.stage = s.stage) order by state, cycle, stage",
                   error);

    return STAGES (rows);
}

GPtrArray *td_timetable_load_stage_history (TdTx *tx, const char *state, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select state, cycle, stage, day, session, how, reason, actor, at from stage_date"
                   " where state = $1 order by cycle, stage, n",
                   error, TD_TEXT (state));

    return STAGES (rows);
}

GPtrArray *td_timetable_load_reviews (TdTx *tx, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select state, cycle, type, reason, actor, at from review_type r"
                   " where n = (select max(d.n) from review_type d where d.state = r.state and d.cycle = r.cycle)"
                   " order by state, cycle",
                   error);

    return REVIEWS (rows);
}

GPtrArray *td_timetable_load_review_history (TdTx *tx, const char *state, GError **error)
{
    g_autoptr (TdRows) rows = td_select (
        tx, "select state, cycle, type, reason, actor, at from review_type where state = $1 order by cycle, n", error,
        TD_TEXT (state));

    return REVIEWS (rows);
}

/* ---- writing ---- */

gboolean td_timetable_insert_review (TdTx *tx, const char *id, const TdReviewChange *change, const char *actor,
                                     GError **error)
{
    return td_exec (tx,
                    "insert into review_type (id, state, cycle, n, type, reason, actor, at)"
                    " select $1, $2, $3, coalesce(max(n), 0) + 1, $4, $5, $6, $7 from review_type"
                    " where state = $2 and cycle = $3",
                    error, TD_TEXT (id), TD_TEXT (change->state), TD_INT (change->cycle), TD_TEXT (change->type),
                    TD_TEXT (change->reason), TD_TEXT (actor), TD_INT (change->at));
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
