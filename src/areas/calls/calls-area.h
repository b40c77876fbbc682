/* The pieces of this area's registration; private to it. */
#pragma once

#include "base/command.h"

extern const TdCommand td_calls_commands[];

/* `call late …`. */
extern const GOptionEntry td_late_options[], td_late_end_options[];
int td_late_run (const TdCommandCall *call, GError **error);
int td_late_run_list (const TdCommandCall *call, GError **error);
int td_late_run_end (const TdCommandCall *call, GError **error);
