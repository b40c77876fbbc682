/* What stands now, as HTML: the same for the page and for its stream. */
#pragma once

#include "areas/live/live-view.h"
#include "web/html.h"

typedef enum {
    TD_NOW_STREAM,  /* without what is left, so that what did not change is equal; the page's script counts */
    TD_NOW_PAGE,    /* with it, for a page without script */
    TD_NOW_CONSOLE, /* likewise, without what follows and the times, which the console shows by itself or not */
} TdNowFor;
/* Free it with td_markup_free. */
TdMarkup *td_live_now_markup (const TdInstance *instance, const TdLiveView *view, const char *locale,
                              TdNowFor what_for);
/* The clock's tone: "enough", "soon", "over", "stands"; words for it stand in *ret_word (English, for td_words). */
const char *td_live_tone (const TdLive *live, gint64 at, const char **ret_word);
/* A State's name there, or the code itself. */
const char *td_live_state (const TdInstance *instance, const char *iso3, const char *locale);
