/* Queries of earlier recommendations; private to this area. */
#pragma once

#include "areas/follow_up/earlier.h"

/* Without `other`. */
GPtrArray *td_earlier_select (TdTx *tx, const char *recommendation, GError **error);
/* Leaves what was said. */
gboolean td_earlier_put_suggestion (TdTx *tx, const char *recommendation, const char *earlier, double score,
                                    GError **error);
gboolean td_earlier_clear_suggestions (TdTx *tx, const char *recommendation, GError **error);
gboolean td_earlier_put_word (TdTx *tx, const char *recommendation, const char *earlier, gboolean confirmed,
                              GError **error);
