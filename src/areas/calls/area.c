#include "areas/area.h"
#include "areas/calls/call.h"
#include "areas/calls/calls-area.h"
#include "text/words.h"

/* Zones change a few times a year, by the machine's tzdata; an hour is soon enough. */
static const TdChore chores[] = { { "deadlines", 3600, td_call_recompute }, { NULL } };

extern const TdArea td_calls_area;
const TdArea td_calls_area = { .name = "calls", .commands = td_calls_commands, .chores = chores };
