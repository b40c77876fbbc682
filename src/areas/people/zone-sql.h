/* The zone of an account in the store. */
#pragma once

#include "store/store.h"

/* *ret_zone NULL: none. */
gboolean td_zone_find (TdTx *tx, const char *person, char **ret_zone, GError **error);
/* zone "": none. */
gboolean td_zone_put (TdTx *tx, const char *person, const char *zone, GError **error);
