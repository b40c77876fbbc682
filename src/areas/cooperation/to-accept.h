/* Accounts of consultations that wait for the secretariat's word before they are shown: for its desk. */
#pragma once

#include "areas/cooperation/own-account.h"

typedef struct {
    char *id, *state; /* iso3 */
    gint64 since;
} TdToAccept;
/* How many wait, inside the caller's transaction. Asks no door: for the house's own counts. */
gboolean td_own_account_waiting_count (TdTx *tx, gint64 *ret_count, GError **error);
/* The oldest first, at most `most`: of TdToAccept; *ret_total: how many wait. TD_ACT_DESK; an officer's conflicts are left out. */
GPtrArray *td_own_account_to_accept (TdInstance *instance, const TdViewer *viewer, int most, gint64 *ret_total,
                                     GError **error);
