/* The pieces of this area's registration; private to it. */
#pragma once

#include "base/command.h"

extern const TdCommand td_mirror_commands[];
