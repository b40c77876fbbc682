#include "areas/questions/more.h"

#include "areas/submissions/state-paper.h"

/* A dialogue is public: it is looked for as everybody sees it. */
static const TdViewer everybody = TD_VIEWER_NOBODY;

static gboolean is_dialogue (const TdInstance *instance, const TdMeeting *meeting)
{
    return meeting->status == TD_MEETING_ON
           && td_meeting_kind_offers (td_profile_meeting_kind (instance->profile, meeting->kind), TD_OFFERS_DIALOGUE);
}

/* The last meeting of the newest dialogue that has begun, or NULL. meetings: by their beginning. */
static const TdMeeting *last_of (const TdInstance *instance, const GPtrArray *meetings, gint64 at)
{
    const TdMeeting *last = NULL;
    int session = 0;

    for (guint i = 0; i < meetings->len; i++) {
        const TdMeeting *meeting = meetings->pdata[i];
        if (!is_dialogue (instance, meeting))
            continue;
        if (meeting->begins <= at)
            session = meeting->session;
        if (session != 0 && meeting->session == session)
            last = meeting;
    }
    return last;
}

gboolean td_more_until_in (TdTx *tx, TdInstance *instance, const char *state, gint64 at, gint64 *ret_until,
                           GError **error)
{
    const TdMeetingSearch search = { .state = state };
    g_autoptr (GPtrArray) meetings = td_meeting_list_in (tx, &everybody, &search, error);
    const TdMeeting *last = meetings != NULL ? last_of (instance, meetings, at) : NULL;
    g_autofree char *until = last != NULL ? td_profile_more_until (instance->profile, last->ends_local) : NULL;

    *ret_until = 0;
    if (meetings == NULL)
        return FALSE;
    return until == NULL || td_instant_from_local (until, last->zone, ret_until, error);
}

static gboolean takes (TdTx *tx, TdInstance *instance, const char *state, gint64 began, gboolean *ret_takes,
                       GError **error)
{
    gint64 until = 0;

    if (!td_more_until_in (tx, instance, state, began, &until, error))
        return FALSE;
    *ret_takes = began < until;
    return TRUE;
}

extern const TdDialogueWindow td_questions_dialogue_window;
const TdDialogueWindow td_questions_dialogue_window = { takes };
