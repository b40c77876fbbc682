/* Who is heard in a room beside browsers: an area that brings participants into rooms under ids of its own (meeting/room.h) puts a row into
 * areas.c's td_room_heards. */
#pragma once

#include "areas/live/live.h"

typedef struct {
    const char *prefix; /* "phone-" */
    /* Whether the participant is to be heard now. id: without the prefix. speaker: who has the floor by the list, or NULL; live->who is
     * whose raised hand has it. *ret_known FALSE: nobody knows this participant; it is muted. */
    gboolean (*heard) (TdTx *tx, TdInstance *instance, const TdLive *live, const TdSpeaker *speaker, const char *id,
                       gboolean *ret_heard, gboolean *ret_known, GError **error);
} TdRoomHeard;
/* NULL-terminated. */
extern const TdRoomHeard *const td_room_heards[];
