/* Keeps the rooms as the speakers' list says: who is heard, who is seen, whether the floor is recorded.
 *
 * Runs when somebody enters, when a browser's question shows a step that was not there before, and every second for all; so it also puts right what Janus
 * forgot when it died. It is always safe to run once more: it compares what should be with what Janus says and changes the difference.
 *
 * Heard is: who has the floor by the list, whose raised hand has it, and whoever leads the meeting with the microphone on. In a closed part
 * those who may not be in it are put out of the room, and are let in again when it ends.
 */
#pragma once

#include "areas/rooms/hub.h"

/* Whether this presence is to be heard. speaker: who has the floor by the list, or NULL. */
gboolean td_keeper_heard (TdTx *tx, const TdLive *live, const TdSpeaker *speaker, const TdPresence *presence,
                          gboolean *ret_heard, GError **error);
/* Who has the floor by the list; *ret NULL: nobody of it. */
gboolean td_keeper_speaker (TdTx *tx, const TdLive *live, TdSpeaker **ret, GError **error);
/* Whether the meeting's closed part keeps this presence out now. */
gboolean td_keeper_waits (TdTx *tx, const TdLive *live, const TdSpeaker *speaker, const TdPresence *presence,
                          gboolean *ret_waits, GError **error);

/* Puts one meeting's rooms right. Nothing happens where no Janus is told of. */
gboolean td_keeper_keep (TdInstance *instance, const char *meeting, GError **error);

/* The chore: every room in which somebody is, and every meeting that runs. (Not a subscriber: a command that makes a step moves
 * the subscribers' cursors itself, and this server would never hear of it.) */
gboolean td_keeper_round (TdInstance *instance, GError **error);
