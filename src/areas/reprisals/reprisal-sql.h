/* Queries of the register; private to this area. */
#pragma once

#include "areas/reprisals/reprisal.h"

GPtrArray *td_reprisal_select (TdTx *tx, const TdProfile *profile, int from, int most, gint64 *ret_total,
                               GError **error);
/* With what was asked, agreed to and done. TD_ERROR_NOT_FOUND. */
TdReprisal *td_reprisal_load (TdTx *tx, const TdProfile *profile, const char *id, GError **error);
gboolean td_reprisal_insert (TdTx *tx, const TdReprisal *reprisal, GError **error);
/* Its reminder, its closing, when it changed; its version goes up. */
gboolean td_reprisal_update (TdTx *tx, const TdReprisal *reprisal, GError **error);
gboolean td_reprisal_put_asked (TdTx *tx, const char *id, const char *what, const char *actor, gint64 now,
                                GError **error);
gboolean td_reprisal_put_consent (TdTx *tx, const char *id, const char *what, const char *actor, gint64 now,
                                  GError **error);
gboolean td_reprisal_end_consent (TdTx *tx, const char *id, const char *what, gint64 now, GError **error);
gboolean td_reprisal_put_step (TdTx *tx, const char *id, int n, const char *step, const char *day, const char *actor,
                               gint64 now, GError **error);
