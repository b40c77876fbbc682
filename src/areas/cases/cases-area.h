/* What the area registers beside its pages; for area.c. */
#pragma once

#include "base/command.h"
#include "instance/instance.h"

extern const TdCommand td_register_commands[];
/* The chore of reminders. */
gboolean td_case_remind (TdInstance *instance, GError **error);
