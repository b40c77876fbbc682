/* What commands.c joins to its table; private to this area. */
#pragma once

#include "base/command.h"

extern const GOptionEntry td_pool_options[];
int td_run_pool (const TdCommandCall *call, GError **error);
