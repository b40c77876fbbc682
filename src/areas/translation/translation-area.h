/* The commands of this area, for its registration. */
#pragma once

#include "base/command.h"

extern const TdCommand td_translation_commands[];
