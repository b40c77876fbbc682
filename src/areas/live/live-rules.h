/* What the rules of this area share. Private to it. */
#pragma once

#include "areas/live/replay.h"

/* All steps of the meeting, played. */
TdReplay *td_live_replay (TdTx *tx, const char *meeting, GError **error);
/* Whose hand has the floor: fills live->who. */
gboolean td_live_whose_hand (TdTx *tx, TdLive *live, GError **error);
/* td_live_follows of what was loaded. */
GPtrArray *td_live_follows_of (const TdReplay *replay, GPtrArray *take_speakers, gboolean closed_too);
/* NULL: there is none in the list. */
const TdSpeaker *td_live_speaker_in (const GPtrArray *speakers, const char *id);
/* The last statement of a writing transaction. viewer NULL: the machinery. public_change: the public sees another thing elsewhere than on the live page. */
gboolean td_live_journal (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdMeeting *meeting,
                          const char *act, gboolean public_change, GError **error);
