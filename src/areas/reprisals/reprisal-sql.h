/* Queries of the register; private to this area. */
#pragma once

#include "areas/reprisals/reprisal.h"

typedef struct {
    char *reprisal, *day; /* day: the one that was set */
    int days;
} TdReprisalReminder;
/* Those that are open and have a day; adds to list, days 0. */
gboolean td_reprisal_reminders_open (TdTx *tx, GArray *list, GError **error);
gboolean td_reprisal_reminder_known (TdTx *tx, const TdReprisalReminder *reminder, gboolean *ret_known, GError **error);
gboolean td_reprisal_reminder_put (TdTx *tx, const TdReprisalReminder *reminder, gint64 at, GError **error);

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
