/* The mark that an organisation is at risk: its names go out of everything that others can read, at once, until the mark is lifted.
 *
 * While it stands the organisation is hidden (its visibility is kept and comes back), and who reads `at_risk` of its row leaves its name out
 * also where it was once told by its own choice: as sender and co-signer of published reports, in claims of uptake, in accounts of
 * consultations, on badges; and words that the server once kept of it (who spoke, labels of captions) are read without it (risk-seen.h). Public copies go stale with the same entry of the journal; harvesters see the reports change. What the texts of
 * reports themselves say is taken out by hand (areas/submissions/take-down.h). Its own people and the secretariat still see it.
 *
 * That it is marked, and by whom, is for TD_ACT_ORGANISATION_RISK alone.
 */
#pragma once

#include "areas/organisations/organisation.h"

typedef struct {
    char *organisation, *name;
    gint64 since, lifted; /* lifted 0: it stands */
} TdRiskMark;
void td_risk_mark_free (TdRiskMark *mark);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdRiskMark, td_risk_mark_free)

/* Marks it, or lifts the mark. TD_ACT_ORGANISATION_RISK alone, whether its page is public or not; TD_ERROR_CONFLICT where nothing would change.
 * which: its id, or the exact name of one alone. *ret_id (may be NULL). */
gboolean td_risk_set (TdInstance *instance, const TdViewer *viewer, const char *which, gboolean at_risk, char **ret_id,
                      GError **error);
/* Marks that stand, then those that were lifted, newest first, at most 200: of TdRiskMark. TD_ACT_ORGANISATION_RISK. */
GPtrArray *td_risk_list (TdInstance *instance, const TdViewer *viewer, GError **error);
/* For other areas, inside their transaction. One that is not there is not at risk. */
gboolean td_risk_is (TdTx *tx, const char *organisation, gboolean *ret_at_risk, GError **error);
