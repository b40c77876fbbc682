/* What the rules of this area share; private to it. */
#pragma once

#include "areas/organisations/organisation.h"

/* Whether everybody may read its page. */
gboolean td_organisation_is_public (const TdOrganisation *organisation);
/* The journal's entry of an act on it; content (may be NULL) is kept as a hash under its secret. Last in a transaction. */
gboolean td_organisation_note (TdTx *tx, TdInstance *instance, const TdViewer *viewer,
                               const TdOrganisation *organisation, const char *act, const char *content,
                               gboolean public_change, GError **error);
