/* Where somebody who is accredited speaks (areas/accreditation/slots.h). */
#include "areas/accreditation/slots.h"
#include "areas/floor/speaker.h"

/* Theirs: of their organisation; or, where the list does not tell whose it is, the viewer's own. */
static gboolean is_theirs (TdTx *tx, const TdSpeaker *s, const TdViewer *viewer, const TdAccreditation *a,
                           gboolean *ret_theirs, GError **error)
{
    *ret_theirs = s->organisation != NULL && g_strcmp0 (s->organisation, a->organisation) == 0;
    return s->organisation != NULL || td_speaker_is_own (tx, s, viewer, ret_theirs, error);
}

static gboolean add_of_meeting (TdTx *tx, const TdMeeting *m, const TdViewer *viewer, const TdAccreditation *a,
                                GPtrArray *list, GError **error)
{
    g_autoptr (GPtrArray) speakers = td_speakers_in (tx, m, viewer, error);

    for (guint i = 0; speakers != NULL && i < speakers->len; i++) {
        const TdSpeaker *s = speakers->pdata[i];
        gboolean theirs = FALSE;
        if (!is_theirs (tx, s, viewer, a, &theirs, error))
            return FALSE;
        if (theirs) {
            TdAccreditationSlot *one = g_new0 (TdAccreditationSlot, 1);
            one->meeting = td_meeting_get_in (tx, viewer, m->id, error);
            one->at = s->planned;
            g_ptr_array_add (list, one);
            if (one->meeting == NULL)
                return FALSE;
        }
    }
    return speakers != NULL;
}

static gboolean slots_of (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdAccreditation *a,
                          GPtrArray *list, GError **error)
{
    const TdMeetingSearch search = { .session = a->session };
    g_autoptr (GPtrArray) meetings = td_meeting_list_in (tx, viewer, &search, error);

    (void) instance;
    for (guint i = 0; meetings != NULL && i < meetings->len; i++)
        if (!add_of_meeting (tx, meetings->pdata[i], viewer, a, list, error))
            return FALSE;
    return meetings != NULL;
}

extern const TdAccreditationSlotSource td_floor_slot_source;
const TdAccreditationSlotSource td_floor_slot_source = { slots_of };
