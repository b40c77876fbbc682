/* Rows of recordings; private to this area. */
#pragma once

#include "areas/rooms/recording.h"

GPtrArray *td_recording_load (TdTx *tx, const char *meeting, gboolean running_only, GError **error);
gboolean td_recording_insert (TdTx *tx, const TdRecording *recording, GError **error);
/* *ret_done FALSE: it had ended already. */
gboolean td_recording_set_end (TdTx *tx, const TdRecording *recording, gboolean *ret_done, GError **error);
