/* Rows of accreditations; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/accreditation/accreditation.h"

gboolean td_accreditation_insert (TdTx *tx, const TdInstance *instance, const TdAccreditation *a, const char *actor,
                                  GError **error);
/* *ret NULL: there is none. */
gboolean td_accreditation_load (TdTx *tx, const TdInstance *instance, const char *id, TdAccreditation **ret,
                                GError **error);

typedef struct {
    int session;        /* 0: any */
    const char *person; /* of this account, or, with `or_organisations`, of one of those */
    const char *const *or_organisations;
    const char *status, *as, *state, *organisation;
    gboolean waiting_first; /* else the newest first; a delegation by its order */
    int limit, offset;
} TdAccreditationSearch;
GPtrArray *td_accreditations_select (TdTx *tx, const TdInstance *instance, const TdAccreditationSearch *search,
                                     gint64 *ret_total, GError **error);
gboolean td_accreditation_set_status (TdTx *tx, const TdAccreditation *a, TdAccreditationStatus status,
                                      const char *reason, gint64 now, GError **error);
/* Names of accounts and organisations change elsewhere. */
gboolean td_accreditations_forget_person (TdTx *tx, const char *person, GError **error);
gboolean td_accreditations_move (TdTx *tx, const char *from, const char *into, GError **error);
gboolean td_accreditations_forget_submission (TdTx *tx, const char *submission, GError **error);
/* By rule, after a session. */
gboolean td_accreditations_erase (TdTx *tx, int session, GError **error);
