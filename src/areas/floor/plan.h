/* Working out a plan from requests; private to this area. Pure but for what it reads in the caller's transaction. */
#pragma once

#include "areas/floor/share.h"

/* The meeting, its list and all requests, with what was shared before; no turn has an ordinal or seconds yet. NULL with error. */
TdFloorPlan *td_floor_plan_load (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *meeting,
                                 GPtrArray **ret_speakers, GError **error);
/* Seconds by the even rule. */
void td_floor_plan_even (const TdProfile *profile, TdFloorPlan *plan);
/* Seconds and order by hand. */
gboolean td_floor_plan_hand (const TdProfile *profile, TdFloorPlan *plan, const TdShareWish *wish, GError **error);
/* As it stands. */
void td_floor_plan_standing (TdFloorPlan *plan, const GPtrArray *speakers);
/* Orders the turns, and says when each begins. TD_ERROR_INPUT: they pass the meeting's end. */
gboolean td_floor_plan_times (TdFloorPlan *plan, const GPtrArray *speakers, GError **error);
