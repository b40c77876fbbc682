/* What this area registers; private to it. */
#pragma once

#include "base/command.h"

extern const TdCommand td_welcome_commands[];
