/* Rows of places; private to this area. Reading is in place.h. */
#pragma once

#include "areas/programme/place.h"

gboolean td_place_insert (TdTx *tx, const TdPlace *place, GError **error);
gboolean td_place_update (TdTx *tx, const TdPlace *place, GError **error);
gboolean td_place_count (TdTx *tx, gint64 *ret_count, GError **error);
/* Whether a meeting that everybody may know of takes place there. */
gboolean td_place_is_public (TdTx *tx, const char *id, gboolean *ret_public, GError **error);
