/* Texts that hold the name of an organisation at risk: what people wrote themselves, which a mark does not change. Somebody looks at each and takes
 * the name out by hand (areas/submissions/take-down.h).
 *
 * Found by the search: what the viewer may read there, so for the focal point what everybody can find.
 */
#pragma once

#include "areas/organisations/organisation-risk.h"
#include "areas/search/search.h"

typedef struct {
    char *name;      /* of the organisation */
    GPtrArray *hits; /* of TdSearchHit: paragraphs that hold it, or whose title does; at most TD_LIMIT_RISK_TEXTS */
    gboolean more;   /* there may be others */
} TdRiskTexts;
void td_risk_texts_free (TdRiskTexts *texts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdRiskTexts, td_risk_texts_free)

/* TD_ACT_ORGANISATION_RISK. TD_ERROR_NOT_FOUND: it has no mark. */
TdRiskTexts *td_risk_texts (TdInstance *instance, const TdViewer *viewer, const char *organisation, GError **error);
