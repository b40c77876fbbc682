/* The newest captions, for this area's page and for other pages that follow a meeting in their own stream (web/events.h). */
#pragma once

#include "areas/questions/caption.h"
#include "web/events.h"

/* The last lines of a channel, rendered; inside: also of a closed part. Free it. */
TdMarkup *td_captions_now (TdInstance *instance, const char *meeting, const char *language, const char *locale,
                           gboolean inside, GError **error);
/* The address at which they are followed. Free it. */
char *td_captions_events_path (const char *locale, const char *meeting, const char *language);
/* The newest lines of a channel, as the part of a page (event "captions"); inside: also of a closed part. */
void td_captions_topic (TdTopicWish *ret_wish, const char *meeting, const char *language, const char *locale,
                        gboolean inside);
void td_captions_topic_clear (TdTopicWish *wish);
gboolean td_captions_events_page (TdRequest *request, GError **error);
