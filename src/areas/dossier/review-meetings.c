#include "areas/dossier/review-meetings.h"

#include "areas/accreditation/attendance.h"
#include "areas/accreditation/briefing-file.h"
#include "areas/questions/caption.h"
#include "areas/questions/question.h"
#include "areas/rooms/recording.h"

void td_review_meeting_free (TdReviewMeeting *m)
{
    if (m == NULL)
        return;
    td_meeting_free (m->meeting);
    g_clear_pointer (&m->files, g_ptr_array_unref);
    g_clear_pointer (&m->came, g_ptr_array_unref);
    g_clear_pointer (&m->recordings, g_ptr_array_unref);
    g_free (m);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdReviewMeeting, td_review_meeting_free)

struct reading {
    TdTx *tx;
    TdInstance *instance;
    const TdViewer *viewer;
    const char *state;
};

/* Where all who came are too few to be told, their ways are left out. */
static gboolean add_came (const struct reading *r, TdReviewMeeting *m, GError **error)
{
    g_autoptr (GPtrArray) counts =
        td_attendance_counts (r->tx, r->instance, r->viewer, m->meeting->session, m->meeting->id, error);
    gboolean told = FALSE;

    for (guint i = 0; counts != NULL && i < counts->len; i++) {
        TdAttendanceCount *c = counts->pdata[i];
        if (c->by == TD_BY_ALL)
            told = !c->hidden;
        if (c->by == TD_BY_ALL || (c->by == TD_BY_WAY && told)) {
            g_ptr_array_add (m->came, c);
            counts->pdata[i] = g_new0 (TdAttendanceCount, 1);
        }
    }
    return counts != NULL;
}

static gboolean add_questions (const struct reading *r, TdReviewMeeting *m, GError **error)
{
    g_autoptr (GPtrArray) questions = td_questions_in (r->tx, m->meeting, r->viewer, r->state, error);

    for (guint i = 0; questions != NULL && i < questions->len; i++) {
        const TdQuestion *q = questions->pdata[i];
        m->questions += q->struck == 0;
        m->open += q->struck == 0 && !td_question_is_answered (q);
    }
    return questions != NULL;
}

static gboolean add_said (const struct reading *r, TdReviewMeeting *m, GError **error)
{
    g_autoptr (GPtrArray) channels = td_channels_in (r->tx, m->meeting, r->viewer, error);

    m->said = channels != NULL && channels->len > 0;
    return channels != NULL;
}

static gboolean add_recordings (const struct reading *r, TdReviewMeeting *m, GError **error)
{
    m->recordings = td_recording_list_in (r->tx, m->meeting, error);
    if (m->recordings == NULL)
        return FALSE;
    if (!td_meeting_may (r->tx, m->meeting, r->viewer, TD_ACT_MEETING_ATTEND, NULL))
        g_ptr_array_set_size (m->recordings, 0);
    for (guint i = m->recordings->len; i > 0; i--)
        if (((TdRecording *) m->recordings->pdata[i - 1])->blob == NULL)
            g_ptr_array_remove_index (m->recordings, i - 1);
    return TRUE;
}

/* NULL with an error. */
static TdReviewMeeting *meeting_read (const struct reading *r, TdMeeting *take_meeting, GError **error)
{
    g_autoptr (TdReviewMeeting) m = g_new0 (TdReviewMeeting, 1);

    m->meeting = take_meeting;
    m->over = take_meeting->status == TD_MEETING_ON && take_meeting->ends <= td_clock_now (&r->instance->clock);
    m->came = g_ptr_array_new_with_free_func ((GDestroyNotify) td_attendance_count_free);
    m->files = td_briefing_files_in (r->tx, r->instance, m->meeting, r->viewer, error);
    if (m->files == NULL)
        return NULL;
    if (m->over
        && (!add_came (r, m, error) || !add_questions (r, m, error) || !add_said (r, m, error)
            || !add_recordings (r, m, error)))
        return NULL;
    return g_steal_pointer (&m);
}

GPtrArray *td_review_meetings_in (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdSpan *span,
                                  guint most, guint *ret_more, GError **error)
{
    const struct reading r = { tx, instance, viewer, span->state->iso3 };
    const TdMeetingSearch search = { .state = r.state,
                                     .from = span->from,
                                     .to = span->until == G_MAXINT64 ? 0 : span->until };
    g_autoptr (GPtrArray) found = td_meeting_list_in (tx, viewer, &search, error);
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_review_meeting_free);

    if (found == NULL)
        return NULL;
    *ret_more = found->len > most ? found->len - most : 0;
    while (found->len > *ret_more) {
        TdReviewMeeting *m = meeting_read (&r, g_ptr_array_steal_index (found, *ret_more), error);
        if (m == NULL)
            return NULL;
        g_ptr_array_add (list, m);
    }
    return g_steal_pointer (&list);
}
