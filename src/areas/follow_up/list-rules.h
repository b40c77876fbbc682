/* What making a list and correcting it share; private to this area. */
#pragma once

#include "areas/follow_up/recommendation.h"
#include "areas/follow_up/sense.h"

/* A new one of a paragraph; its standing is listed, by the rule. Free it. */
TdRecommendation *td_list_new (const TdProfile *profile, const TdLibraryDocument *document, const TdSensed *sensed);
/* A new one of an item of a whole. Free it. */
TdRecommendation *td_list_new_item (const TdProfile *profile, const TdRecommendation *whole, const TdSensed *sensed,
                                    const TdSensedItem *item);
void td_list_put_item (const TdProfile *profile, TdRecommendation *r, const TdSensed *sensed, const TdSensedItem *item);
/* What follows from its articles, and from its being first; unless the secretariat said otherwise. */
void td_list_put_theme (const TdProfile *profile, TdRecommendation *r);
void td_list_put_due (const TdProfile *profile, TdRecommendation *r);
