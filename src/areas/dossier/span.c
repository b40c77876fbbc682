#include "areas/dossier/span.h"

#include "base/errors.h"

TD_DEFINE_ERROR (dossier)

void td_span_clear (TdSpan *span)
{
    g_free (span->from_day);
    g_free (span->until_day);
    *span = (TdSpan){ 0 };
}

static const char *dialogue_of (const TdProfile *profile)
{
    for (gsize i = 0; i < profile->n_stages; i++)
        if (g_strcmp0 (profile->stages[i].known_by, "dialogue") == 0)
            return profile->stages[i].slug;
    return NULL;
}

/* The first day that lies behind a date of any precision. Free it. */
static char *day_after (const char *date)
{
    g_autofree char *next = NULL;

    switch (td_date_precision (date)) {
    case TD_DATE_DAY: return td_date_add_days (date, 1);
    case TD_DATE_MONTH: next = td_date_add_months (date, 1); return g_strconcat (next, "-01", NULL);
    case TD_DATE_YEAR: next = td_date_add_months (date, 12); return g_strconcat (next, "-01-01", NULL);
    case TD_DATE_NONE: break;
    }
    return NULL;
}

/* The first day after a review; NULL where its end is not known. Free it. */
static char *behind (const TdTimetable *t, const TdState *state, int cycle, const char *dialogue)
{
    const TdSession *session = td_timetable_session_of (t, state, cycle, dialogue);
    const TdStageDate *date = td_timetable_stage (t, state->iso3, cycle, dialogue);

    if (session != NULL && session->end != NULL)
        return day_after (session->end);
    return date != NULL && date->day != NULL ? day_after (date->day) : NULL;
}

static gboolean midnight (const char *day, const char *zone, gint64 *ret, GError **error)
{
    g_autofree char *local = g_strconcat (day, "T00:00", NULL);

    return td_instant_from_local (local, zone, ret, error);
}

static gboolean settle (TdSpan *span, const TdTimetable *t, const char *dialogue, GError **error)
{
    const char *zone = t->profile->zone;

    for (int before = span->cycle - 1; before > 0 && span->from_day == NULL; before--)
        span->from_day = behind (t, span->state, before, dialogue);
    span->until_day = behind (t, span->state, span->cycle, dialogue);
    span->until = G_MAXINT64;
    return (span->from_day == NULL || midnight (span->from_day, zone, &span->from, error))
           && (span->until_day == NULL || midnight (span->until_day, zone, &span->until, error));
}

gboolean td_span_in (TdTx *tx, const TdInstance *instance, const char *state, int cycle, TdSpan *ret_span,
                     GError **error)
{
    const char *dialogue = dialogue_of (instance->profile);
    g_autoptr (TdTimetable) t = NULL;
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    g_auto (TdSpan) span = { .state = td_profile_state (instance->profile, state), .cycle = cycle };

    if (span.state == NULL) {
        g_set_error_literal (error, TD_DOSSIER_ERROR, TD_ERROR_NOT_FOUND,
                             "This is not a State party. Look for it in the list of States.");
        return FALSE;
    }
    t = td_timetable_load (tx, instance->profile, error);
    if (t == NULL)
        return FALSE;
    span.last = dialogue != NULL ? MAX (td_timetable_cycle_for (t, span.state, dialogue, today), 1) : 1;
    if (span.cycle == 0)
        span.cycle = span.last;
    if (span.cycle < 1 || span.cycle > span.last) {
        g_set_error (error, TD_DOSSIER_ERROR, TD_ERROR_NOT_FOUND,
                     "This State has no review %d yet. Its reviews are numbered from 1 to %d.", span.cycle, span.last);
        return FALSE;
    }
    if (!settle (&span, t, dialogue, error))
        return FALSE;
    *ret_span = span;
    span = (TdSpan){ 0 };
    return TRUE;
}
