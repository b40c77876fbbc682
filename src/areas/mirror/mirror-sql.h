/* How far a mirror is; private to this area. */
#pragma once

#include "areas/mirror/mirror.h"

/* *ret_position 0: it has nothing yet. */
gboolean td_mirror_load (TdTx *tx, const char *address, gint64 *ret_position, gint64 *ret_records, GError **error);
gboolean td_mirror_move (TdTx *tx, const char *address, gint64 position, gint64 records, GError **error);
gboolean td_mirror_complete (TdTx *tx, const char *address, gint64 now, GError **error);
