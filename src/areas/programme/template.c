/* A session's meetings from the profile's template. Contract of td_programme_new in programme.h. */
#include "areas/programme/meeting-sql.h"
#include "areas/programme/plan-private.h"
#include "areas/programme/plan-sql.h"

#include "areas/calls/timetable.h"
#include "base/clock.h"
#include "base/errors.h"

struct making {
    TdInstance *instance;
    const TdViewer *viewer;
    int session;
    const char *const *states;
    char *first, *last; /* the session's working days */
    guint n;
};

static gboolean refuse (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_MEETING_ERROR, code, message);
    return FALSE;
}

/* Its first and last working day. */
static gboolean learn_days (TdTx *tx, struct making *m, GError **error)
{
    g_autoptr (TdTimetable) t = td_timetable_load (tx, m->instance->profile, error);
    const TdSession *session = t != NULL ? td_profile_session (t->profile, m->session) : NULL;

    if (t == NULL)
        return FALSE;
    if (session == NULL)
        return refuse (error, TD_ERROR_NOT_FOUND,
                       "There is no session of this number. Look for it in the list of sessions, or add it first.");
    if (td_date_precision (session->start) != TD_DATE_DAY || td_date_precision (session->end) != TD_DATE_DAY)
        return refuse (error, TD_ERROR_INPUT,
                       "The first and the last day of this session are not known here. Record them first.");
    m->first = td_day_is_weekend (session->start) ? td_day_add_working (session->start, 1) : g_strdup (session->start);
    m->last = td_day_is_weekend (session->end) ? td_day_add_working (session->end, -1) : g_strdup (session->end);
    return TRUE;
}

static char *day_of (const struct making *m, const TdProgrammeRow *row, guint state)
{
    int days = row->days + row->step * (int) state;

    return row->from_last ? td_day_add_working (m->last, -days) : td_day_add_working (m->first, days);
}

static gboolean too_many (guint fit, GError **error)
{
    g_set_error (
        error, TD_MEETING_ERROR, TD_ERROR_INPUT,
        "By the template the days of this session hold the meetings with %u States. Name at most so many, and add "
        "the meetings with others one by one.",
        fit);
    return FALSE;
}

/* Which of the meetings with one State this row is, and of how many. */
static void number_parts (const TdProfile *profile, const TdProgrammeRow *row, TdMeetingWish *wish)
{
    for (gsize i = 0; row->each_state && i < profile->n_programme; i++) {
        if (!profile->programme[i].each_state || profile->programme[i].kind != row->kind)
            continue;
        wish->parts++;
        if (&profile->programme[i] == row)
            wish->part = wish->parts;
    }
    if (wish->parts < 2)
        wish->part = wish->parts = 0;
}

static gboolean make_one (TdTx *tx, struct making *m, const TdProgrammeRow *row, guint state, GError **error)
{
    const char *const one[] = { row->each_state ? m->states[state] : NULL, NULL };
    g_autofree char *day = day_of (m, row, state);
    g_autofree char *begins = day != NULL ? g_strconcat (day, "T", row->begins, NULL) : NULL;
    TdMeetingWish wish = { .session = m->session,
                           .kind = row->kind->slug,
                           .begins = begins,
                           .ends = row->ends,
                           .states = row->kind->about == TD_ABOUT_STATES ? m->states : one };
    g_autoptr (TdMeeting) meeting = NULL;

    if (row->each_state && (day == NULL || td_date_compare (day, m->last) > 0))
        return too_many (state, error);
    number_parts (m->instance->profile, row, &wish);
    meeting = td_meeting_of_wish (tx, m->instance, &wish, NULL, error);
    m->n++;
    return meeting != NULL && td_meeting_may (tx, meeting, m->viewer, TD_ACT_MEETING_PLAN, error)
           && td_meeting_insert (tx, meeting, error);
}

/* State by State, so that the first that finds no day says how many do. */
static gboolean make_all (TdTx *tx, struct making *m, GError **error)
{
    const TdProfile *profile = m->instance->profile;

    for (guint s = 0; m->states[s] != NULL; s++)
        for (gsize i = 0; i < profile->n_programme; i++)
            if (profile->programme[i].each_state && !make_one (tx, m, &profile->programme[i], s, error))
                return FALSE;
    for (gsize i = 0; i < profile->n_programme; i++)
        if (!profile->programme[i].each_state && !make_one (tx, m, &profile->programme[i], 0, error))
            return FALSE;
    return TRUE;
}

static gboolean has_none_yet (TdTx *tx, const struct making *m, GError **error)
{
    gint64 count = 0;

    if (!td_meeting_count (tx, m->session, &count, error))
        return FALSE;
    return count == 0
           || refuse (
               error, TD_ERROR_CONFLICT,
               "This session has meetings already, and none of them was touched. Add, move or cancel them one by "
               "one; who wants to begin anew drops those that are only planned first.");
}

static gboolean make_in (TdTx *tx, gpointer data, GError **error)
{
    struct making *m = data;
    g_autofree char *number = g_strdup_printf ("%d", m->session);
    const TdJournalEntry entry = { .actor = td_viewer_actor (m->viewer),
                                   .act = "meeting.plan",
                                   .thing = "programme",
                                   .thing_id = number,
                                   .clock = &m->instance->clock };

    m->n = 0;
    g_clear_pointer (&m->first, g_free);
    g_clear_pointer (&m->last, g_free);
    return td_instance_may_write (m->instance, tx, error) && has_none_yet (tx, m, error) && learn_days (tx, m, error)
           && make_all (tx, m, error) && td_journal_append (tx, &entry, NULL, error);
}

gboolean td_programme_new (TdInstance *instance, const TdViewer *viewer, int session, const char *const *states,
                           guint *ret_n, GError **error)
{
    struct making m = { .instance = instance, .viewer = viewer, .session = session, .states = states };
    gboolean good;

    if (!td_door_may (viewer, TD_ACT_MEETING_PLAN, NULL, error))
        return FALSE;
    if (states == NULL || states[0] == NULL)
        return refuse (error, TD_ERROR_INPUT, "Name the States that are reviewed, by their codes, like GHA.");
    good = td_store_write (instance->store, make_in, &m, error);
    if (good && ret_n != NULL)
        *ret_n = m.n;
    g_free (m.first);
    g_free (m.last);
    return good;
}
