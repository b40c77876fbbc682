/* What stands now, as HTML: the same for the page and for its stream. */
#pragma once

#include "areas/live/live-view.h"
#include "web/html.h"

/* with_time: what is left stands in it, for a page without script; a stream leaves it out, so that what did not change is equal. Free it
 * with td_markup_free. */
TdMarkup *td_live_now_markup (const TdInstance *instance, const TdLiveView *view, const char *locale,
                              gboolean with_time);
/* The clock's tone: "enough", "soon", "over", "stands"; words for it stand in *ret_word (English, for td_words). */
const char *td_live_tone (const TdLive *live, gint64 at, const char **ret_word);
/* A State's name there, or the code itself. */
const char *td_live_state (const TdInstance *instance, const char *iso3, const char *locale);
