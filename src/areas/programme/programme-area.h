/* The area's commands; private to it. */
#pragma once

#include "base/command.h"

extern const TdCommand td_programme_commands[];
