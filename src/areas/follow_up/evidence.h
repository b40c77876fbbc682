/* What is here beside a recommendation, of each source: paragraphs that cite it, or that their senders confirmed to be about it.
 *
 * Found and kept by areas/library/match.h; each viewer has those that the door lets them read, so that what is for the Committee alone is in
 * no count, page or file of anybody else.
 */
#pragma once

#include "areas/follow_up/recommendation.h"
#include "areas/library/match.h"

/* Sets reports of each, without reading any words: what counts, of every source but the State itself. */
gboolean td_evidence_count_in (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, GPtrArray *list,
                               GError **error);

/* All that counts for the viewer, the State's own too: of TdParagraphMatch. */
GPtrArray *td_evidence_of (TdInstance *instance, const TdViewer *viewer, const TdRecommendation *r, GError **error);
