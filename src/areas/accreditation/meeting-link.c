#include "areas/accreditation/meeting-link.h"

#include "text/words.h"

static gboolean say (TdTx *tx, const TdMeetingAsked *asked, TdMeetingSaid *said, GError **error)
{
    (void) tx;
    (void) error;
    if (!asked->meeting->closed && !td_door_viewer_may (asked->viewer, TD_ACT_MEETING_PLAN))
        return TRUE;
    td_meeting_said_link (said, g_strdup_printf ("/meetings/%s/people", asked->meeting->id),
                          asked->meeting->closed ? N_ ("Who takes part, and the papers")
                                                 : N_ ("Who interprets and types captions"));
    return TRUE;
}

const TdMeetingPart td_people_meeting_part = { N_ ("People"), say };
