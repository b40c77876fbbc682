/* The zone of an account in the store. */
#pragma once

#include "store/store.h"

/* zone "": none. */
gboolean td_zone_put (TdTx *tx, const char *person, const char *zone, GError **error);
