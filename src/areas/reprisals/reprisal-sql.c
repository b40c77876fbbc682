#include "areas/reprisals/reprisal-sql.h"

#define COLUMNS "r.id, r.filing, r.state, r.kind, r.came, r.remind, r.version, r.opened, r.changed, r.closed"

static gboolean ended (GError *take_problem, GError **error)
{
    if (take_problem == NULL)
        return TRUE;
    g_propagate_error (error, take_problem);
    return FALSE;
}

static void step_clear (gpointer data)
{
    g_free (((TdReprisalStep *) data)->day);
}

void td_reprisal_free (TdReprisal *r)
{
    if (r == NULL)
        return;
    g_free (r->id);
    g_free (r->filing);
    g_free (r->remind);
    g_array_unref (r->asked);
    g_array_unref (r->consents);
    g_array_unref (r->steps);
    g_free (r);
}

static TdReprisal *of_row (TdRows *rows, const TdProfile *profile)
{
    TdReprisal *r = g_new0 (TdReprisal, 1);

    r->id = g_strdup (td_rows_text (rows, 0));
    r->filing = g_strdup (td_rows_text (rows, 1));
    r->state = td_rows_null (rows, 2) ? NULL : td_profile_state (profile, td_rows_text (rows, 2));
    r->kind = td_reprisal_word (td_reprisal_kinds, td_rows_text (rows, 3));
    r->came = td_reprisal_word (td_reprisal_ways, td_rows_text (rows, 4));
    r->remind = g_strdup (td_rows_text (rows, 5));
    r->version = (int) td_rows_int (rows, 6);
    r->opened = td_rows_int (rows, 7);
    r->changed = td_rows_int (rows, 8);
    r->closed = td_rows_int (rows, 9);
    r->asked = g_array_new (FALSE, TRUE, sizeof (TdReprisalSaid));
    r->consents = g_array_new (FALSE, TRUE, sizeof (TdReprisalSaid));
    r->steps = g_array_new (FALSE, TRUE, sizeof (TdReprisalStep));
    g_array_set_clear_func (r->steps, step_clear);
    return r;
}

/* Takes rows: word, since, until. */
static gboolean read_said (TdRows *take_rows, const TdReprisalWord *list, GArray *said, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        const TdReprisalSaid one = { td_reprisal_word (list, td_rows_text (rows, 0)), td_rows_int (rows, 1),
                                     td_rows_int (rows, 2) };
        if (one.what != NULL)
            g_array_append_val (said, one);
    }
    return ended (g_steal_pointer (&problem), error);
}

static gboolean read_steps (TdTx *tx, TdReprisal *r, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows = td_select (tx, "select step, day from reprisal_step where reprisal = $1 order by day, n",
                                         error, TD_TEXT (r->id));

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        const TdReprisalStep one = { td_reprisal_word (td_reprisal_steps, td_rows_text (rows, 0)),
                                     g_strdup (td_rows_text (rows, 1)) };
        g_array_append_val (r->steps, one);
    }
    return ended (g_steal_pointer (&problem), error);
}

static gboolean load_rest (TdTx *tx, TdReprisal *r, GError **error)
{
    return read_said (td_select (tx, "select what, at, 0 from reprisal_asked where reprisal = $1 order by at, what",
                                 error, TD_TEXT (r->id)),
                      td_reprisal_asks, r->asked, error)
           && read_said (td_select (tx,
                                    "select what, given, withdrawn from reprisal_consent where reprisal = $1"
                                    " order by given, what",
                                    error, TD_TEXT (r->id)),
                         td_reprisal_consents, r->consents, error)
           && read_steps (tx, r, error);
}

TdReprisal *td_reprisal_load (TdTx *tx, const TdProfile *profile, const char *id, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdReprisal) r = NULL;
    g_autoptr (TdRows) rows = td_select (tx, "select " COLUMNS " from reprisal r where r.id = $1", error, TD_TEXT (id));

    if (rows == NULL)
        return NULL;
    if (!td_rows_next (rows, &problem)) {
        if (ended (g_steal_pointer (&problem), error))
            td_door_unknown (error);
        return NULL;
    }
    r = of_row (rows, profile);
    g_clear_pointer (&rows, td_rows_free);
    return load_rest (tx, r, error) ? g_steal_pointer (&r) : NULL;
}

static gboolean count (TdTx *tx, gint64 *ret_total, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select count(*) from reprisal", error);

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_total = td_rows_int (rows, 0);
    return TRUE;
}

GPtrArray *td_reprisal_select (TdTx *tx, const TdProfile *profile, int from, int most, gint64 *ret_total,
                               GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_reprisal_free);
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows = NULL;

    if (ret_total != NULL && !count (tx, ret_total, error))
        return NULL;
    rows = td_select (tx,
                      "select " COLUMNS " from reprisal r order by case when r.closed is null then 0 else 1 end,"
                      " r.remind nulls last, r.opened desc, r.id limit $1 offset $2",
                      error, TD_INT (most), TD_INT (from));
    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, of_row (rows, profile));
    return ended (g_steal_pointer (&problem), error) ? g_steal_pointer (&list) : NULL;
}

gboolean td_reprisal_insert (TdTx *tx, const TdReprisal *r, GError **error)
{
    return td_exec (tx,
                    "insert into reprisal (id, filing, state, kind, came, version, opened, changed)"
                    " values ($1, $2, $3, $4, $5, 1, $6, $6)",
                    error, TD_TEXT (r->id), TD_TEXT (r->filing), TD_TEXT (r->state != NULL ? r->state->iso3 : NULL),
                    TD_TEXT (r->kind->word), TD_TEXT (r->came->word), TD_INT (r->opened));
}

gboolean td_reprisal_update (TdTx *tx, const TdReprisal *r, GError **error)
{
    return td_exec (
        tx, "update reprisal set remind = $2, closed = $3, changed = $4, version = version + 1 where id = $1", error,
        TD_TEXT (r->id), TD_TEXT (r->remind), r->closed != 0 ? TD_INT (r->closed) : TD_NULL (), TD_INT (r->changed));
}

gboolean td_reprisal_put_asked (TdTx *tx, const char *id, const char *what, const char *actor, gint64 now,
                                GError **error)
{
    return td_exec (tx,
                    "insert into reprisal_asked (reprisal, what, at, actor) values ($1, $2, $3, $4)"
                    " on conflict (reprisal, what) do nothing",
                    error, TD_TEXT (id), TD_TEXT (what), TD_INT (now), TD_TEXT (actor));
}

gboolean td_reprisal_put_consent (TdTx *tx, const char *id, const char *what, const char *actor, gint64 now,
                                  GError **error)
{
    return td_exec (tx, "insert into reprisal_consent (reprisal, what, given, actor) values ($1, $2, $3, $4)", error,
                    TD_TEXT (id), TD_TEXT (what), TD_INT (now), TD_TEXT (actor));
}

gboolean td_reprisal_end_consent (TdTx *tx, const char *id, const char *what, gint64 now, GError **error)
{
    return td_exec (
        tx, "update reprisal_consent set withdrawn = $3 where reprisal = $1 and what = $2 and withdrawn is null", error,
        TD_TEXT (id), TD_TEXT (what), TD_INT (now));
}

gboolean td_reprisal_put_step (TdTx *tx, const char *id, int n, const char *step, const char *day, const char *actor,
                               gint64 now, GError **error)
{
    return td_exec (tx, "insert into reprisal_step (reprisal, n, step, day, actor, at) values ($1, $2, $3, $4, $5, $6)",
                    error, TD_TEXT (id), TD_INT (n), TD_TEXT (step), TD_TEXT (day), TD_TEXT (actor), TD_INT (now));
}

/* ---- reminders ---- */

gboolean td_reprisal_reminders_open (TdTx *tx, GArray *list, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows = td_select (
        tx, "select id, remind from reprisal where closed is null and remind is not null order by remind, id", error);

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        const TdReprisalReminder one = { g_strdup (td_rows_text (rows, 0)), g_strdup (td_rows_text (rows, 1)), 0 };
        g_array_append_val (list, one);
    }
    return ended (g_steal_pointer (&problem), error);
}

gboolean td_reprisal_reminder_known (TdTx *tx, const TdReprisalReminder *r, gboolean *ret_known, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows =
        td_select (tx, "select at from reprisal_reminder where reprisal = $1 and day = $2 and days = $3", error,
                   TD_TEXT (r->reprisal), TD_TEXT (r->day), TD_INT (r->days));

    if (rows == NULL)
        return FALSE;
    *ret_known = td_rows_next (rows, &problem);
    return ended (g_steal_pointer (&problem), error);
}

gboolean td_reprisal_reminder_put (TdTx *tx, const TdReprisalReminder *r, gint64 at, GError **error)
{
    return td_exec (tx, "insert into reprisal_reminder (reprisal, day, days, at) values ($1, $2, $3, $4)", error,
                    TD_TEXT (r->reprisal), TD_TEXT (r->day), TD_INT (r->days), TD_INT (at));
}
