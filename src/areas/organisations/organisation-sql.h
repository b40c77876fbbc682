/* Queries of organisations; private to this area. Nothing here asks the door, but lists, which are filtered by it. */
#pragma once

#include "areas/organisations/organisation.h"

/* One by its own id, also a merged one; TD_ERROR_NOT_FOUND. */
TdOrganisation *td_organisation_load (TdTx *tx, const char *id, GError **error);
/* All that it says of itself, its status and what is compared; its lists only where they are not NULL. */
gboolean td_organisation_insert (TdTx *tx, const TdOrganisation *organisation, GError **error);
gboolean td_organisation_update (TdTx *tx, const TdOrganisation *organisation, GError **error);

/* What doubles are found by, of all that are not merged. */
typedef struct {
    char *id, *name, *likeness, *looks, *host;
} TdOrganisationLooks;
GPtrArray *td_organisation_looks (TdTx *tx, GError **error); /* of TdOrganisationLooks */

gboolean td_organisation_set_decision (TdTx *tx, const char *id, TdStatus status, gboolean again, const char *reason,
                                       gint64 now, GError **error);
/* Closes it as merged; those that had been merged into it follow. */
gboolean td_organisation_set_merged (TdTx *tx, const char *id, const char *into, const char *reason, gint64 now,
                                     GError **error);

/* *ret_total (may be NULL): without the limit. */
GPtrArray *td_organisation_select (TdTx *tx, const TdViewer *viewer, const TdOrganisationFilter *filter,
                                   gint64 *ret_total, GError **error);
