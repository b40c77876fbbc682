/* What the page of a meeting, and that of one's own part in it, say of its room. */
#include "areas/rooms/room-part.h"
#include "areas/programme/meeting-part.h"
#include "areas/programme/place.h"
#include "text/words.h"

static gboolean say (TdTx *tx, const TdMeetingAsked *asked, TdMeetingSaid *said, GError **error)
{
    g_autoptr (TdPlace) place = NULL;

    if (!td_meeting_may (tx, asked->meeting, asked->viewer, TD_ACT_MEETING_ATTEND, NULL))
        return TRUE;
    if (!td_place_of (tx, asked->meeting, asked->viewer, &place, error))
        return FALSE;
    if (place == NULL || place->remote == TD_REMOTE_NONE)
        return TRUE;
    td_meeting_said_link (said, g_strdup_printf ("/meetings/%s/room", asked->meeting->id), N_ ("Enter the room"));
    td_meeting_said_link (said, g_strdup ("/room-test"), N_ ("Try microphone, loudspeaker and camera"));
    return TRUE;
}

static gboolean join (TdTx *tx, const TdMeetingAsked *asked, const TdSpeaker *speaker, TdMeetingSaid *said,
                      GError **error)
{
    (void) speaker;
    return say (tx, asked, said, error);
}

const TdMeetingPart td_room_meeting_part = { N_ ("From afar"), say };
const TdFloorJoin td_room_floor_join = { join };
