/* Limits on how often: one table for all of them, that tells nobody.
 *
 * Who is counted (a person's id, a mail address as typed, an organisation's id) is kept as a hash keyed by the instance's
 * pepper. What is older than the longest window, a day, is forgotten.
 */
#pragma once

#include "store/store.h"

/* The longest window. */
enum { TD_RATE_DAY = 24 * 60 * 60 };

/* Counts one more of what (a literal such as "invite") by who, unless there were most of them in the last seconds: then
 * TD_ERROR_BUSY in plain words and nothing is counted. In the caller's transaction, so that what fails later is not counted;
 * what must be counted though it fails (a wrong password) is counted in a td_store_keep of its own. */
gboolean td_rate_take (TdTx *tx, const guint8 pepper[32], const char *what, const char *who, int most, int seconds,
                       gint64 now, GError **error);
/* How many there were, counting none. */
gboolean td_rate_count (TdTx *tx, const guint8 pepper[32], const char *what, const char *who, int seconds, gint64 now,
                        gint64 *ret_count, GError **error);
