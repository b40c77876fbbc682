#include "areas/area.h"
#include "areas/calls/call.h"
#include "areas/calls/calls-area.h"
#include "areas/calls/pages.h"
#include "text/words.h"

static const TdField now_fields[] = { { "state", TD_FIELD_LINE, 3 },
                                      { "theme", TD_FIELD_LINE, 40 },
                                      { "organisation", TD_FIELD_LINE, 16 },
                                      { "zone", TD_FIELD_LINE, 64 },
                                      { NULL } };

/* What is open changes with the clock; a page is kept for a minute at most (web/cache.c). */
static const TdRoute routes[] = {
    { "GET", "/{lang}/calls", TD_ACT_PUBLIC_READ, .fields = now_fields, .handler = td_now_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .ics = TRUE, .atom = TRUE, .summary = N_ ("Calls for input") },
    { "GET", "/{lang}/now", TD_ACT_PUBLIC_READ, .fields = now_fields, .handler = td_now_page, .cache = TD_CACHE_PUBLIC,
      .json = TRUE, .ics = TRUE, .atom = TRUE, .summary = N_ ("What can I do now?") },
    { "GET", "/{lang}/calls/{id}", TD_ACT_PUBLIC_READ, .handler = td_call_page, .cache = TD_CACHE_PUBLIC, .json = TRUE,
      .summary = N_ ("One call for input") },
    { NULL },
};

/* Zones change a few times a year, by the machine's tzdata; an hour is soon enough. */
static const TdChore chores[] = { { "deadlines", 3600, td_call_recompute }, { NULL } };

extern const TdArea td_calls_area;
const TdArea td_calls_area = { .name = "calls", .routes = routes, .commands = td_calls_commands, .chores = chores };
