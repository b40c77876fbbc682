/* What a meeting's page says of the telephone, and who is heard by it in a room. */
#include "areas/telephone/pin.h"
#include "areas/telephone/telephone-area.h"
#include "meeting/phone-settings.h"
#include "text/words.h"

static gboolean say (TdTx *tx, const TdMeetingAsked *asked, TdMeetingSaid *said, GError **error)
{
    g_autoptr (GError) problem = NULL;

    if (!td_phone_settings_there (asked->instance->folder) || asked->meeting->status != TD_MEETING_ON
        || asked->now > asked->meeting->ends)
        return TRUE;
    if (td_meeting_may (tx, asked->meeting, asked->viewer, TD_ACT_MEETING_ATTEND, &problem)) {
        td_meeting_said_line (
            said, g_strdup (td_words (asked->locale, N_ ("Hear it, raise your hand and speak with any telephone."))));
        td_meeting_said_link (said, g_strdup_printf ("/meetings/%s/telephone", asked->meeting->id),
                              N_ ("Numbers to dial, and your PIN"));
        return TRUE;
    }
    if (problem->domain == TD_DOOR_ERROR)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

const TdMeetingPart td_telephone_meeting_part = { N_ ("By telephone"), say };
