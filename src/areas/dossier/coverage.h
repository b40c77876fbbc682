/* Coverage: of which articles somebody spoke, by who it was; and on which the Committee knows nothing.
 *
 * Made for one viewer: what they may not read is in no count. Counted are paragraphs that the tagger is sure of (confidence 0.5 and more), of
 * submissions as they stand, of documents of the library in their leading language, within one cycle (span.h).
 *
 * Threads: any.
 */
#pragma once

#include "areas/dossier/span.h"
#include "areas/library/source.h"
#include "instance/instance.h"
#include <jansson.h>

typedef struct {
    gint64 by[TD_N_SOURCES];
} TdCoverageRow;

typedef struct {
    TdSpan span;
    gboolean whole; /* the viewer reads the State's dossier: what is not public is counted too */
    GArray *rows;   /* of TdCoverageRow, by number of the article; 0 is none */
} TdCoverage;
void td_coverage_clear (TdCoverage *coverage);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdCoverage, td_coverage_clear)

/* state: iso3; cycle as in td_span_in. */
gboolean td_coverage_in (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *state, int cycle,
                         TdCoverage *ret_coverage, GError **error);
gboolean td_coverage (TdInstance *instance, const TdViewer *viewer, const char *state, int cycle,
                      TdCoverage *ret_coverage, GError **error);

/* On an article the Committee knows nothing when no column but the State's own has anything. */
typedef enum { TD_KNOWN_FROM_OTHERS, TD_KNOWN_FROM_STATE, TD_KNOWN_NOTHING } TdKnowledge;
TdKnowledge td_coverage_knows (const TdCoverage *coverage, int article);
/* How many articles have anything in a column. */
int td_coverage_articles (const TdCoverage *coverage, const TdProfile *profile, TdSource source);

/* {state, cycle, from, until, articles[{article, state, un, regional, nhri, civil_society, committee}], nothing[], only_state[]}: every
 * article of the profile. */
json_t *td_coverage_to_json (const TdCoverage *coverage, const TdProfile *profile);
