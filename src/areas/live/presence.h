/* Which speakers of the list are there from afar: what the chair sees before the floor is given to a line that nobody holds.
 *
 * To add one: a TdLivePresence in a file of your area (it needs no web/), and its name in td_live_presences of areas/areas.c. It is asked for
 * the chair's console alone, so what it says is for who leads the meeting and for nobody else.
 */
#pragma once

#include "areas/live/live.h"

typedef struct {
    TdSpeakMode mode;  /* of speakers who are expected so: of them the console says too that they are not there */
    const char *there; /* "On the line now", English, for td_words */
    const char *away;  /* "Not on the line" */
    /* Adds the ids of those of speakers (of TdSpeaker) who are there now to set, as its keys; borrowed from speakers. */
    gboolean (*who) (TdTx *tx, TdInstance *instance, const TdMeeting *meeting, const GPtrArray *speakers,
                     GHashTable *set, GError **error);
} TdLivePresence;
/* NULL-terminated. */
extern const TdLivePresence *const td_live_presences[];
