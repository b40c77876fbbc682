/* Queries of importing; private to this area. */
#pragma once

#include "store/store.h"

gboolean td_import_map_delete (TdTx *tx, const char *name, GError **error);
gboolean td_import_map_insert (TdTx *tx, const char *name, const char *field, const char *column, GError **error);
/* "symbol=Symbol", …; *ret_map stays as it is when there is none. Free it. */
gboolean td_import_map_select (TdTx *tx, const char *name, char ***ret_map, GError **error);
/* Appends the names (char *) of all that are kept. */
gboolean td_import_map_names (TdTx *tx, GPtrArray *names, GError **error);
