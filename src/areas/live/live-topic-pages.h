/* The live topic of a meeting (web/events.h): for the live page, and for other pages that follow a meeting in their own stream. */
#pragma once

#include "areas/live/live-view.h"
#include "web/events.h"

/* What stands now, as the part of a page (event "now"), in that language; inside: for those who are of a closed part. */
void td_live_topic (TdTopicWish *ret_wish, const char *meeting, const char *locale, gboolean inside);
void td_live_topic_clear (TdTopicWish *wish);
/* TdStreamAgain for who is inside; the key is the meeting's id. */
gboolean td_live_still_inside (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error);
