/* What area.c joins; private to this area. */
#pragma once

#include "base/command.h"

extern const TdCommand td_paper_commands[];
