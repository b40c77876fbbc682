/* Clocks and reminders. Contract in case-clock.h. */
#include "areas/cases/case-rules.h"

#include "areas/people/membership.h"
#include "base/errors.h"
#include "base/id.h"

/* ---- sums of days ---- */

static gint64 day_number (const char *day)
{
    g_autofree char *text = g_strconcat (day, "T00:00:00Z", NULL);
    gint64 at = 0;

    td_instant_from_text (text, &at, NULL);
    return at / G_TIME_SPAN_DAY;
}

int td_case_days_between (const char *from, const char *to)
{
    return (int) (day_number (to) - day_number (from));
}

char *td_case_due_after_stop (const char *due, const char *stopped, const char *on_again)
{
    return td_date_add_days (due, MAX (0, td_case_days_between (stopped, on_again)));
}

int td_case_reminder_due (const TdCaseStage *stage, const char *due, const char *today)
{
    int left = td_case_days_between (today, due), smallest = 0;

    for (gsize i = 0; left >= 0 && i < TD_CASE_REMINDERS && stage->reminders[i] != 0; i++)
        if (left <= stage->reminders[i])
            smallest = stage->reminders[i];
    return smallest;
}

/* ---- in transactions ---- */

const TdCaseClock *td_case_running (const GPtrArray *clocks)
{
    for (guint i = clocks->len; i > 0; i--) {
        const TdCaseClock *c = clocks->pdata[i - 1];
        if (c->ended == NULL)
            return c;
    }
    return NULL;
}

static gboolean end_others (TdTx *tx, const GPtrArray *clocks, const TdCaseStage *stage, const char *today,
                            gboolean *ret_runs, GError **error)
{
    for (guint i = 0; i < clocks->len; i++) {
        TdCaseClock *c = clocks->pdata[i];
        if (c->ended != NULL)
            continue;
        if (g_str_equal (c->stage, stage->slug))
            *ret_runs = TRUE;
        else if (stage->ends || (stage->party != TD_PARTY_NONE && stage->party != c->party)) {
            c->ended = g_strdup (today);
            if (!td_case_clock_put (tx, c, error))
                return FALSE;
        }
    }
    return TRUE;
}

gboolean td_case_clock_enter (TdTx *tx, TdInstance *instance, const TdCase *c, const TdCaseStage *stage, GError **error)
{
    g_autoptr (GPtrArray) clocks = td_case_clock_select (tx, c->id, error);
    g_autofree char *today = td_case_today (instance);
    g_autoptr (TdCaseClock) clock = NULL;
    gboolean runs = FALSE;

    if (clocks == NULL || !end_others (tx, clocks, stage, today, &runs, error))
        return FALSE;
    if (runs || stage->months == 0)
        return TRUE;
    clock = g_new0 (TdCaseClock, 1);
    clock->id = td_id_new ();
    clock->case_id = g_strdup (c->id);
    clock->stage = g_strdup (stage->slug);
    clock->party = stage->party;
    clock->begun = g_strdup (today);
    clock->due = td_date_add_months (today, stage->months);
    return td_case_clock_put (tx, clock, error);
}

gboolean td_case_clock_end (TdTx *tx, TdInstance *instance, const char *id, TdCaseParty party, gboolean answered,
                            gboolean *ret_late, GError **error)
{
    g_autoptr (GPtrArray) clocks = td_case_clock_select (tx, id, error);
    g_autofree char *today = td_case_today (instance);

    for (guint i = 0; clocks != NULL && i < clocks->len; i++) {
        TdCaseClock *c = clocks->pdata[i];
        if (c->ended != NULL || (party != TD_PARTY_NONE && c->party != party))
            continue;
        if (ret_late != NULL && c->stopped == NULL && td_date_compare (c->due, today) < 0)
            *ret_late = TRUE;
        c->ended = g_strdup (today);
        c->answered = answered;
        if (!td_case_clock_put (tx, c, error))
            return FALSE;
    }
    return clocks != NULL;
}

struct reading {
    const TdViewer *viewer;
    const char *id;
    GPtrArray *list;
};

static gboolean clocks_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    g_autoptr (TdCase) c = td_case_get_in (tx, r->viewer, r->id, error);

    r->list = c != NULL ? td_case_clock_select (tx, c->id, error) : NULL;
    return r->list != NULL;
}

GPtrArray *td_case_clocks (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct reading r = { .viewer = viewer, .id = id };

    return td_store_read (instance->store, clocks_in, &r, error) ? r.list : NULL;
}

/* ---- more time ---- */

static const char *const act_words[] = {
    [TD_CLOCK_EXTEND] = "extend", [TD_CLOCK_STOP] = "stop", [TD_CLOCK_GO_ON] = "go-on"
};

gboolean td_case_clock_act_from_word (const char *word, TdCaseClockAct *ret)
{
    for (gsize i = 0; i < G_N_ELEMENTS (act_words); i++)
        if (g_strcmp0 (word, act_words[i]) == 0) {
            *ret = (TdCaseClockAct) i;
            return TRUE;
        }
    return FALSE;
}

struct change {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    const TdCaseClockWish *wish;
    const char *field;
};

static gboolean extend (const TdCaseClockWish *wish, TdCaseClock *clock, struct change *change, GError **error)
{
    change->field = "day";
    if (wish->day == NULL || td_date_precision (wish->day) != TD_DATE_DAY)
        return td_case_fail (error, TD_ERROR_INPUT, "Write the new last day like 2026-12-18.");
    if (td_date_compare (wish->day, clock->due) <= 0)
        return td_case_fail (error, TD_ERROR_INPUT, "More time ends later than before. Choose a later day.");
    g_free (clock->due);
    clock->due = g_strdup (wish->day);
    return TRUE;
}

static gboolean apply (struct change *change, TdCaseClock *clock, const char *today, GError **error)
{
    change->field = "act";
    switch (change->wish->act) {
    case TD_CLOCK_EXTEND: return extend (change->wish, clock, change, error);
    case TD_CLOCK_STOP:
        if (clock->stopped != NULL)
            return td_case_fail (error, TD_ERROR_CONFLICT, "The clock stands still already.");
        clock->stopped = g_strdup (today);
        return TRUE;
    case TD_CLOCK_GO_ON: {
        g_autofree char *due = NULL;
        if (clock->stopped == NULL)
            return td_case_fail (error, TD_ERROR_CONFLICT, "The clock goes already.");
        due = td_case_due_after_stop (clock->due, clock->stopped, today);
        g_free (clock->due);
        clock->due = g_steal_pointer (&due);
        g_clear_pointer (&clock->stopped, g_free);
        return TRUE;
    }
    }
    return FALSE;
}

static gboolean change_in (TdTx *tx, gpointer data, GError **error)
{
    static const char *const acts[] = {
        [TD_CLOCK_EXTEND] = "clock-extended", [TD_CLOCK_STOP] = "clock-stopped", [TD_CLOCK_GO_ON] = "clock-on"
    };
    struct change *change = data;
    g_autoptr (TdCase) c = td_case_for (tx, change->instance, change->viewer, change->id, TD_ACT_CASE_KEEP, error);
    g_autoptr (GPtrArray) clocks = c != NULL ? td_case_clock_select (tx, c->id, error) : NULL;
    g_autofree char *today = td_case_today (change->instance);
    g_autofree char *note = NULL;
    TdCaseClock *clock;

    change->field = NULL;
    if (clocks == NULL || !td_case_is_as_seen (change->instance, c, change->wish->seen, error))
        return FALSE;
    clock = (TdCaseClock *) td_case_running (clocks);
    if (clock == NULL)
        return td_case_fail (error, TD_ERROR_CONFLICT, "No clock runs in this case now.");
    change->field = "note";
    note = td_case_note (change->wish->note, TRUE, error);
    if (note == NULL || !apply (change, clock, today, error))
        return FALSE;
    change->field = NULL;
    return td_case_clock_put (tx, clock, error) && td_case_update (tx, c, error)
           && td_case_tell (tx, change->instance, change->viewer, c, clock->party, NULL, error)
           && td_case_record (tx, change->instance, change->viewer, c, acts[change->wish->act], NULL, note, error);
}

gboolean td_case_clock_change (TdInstance *instance, const TdViewer *viewer, const char *id,
                               const TdCaseClockWish *wish, const char **ret_field, GError **error)
{
    struct change change = { .instance = instance, .viewer = viewer, .id = id, .wish = wish };
    gboolean done = td_store_write (instance->store, change_in, &change, error);

    if (ret_field != NULL)
        *ret_field = change.field;
    return done;
}

/* ---- reminders ---- */

static const TdViewer house = { .roles = TD_ROLE_BIT (PUBLIC), .actor = "system" };

struct due {
    TdInstance *instance;
    GPtrArray *clocks;
    const TdCaseClock *clock;
    int days;
    gboolean sent;
};

static gboolean open_in (TdTx *tx, gpointer data, GError **error)
{
    struct due *d = data;

    d->clocks = td_case_clock_open (tx, error);
    return d->clocks != NULL;
}

static gboolean remind_in (TdTx *tx, gpointer data, GError **error)
{
    struct due *d = data;
    g_autoptr (TdCase) c = NULL;

    if (!td_instance_may_write (d->instance, tx, error)
        || !td_case_reminder_put (tx, d->clock, d->days, td_clock_now (&d->instance->clock), &d->sent, error))
        return FALSE;
    if (!d->sent) /* another server was quicker */
        return td_case_fail (error, TD_ERROR_CONFLICT, "This reminder went out already.");
    c = td_case_load (tx, d->clock->case_id, error);
    return c != NULL && td_case_tell (tx, d->instance, &house, c, d->clock->party, NULL, error)
           && td_case_tell_officers (tx, d->instance, c, error)
           && td_case_record (tx, d->instance, &house, c, "reminded", NULL, NULL, error);
}

static gboolean known_in (TdTx *tx, gpointer data, GError **error)
{
    struct due *d = data;

    return td_case_reminder_known (tx, d->clock, d->days, &d->sent, error);
}

/* One clock: its reminder of today, unless it went. */
static gboolean remind (struct due *d, const char *today, int *n, GError **error)
{
    const TdCaseStage *stage = td_profile_case_stage (d->instance->profile, d->clock->stage);
    g_autoptr (GError) problem = NULL;

    d->days = stage != NULL && d->clock->stopped == NULL ? td_case_reminder_due (stage, d->clock->due, today) : 0;
    d->sent = FALSE;
    if (d->days == 0)
        return TRUE;
    if (!td_store_read (d->instance->store, known_in, d, error))
        return FALSE;
    if (d->sent)
        return TRUE;
    if (td_store_write (d->instance->store, remind_in, d, &problem)) {
        ++*n;
        return TRUE;
    }
    if (td_error_code (problem) == TD_ERROR_CONFLICT || td_error_code (problem) == TD_ERROR_NOT_ALLOWED)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_case_remind_due (TdInstance *instance, int *ret_n, GError **error)
{
    struct due d = { .instance = instance };
    g_autofree char *today = td_case_today (instance);
    g_autoptr (GPtrArray) clocks = NULL;
    int n = 0;

    if (!td_store_read (instance->store, open_in, &d, error))
        return FALSE;
    clocks = d.clocks;
    for (guint i = 0; i < clocks->len; i++) {
        d.clock = clocks->pdata[i];
        if (!remind (&d, today, &n, error))
            return FALSE;
    }
    if (ret_n != NULL)
        *ret_n = n;
    return TRUE;
}
