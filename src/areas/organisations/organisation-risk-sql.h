/* Queries of marks of risk; private to this area. */
#pragma once

#include "areas/organisations/organisation-risk.h"

/* By id, else by the exact name where one alone has it. NULL without error: none. Free it. */
char *td_risk_find (TdTx *tx, const char *which, GError **error);
gboolean td_risk_put (TdTx *tx, const TdOrganisation *organisation, const char *actor, gint64 now, GError **error);
gboolean td_risk_lift (TdTx *tx, const char *organisation, const char *actor, gint64 now, GError **error);
GPtrArray *td_risk_select (TdTx *tx, GError **error);
