/* The pieces of this area's registration; private to it. */
#pragma once

#include "base/command.h"

extern const TdCommand td_people_commands[];
extern const TdCommand td_second_factor_commands[];
