/* The picture of a list of recommendations: by assessment and by years since. Private to this area. */
#pragma once

#include "areas/follow_up/follow-up-words.h"

/* Free it. NULL: nothing to show. */
TdMarkup *td_follow_picture (TdFollowPage *page, const GPtrArray *list);
