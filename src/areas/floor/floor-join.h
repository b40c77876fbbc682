/* How a speaker joins: what rooms and telephone say on the page of one's own part.
 *
 * To add one: a TdFloorJoin in a file of your area (it needs no web/), and its name in td_floor_joins of areas/areas.c. It is asked for the
 * reader's own turns alone; what it says is for their speaker and for nobody else.
 */
#pragma once

#include "areas/floor/speaker.h"
#include "areas/programme/meeting-part.h"

typedef struct {
    gboolean (*say) (TdTx *tx, const TdMeetingAsked *asked, const TdSpeaker *speaker, TdMeetingSaid *said,
                     GError **error);
} TdFloorJoin;
/* NULL-terminated. */
extern const TdFloorJoin *const td_floor_joins[];
