/* Which earlier recommendation to the same State one takes up again: suggested by likeness (text/resemblance.h), confirmed by
 * the secretariat. Only what was confirmed is shown to everybody.
 */
#pragma once

#include "areas/follow_up/recommendation.h"

typedef struct {
    char *id; /* of the other one */
    TdRecommendation *other;
    double score;
    gboolean confirmed;
    gboolean is_later; /* the other one took this one up again */
} TdEarlier;
void td_earlier_free (TdEarlier *earlier);

/* Earlier and later ones, oldest first: of TdEarlier. suggestions: those that nobody confirmed too (for the secretariat); denied ones
 * never. */
GPtrArray *td_earlier_of (TdInstance *instance, const char *recommendation, gboolean suggestions, GError **error);

/* Suggests for the recommendations of a document, from documents of the same State that are older, in the same language. What was said already stays. */
gboolean td_earlier_suggest_in (TdTx *tx, TdInstance *instance, const char *document, GError **error);

/* The secretariat's word; suggested or not, of the same State and an older document. TD_ACT_FOLLOW_UP_KEEP. */
gboolean td_earlier_say (TdInstance *instance, const TdViewer *viewer, const char *recommendation, const char *earlier,
                         gboolean confirmed, GError **error);
