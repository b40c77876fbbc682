#include "areas/accreditation/meeting-link.h"

#include "text/words.h"

static gboolean acts_for_it (const TdMeetingAsked *asked)
{
    return asked->viewer->state != NULL && td_meeting_is_about (asked->meeting, asked->viewer->state)
           && td_door_viewer_may (asked->viewer, TD_ACT_DELEGATION_ENTER);
}

/* Coming into the room of a public meeting, and the delegations of a dialogue. */
static void say_of_public (const TdMeetingAsked *asked, TdMeetingSaid *said)
{
    const TdProfile *profile = asked->instance->profile;
    int session = asked->meeting->session;

    if (td_meeting_offers (profile, asked->meeting, TD_OFFERS_OBSERVERS))
        td_meeting_said_link (said, g_strdup_printf ("/sessions/%d/accreditation", session),
                              N_ ("Ask to come into the room"));
    if (!td_meeting_offers (profile, asked->meeting, TD_OFFERS_DIALOGUE))
        return;
    td_meeting_said_link (said, g_strdup_printf ("/sessions/%d/delegations", session), N_ ("Delegations of States"));
    if (acts_for_it (asked))
        td_meeting_said_link (said, g_strdup_printf ("/sessions/%d/delegation", session), N_ ("Enter your delegation"));
}

static gboolean say (TdTx *tx, const TdMeetingAsked *asked, TdMeetingSaid *said, GError **error)
{
    (void) tx;
    (void) error;
    if (!asked->meeting->closed) {
        say_of_public (asked, said);
        if (!td_door_viewer_may (asked->viewer, TD_ACT_MEETING_PLAN))
            return TRUE;
    }
    td_meeting_said_link (said, g_strdup_printf ("/meetings/%s/people", asked->meeting->id),
                          asked->meeting->closed ? N_ ("Who takes part, and the papers")
                                                 : N_ ("Who interprets and types captions"));
    return TRUE;
}

const TdMeetingPart td_people_meeting_part = { N_ ("People"), say };
