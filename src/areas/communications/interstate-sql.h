/* Queries of the register of communications between States; private to this area. */
#pragma once

#include "areas/communications/interstate.h"

GPtrArray *td_interstate_select (TdTx *tx, const TdProfile *profile, GError **error);
gboolean td_interstate_insert (TdTx *tx, const TdInterstate *interstate, const char *actor, gint64 now, GError **error);
/* *ret_n: the number of the next step; 0: no such communication. */
gboolean td_interstate_next (TdTx *tx, const char *id, int *ret_n, GError **error);
gboolean td_interstate_put_step (TdTx *tx, const char *id, int n, const char *step, const char *day, const char *actor,
                                 gint64 now, GError **error);
