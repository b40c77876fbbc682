/* The pieces of this area's registration; private to it. */
#pragma once

#include "areas/library/library.h"
#include "base/command.h"

extern const TdCommand td_library_commands[];
