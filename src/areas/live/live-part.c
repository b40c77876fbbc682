/* On a meeting's page: that it can be followed, and led. */
#include "areas/live/live-area.h"
#include "areas/live/live.h"
#include "text/words.h"

static gboolean may (TdTx *tx, const TdMeetingAsked *asked, TdAct act, gboolean *ret_may, GError **error)
{
    g_autoptr (GError) problem = NULL;

    *ret_may = td_meeting_may (tx, asked->meeting, asked->viewer, act, &problem);
    if (problem == NULL || problem->domain == TD_DOOR_ERROR)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

static gboolean say_phase (TdTx *tx, const TdMeetingAsked *asked, TdMeetingSaid *said, GError **error)
{
    g_autoptr (TdLive) live = td_live_now (tx, asked->meeting->id, error);

    if (live == NULL)
        return FALSE;
    if (live->phase == TD_LIVE_RUNS || live->phase == TD_LIVE_PAUSED)
        td_meeting_said_line (said, g_strdup (td_words (asked->locale, N_ ("The meeting runs now."))));
    if (live->phase == TD_LIVE_OVER)
        td_meeting_said_line (said, g_strdup (td_words (asked->locale, N_ ("The meeting is over."))));
    return TRUE;
}

static gboolean say (TdTx *tx, const TdMeetingAsked *asked, TdMeetingSaid *said, GError **error)
{
    const char *id = asked->meeting->id;
    gboolean attends = FALSE, chairs = FALSE;

    if (asked->meeting->status == TD_MEETING_CANCELLED)
        return TRUE;
    if (!may (tx, asked, TD_ACT_MEETING_ATTEND, &attends, error)
        || !may (tx, asked, TD_ACT_MEETING_CHAIR, &chairs, error))
        return FALSE;
    if (!attends)
        return TRUE;
    if (!say_phase (tx, asked, said, error))
        return FALSE;
    td_meeting_said_link (said, g_strdup_printf ("/meetings/%s/live", id),
                          N_ ("Follow it live: who has the floor, and what follows"));
    if (chairs) {
        td_meeting_said_link (said, g_strdup_printf ("/meetings/%s/console", id), N_ ("Lead the meeting"));
        td_meeting_said_link (said, g_strdup_printf ("/meetings/%s/results", id), N_ ("Type in who spoke"));
    }
    return TRUE;
}

const TdMeetingPart td_live_meeting_part = { N_ ("Live"), say };
