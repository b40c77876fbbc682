/* Queries of callbacks; private to this area. */
#pragma once

#include "areas/telephone/callback.h"

gboolean td_phone_callback_insert (TdTx *tx, const TdPhoneCallback *callback, GError **error);
/* By its own id or its PIN's, the other NULL. *ret NULL: none. */
gboolean td_phone_callback_load (TdTx *tx, const char *id, const char *pin, TdPhoneCallback **ret, GError **error);
/* Those that wait and whose time has come, at most 200. */
GPtrArray *td_phone_callback_waiting (TdTx *tx, gint64 now, GError **error);
gboolean td_phone_callback_set (TdTx *tx, const char *id, const char *status, int tries, gint64 due, GError **error);
gboolean td_phone_callback_delete (TdTx *tx, const char *id, GError **error);
