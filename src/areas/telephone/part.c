/* What a meeting's page and that of one's own part say of the telephone, and who is heard by it in a room. */
#include "areas/telephone/pin-sql.h"
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

static gboolean join (TdTx *tx, const TdMeetingAsked *asked, const TdSpeaker *speaker, TdMeetingSaid *said,
                      GError **error)
{
    (void) speaker;
    return say (tx, asked, said, error);
}

const TdMeetingPart td_telephone_meeting_part = { N_ ("By telephone"), say };
const TdFloorJoin td_telephone_floor_join = { join };

/* ---- who is heard ---- */

static gboolean has_floor (TdTx *tx, const TdLive *live, const TdSpeaker *speaker, const TdPhonePin *pin,
                           const TdViewer *viewer, gboolean *ret_has, GError **error)
{
    if (live->who != NULL) {
        *ret_has = g_str_equal (live->who, td_phone_pin_who (pin));
        return TRUE;
    }
    return td_phone_pin_is_speaker (tx, pin, viewer, speaker, ret_has, error);
}

/* The same rule as the operator's (view.c): who has the floor, while the clock does not stand. */
static gboolean heard (TdTx *tx, TdInstance *instance, const TdLive *live, const TdSpeaker *speaker, const char *call,
                       gboolean *ret_heard, gboolean *ret_known, GError **error)
{
    g_autoptr (TdPhonePin) pin = NULL;
    g_autoptr (TdMeeting) meeting = NULL;
    g_auto (TdViewer) viewer = { 0 };
    gboolean may = FALSE;

    *ret_heard = FALSE;
    if (!td_phone_pin_of_call (tx, call, &pin, error))
        return FALSE;
    *ret_known = pin != NULL && g_str_equal (pin->meeting, live->meeting);
    if (!*ret_known || live->paused != 0)
        return TRUE;
    if (!td_meeting_load (tx, pin->meeting, &meeting, error)
        || (meeting != NULL && !td_phone_pin_viewer (tx, instance, pin, meeting, &viewer, &may, error)))
        return FALSE;
    return !may || has_floor (tx, live, speaker, pin, &viewer, ret_heard, error);
}

const TdRoomHeard td_telephone_heard = { "phone-", heard };

/* ---- who is on the line ---- */

/* Which of the speakers the caller is. */
static gboolean add_caller (TdTx *tx, TdInstance *instance, const TdMeeting *meeting, const TdPhonePin *pin,
                            const GPtrArray *speakers, GHashTable *set, GError **error)
{
    g_auto (TdViewer) viewer = { 0 };
    gboolean may = FALSE;

    if (!td_phone_pin_viewer (tx, instance, pin, meeting, &viewer, &may, error))
        return FALSE;
    for (guint i = 0; may && i < speakers->len; i++) {
        const TdSpeaker *speaker = speakers->pdata[i];
        gboolean is = FALSE;
        if (!td_phone_pin_is_speaker (tx, pin, &viewer, speaker, &is, error))
            return FALSE;
        if (is)
            g_hash_table_add (set, speaker->id);
    }
    return TRUE;
}

static gboolean on_line (TdTx *tx, TdInstance *instance, const TdMeeting *meeting, const GPtrArray *speakers,
                         GHashTable *set, GError **error)
{
    g_autoptr (GPtrArray) pins = td_phone_pins_on_line (tx, meeting->id, error);

    for (guint i = 0; pins != NULL && i < pins->len; i++)
        if (!add_caller (tx, instance, meeting, pins->pdata[i], speakers, set, error))
            return FALSE;
    return pins != NULL;
}

const TdLivePresence td_telephone_presence = { TD_MODE_TELEPHONE, N_ ("On the line now"), N_ ("Not on the line"),
                                               on_line };
