/* The pieces of this area's registration; private to it. */
#pragma once

#include "base/command.h"

/* All of this area. */
extern const TdCommand td_question_commands[];
/* captions export. */
int td_captions_run_export (const TdCommandCall *call, GError **error);
extern const GOptionEntry td_captions_export_options[];
