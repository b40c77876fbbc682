/* What the files of calls' rules share; private to this area. */
#pragma once

#include "areas/calls/call.h"

/* The day that a call's anchor stands on by a timetable, and its session; NULL where it is not known to the day. */
const char *td_call_anchor_day (const TdTimetable *timetable, const TdCall *call, int *ret_session);
/* The entry of an act on a call, a public change; its content is a hash keyed by the call's secret. Last in its transaction. */
gboolean td_call_journal (TdTx *tx, const TdInstance *instance, const char *actor, const char *act, const TdCall *call,
                          const char *closes_local, const char *reason, GError **error);
