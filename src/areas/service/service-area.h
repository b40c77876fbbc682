/* The pieces of this area's registration; private to it. */
#pragma once

#include "base/command.h"

extern const TdCommand td_service_commands[];
extern const TdCommand td_verify_commands[];
extern const TdCommand td_backup_commands[];
