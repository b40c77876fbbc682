/* Figures of attendance, and what stays when names go. Contract in attendance.h. */
#include "areas/accreditation/accreditation-private.h"
#include "areas/accreditation/accreditation-sql.h"
#include "areas/accreditation/attendance-sql.h"

#include "areas/calls/timetable.h"
#include "base/small-counts.h"

static const char *const by_words[TD_N_BY] = {
    [TD_BY_ALL] = "all", [TD_BY_KIND] = "kind",         [TD_BY_REGION] = "region",
    [TD_BY_WAY] = "way", [TD_BY_LANGUAGE] = "language",
};

const char *td_count_by_word (TdCountBy by)
{
    return by < TD_N_BY ? by_words[by] : "";
}

/* ---- small numbers ---- */

/* Those of one dimension, by the rule of the house. */
static void hide_in (const GPtrArray *list, TdCountBy by)
{
    g_autofree gint64 *counts = g_new0 (gint64, list->len + 1);
    g_autofree gboolean *hidden = g_new0 (gboolean, list->len + 1);
    gsize n = 0;

    for (guint i = 0; i < list->len; i++)
        if (((TdAttendanceCount *) list->pdata[i])->by == by)
            counts[n++] = ((TdAttendanceCount *) list->pdata[i])->n;
    td_small_counts_hide (counts, hidden, n);
    for (guint i = 0, k = 0; i < list->len; i++) {
        TdAttendanceCount *c = list->pdata[i];
        if (c->by == by)
            c->hidden = hidden[k++] || c->hidden;
    }
}

static void hide_small (const GPtrArray *list)
{
    for (int by = 0; by < TD_N_BY; by++)
        hide_in (list, (TdCountBy) by);
    for (guint i = 0; i < list->len; i++) {
        TdAttendanceCount *c = list->pdata[i];
        if (c->hidden)
            c->n = -1;
    }
}

/* ---- counting ---- */

static const TdViewer nobody = TD_VIEWER_NOBODY;

/* The public meetings of the session, and "" for its days. */
static GStrv public_meetings (TdTx *tx, int session, GError **error)
{
    const TdMeetingSearch search = { .session = session };
    g_autoptr (GPtrArray) meetings = td_meeting_list_in (tx, &nobody, &search, error);
    g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

    if (meetings == NULL)
        return NULL;
    g_strv_builder_add (ids, "");
    for (guint i = 0; i < meetings->len; i++)
        g_strv_builder_add (ids, ((TdMeeting *) meetings->pdata[i])->id);
    return g_strv_builder_end (ids);
}

static gboolean count_in (TdTx *tx, int session, const char *meeting, GPtrArray *list, GError **error)
{
    const char *const one[] = { meeting, NULL };
    g_auto (GStrv) all = meeting == NULL ? public_meetings (tx, session, error) : NULL;
    gboolean erased = FALSE;

    if ((meeting == NULL && all == NULL) || !td_attendance_is_erased (tx, session, &erased, error))
        return FALSE;
    return erased ? td_attendance_kept (tx, session, meeting != NULL ? meeting : "", list, error)
                  : td_attendance_tally (tx, session, meeting != NULL ? one : (const char *const *) all, list, error);
}

GPtrArray *td_attendance_counts (TdTx *tx, TdInstance *instance, const TdViewer *viewer, int session,
                                 const char *meeting, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_attendance_count_free);

    (void) instance;
    if (meeting != NULL) {
        g_autoptr (TdMeeting) m = td_meeting_get_in (tx, viewer, meeting, error);
        if (m == NULL)
            return NULL;
        session = m->session;
    }
    if (!count_in (tx, session, meeting, list, error))
        return NULL;
    hide_small (list);
    return g_steal_pointer (&list);
}

/* ---- by rule ---- */

struct erasing {
    TdInstance *instance;
    int session;
};

static gboolean keep_counts (TdTx *tx, int session, GError **error)
{
    g_auto (GStrv) meetings = td_attendance_meetings (tx, session, error);

    for (gsize i = 0; meetings != NULL && meetings[i] != NULL; i++) {
        g_autoptr (GPtrArray) counts = g_ptr_array_new_with_free_func ((GDestroyNotify) td_attendance_count_free);
        if (!count_in (tx, session, meetings[i], counts, error)
            || !td_attendance_keep (tx, session, meetings[i], counts, error))
            return FALSE;
    }
    if (meetings != NULL) {
        g_autoptr (GPtrArray) counts = g_ptr_array_new_with_free_func ((GDestroyNotify) td_attendance_count_free);
        return count_in (tx, session, NULL, counts, error) && td_attendance_keep (tx, session, "", counts, error);
    }
    return FALSE;
}

static gboolean erase_in (TdTx *tx, gpointer data, GError **error)
{
    const struct erasing *e = data;
    g_autofree char *session = g_strdup_printf ("%d", e->session);
    const TdJournalEntry entry = { .actor = "system",
                                   .act = "accreditation.erase",
                                   .thing = "session",
                                   .thing_id = session,
                                   .public_change = TRUE, /* a delegation's head was public */
                                   .clock = &e->instance->clock };

    return td_instance_may_write (e->instance, tx, error) && keep_counts (tx, e->session, error)
           && td_accreditations_erase (tx, e->session, error)
           && td_attendance_erase (tx, e->session, td_clock_now (&e->instance->clock), error)
           && td_journal_append (tx, &entry, NULL, error);
}

struct due {
    TdInstance *instance;
    GArray *sessions;
};

static gboolean is_due (const TdInstance *instance, const TdTimetable *timetable, int number, const char *today)
{
    const TdSession *session = td_profile_session (timetable->profile, number);
    g_autofree char *day = session != NULL && session->end != NULL && td_date_precision (session->end) == TD_DATE_DAY
                               ? td_date_add_days (session->end, instance->profile->accreditation_erase_days)
                               : NULL;

    return day != NULL && td_date_compare (day, today) < 0;
}

static gboolean find_due (TdTx *tx, gpointer data, GError **error)
{
    struct due *d = data;
    g_autoptr (TdTimetable) timetable = td_timetable_load (tx, d->instance->profile, error);
    g_autofree char *today = td_clock_today (&d->instance->clock, d->instance->profile->zone);

    g_clear_pointer (&d->sessions, g_array_unref);
    if (timetable == NULL || (d->sessions = td_attendance_sessions (tx, error)) == NULL)
        return FALSE;
    for (guint i = d->sessions->len; i > 0; i--)
        if (!is_due (d->instance, timetable, g_array_index (d->sessions, int, i - 1), today))
            g_array_remove_index (d->sessions, i - 1);
    return TRUE;
}

gboolean td_accreditation_erase_due (TdInstance *instance, int *ret_n, GError **error)
{
    struct due d = { .instance = instance };
    gboolean done = td_store_read (instance->store, find_due, &d, error);

    for (guint i = 0; done && i < d.sessions->len; i++) {
        struct erasing e = { instance, g_array_index (d.sessions, int, i) };
        done = td_store_write (instance->store, erase_in, &e, error);
    }
    if (done && ret_n != NULL)
        *ret_n = (int) d.sessions->len;
    g_clear_pointer (&d.sessions, g_array_unref);
    return done;
}
