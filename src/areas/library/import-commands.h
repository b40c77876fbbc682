/* The command document import; private to this area. */
#pragma once

#include "base/command.h"

extern const GOptionEntry td_import_options[];
int td_import_run (const TdCommandCall *call, GError **error);

/* ---- many at once (import-bulk-commands.c) ---- */

typedef struct {
    const char *folder; /* NULL: recommendations */
    const char *sheet;
    const char *map, *mapping; /* or NULL */
    gboolean replace, do_it;
} TdBulkWish;
int td_import_bulk (const TdCommandCall *call, const TdBulkWish *wish, GError **error);
