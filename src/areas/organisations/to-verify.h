/* Organisations that wait for the secretariat to verify them: short rows for its desk, the oldest first. */
#pragma once

#include "areas/organisations/organisation.h"

typedef struct {
    char *id, *name, *kind; /* kind: slug of the profile */
    gboolean again;         /* it was verified, and its name or kind changed since */
    gint64 since;           /* instant of the registration, or of the change */
    const char *oddity;     /* what is odd about how the name is written (text/name-likeness.h), or NULL */
    char *twin,
        *twin_name; /* id of another that has the same name (in whatever script), looks or website, or NULL; its page tells of all */
} TdToVerify;
void td_to_verify_free (TdToVerify *row);

/* TD_ACT_ORGANISATION_VERIFY. limit 0: 50. *ret_total: without the limit; *ret_oldest: since when the oldest waits, 0: none. */
GPtrArray *td_organisation_to_verify (TdInstance *instance, const TdViewer *viewer, int limit, int offset,
                                      gint64 *ret_total, gint64 *ret_oldest, GError **error);
/* How many wait, inside the caller's transaction. Asks no door: for the house's own counts. */
gboolean td_organisation_to_verify_count (TdTx *tx, gint64 *ret_count, GError **error);
