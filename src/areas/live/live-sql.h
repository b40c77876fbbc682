/* Rows of steps and hands; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/live/hand.h"
#include "areas/live/replay.h"

/* Of TdStep, by n. */
GPtrArray *td_step_select (TdTx *tx, const char *meeting, GError **error);
gboolean td_step_insert (TdTx *tx, const char *meeting, const TdStep *step, GError **error);

/* *ret NULL: there is none. */
gboolean td_hand_load (TdTx *tx, const char *meeting, const char *id, TdHand **ret, GError **error);
gboolean td_hand_of (TdTx *tx, const char *meeting, const char *who, TdHand **ret, GError **error);
/* Puts it at the end of those that are up, and makes it where there is none. */
gboolean td_hand_raise (TdTx *tx, const TdHand *hand, GError **error);
gboolean td_hand_lower (TdTx *tx, const char *id, GError **error);
/* Another number after each raising and lowering. */
gboolean td_hand_stamp (TdTx *tx, const char *meeting, int *ret_stamp, GError **error);
gboolean td_hand_count (TdTx *tx, const char *meeting, gint64 *ret_up, GError **error);
/* After the meeting nobody needs to know who raised a hand. */
gboolean td_hand_forget (TdTx *tx, const char *meeting, GError **error);
