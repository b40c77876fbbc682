/* Recommendations of the Committee to the State on which nobody has reported in time for this review.
 *
 * Those of concluding observations before this cycle (areas/follow_up keeps the list), with how many paragraphs speak of each for this
 * viewer (areas/library/match.h). Nobody has reported when no paragraph of anybody but the State counts; likenesses that no sender
 * confirmed are told beside it, and what the State itself says.
 */
#pragma once

#include "areas/dossier/dossier.h"
#include "areas/follow_up/recommendation.h"

typedef struct {
    TdRecommendation *recommendation;
    int state; /* paragraphs of the State itself that count */
    int maybe; /* of others, that nobody confirmed */
} TdUnreported;

typedef struct {
    GPtrArray *rows; /* of TdUnreported, newest document first, in its order */
    int reported;    /* recommendations on which somebody reported */
    GPtrArray *all;  /* of TdRecommendation: all of them, as their list gave them */
} TdUnreportedList;
void td_unreported_clear (TdUnreportedList *list);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdUnreportedList, td_unreported_clear)

gboolean td_unreported_read (TdInstance *instance, const TdViewer *viewer, const TdSpan *span,
                             TdUnreportedList *ret_list, GError **error);
