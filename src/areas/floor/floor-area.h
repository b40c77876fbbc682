/* What this area registers. */
#pragma once

#include "base/command.h"

extern const TdCommand td_floor_commands[];
