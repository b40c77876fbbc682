/* Files that came back and wait for a yes, in rows; private to this area. */
#pragma once

#include "store/store.h"

/* Those of before an instant go with it. */
gboolean td_import_insert (TdTx *tx, const char *id, const char *project, const char *actor, gint64 at,
                           const char *name, const char *records, gint64 before, GError **error);
/* *ret_records NULL: there is none of this actor. Free both. */
gboolean td_import_load (TdTx *tx, const char *id, const char *project, const char *actor, char **ret_name,
                         char **ret_records, GError **error);
gboolean td_import_drop (TdTx *tx, const char *id, GError **error);
