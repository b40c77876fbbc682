/* The command document import; private to this area. */
#pragma once

#include "base/command.h"

extern const GOptionEntry td_import_options[];
int td_import_run (const TdCommandCall *call, GError **error);
