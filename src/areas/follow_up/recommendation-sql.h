/* Queries of recommendations; private to this area. */
#pragma once

#include "areas/follow_up/correct.h"

/* Without reports counted. */
GPtrArray *td_recommendation_select (TdTx *tx, const TdRecommendationFilter *filter, const char *id, GError **error);
/* A new one, articles too. */
gboolean td_recommendation_insert (TdTx *tx, const TdRecommendation *r, gint64 now, GError **error);
/* All that can change, articles too. */
gboolean td_recommendation_update (TdTx *tx, const TdRecommendation *r, gint64 now, GError **error);
/* Frees the anchor, so that another paragraph can have it within the transaction. */
gboolean td_recommendation_unhook (TdTx *tx, const char *id, GError **error);

/* What the list of a document was made from; *ret_same: from these. */
gboolean td_recommendation_source_same (TdTx *tx, const char *document, const char *language, gint64 added,
                                        gboolean *ret_same, GError **error);
gboolean td_recommendation_source_set (TdTx *tx, const char *document, const char *language, gint64 added, gint64 now,
                                       GError **error);

gboolean td_recommendation_noted_correction (TdTx *tx, const char *id, const char *said, const char *value,
                                             const char *actor, gint64 now, GError **error);
/* Newest first: of TdSaid. */
GPtrArray *td_recommendation_select_corrections (TdTx *tx, const char *id, GError **error);
