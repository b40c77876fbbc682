/* Recommendations in the reader's language, where their document is in the library in it. */
#pragma once

#include "areas/follow_up/recommendation.h"

/* Puts words, heading, lead and language of each (of TdRecommendation, from first on, at most n) into this language, as the paragraph at
 * the same anchor has them; those that are not there in it stay as they are. */
gboolean td_recommendations_speak (TdInstance *instance, const char *language, GPtrArray *list, guint first, guint n,
                                   GError **error);
