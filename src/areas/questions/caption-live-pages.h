/* The newest captions for pages that follow a meeting; private to this area. */
#pragma once

#include "areas/questions/caption.h"
#include "web/route.h"

/* The last lines of a channel, rendered; inside: also of a closed part. Free it. */
TdMarkup *td_captions_now (TdInstance *instance, const char *meeting, const char *language, const char *locale,
                           gboolean inside, GError **error);
/* The address at which they are followed. Free it. */
char *td_captions_events_path (const char *locale, const char *meeting, const char *language);
gboolean td_captions_events_page (TdRequest *request, GError **error);
