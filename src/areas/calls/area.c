#include "areas/area.h"
#include "areas/calls/call.h"
#include "areas/calls/calls-area.h"
#include "areas/calls/pages.h"
#include "base/limits.h"
#include "text/words.h"

#define WHO                                                                                                            \
    { "state", TD_FIELD_LINE, 3 }, { "address", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS },                         \
    {                                                                                                                  \
        "reason", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS                                                          \
    }

static const TdField asked_field[] = { { "asked", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField ask_fields[] = {
    WHO, { "name", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS }, { "kind", TD_FIELD_LINE, 40 }, { NULL }
};
static const TdField late_fields[] = { { "done", TD_FIELD_LINE, 10 }, { NULL } };
static const TdField decide_fields[] = {
    WHO, { "do", TD_FIELD_LINE, 10 }, { "late", TD_FIELD_LINE, 20 }, { "until", TD_FIELD_LINE, 40 }, { NULL }
};
static const TdField state_field[] = { { "state", TD_FIELD_LINE, 3 }, { NULL } };

/* What is open changes with the clock; a page is kept for a minute at most (web/cache.c). */
static const TdRoute routes[] = {
    { "GET", "/{lang}/calls", TD_ACT_PUBLIC_READ, .fields = state_field, .handler = td_calls_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .ics = TRUE, .atom = TRUE, .summary = N_ ("Calls for input") },
    { "GET", "/{lang}/now", TD_ACT_PUBLIC_READ, .fields = state_field, .handler = td_calls_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .ics = TRUE, .atom = TRUE, .summary = N_ ("What can I do now?") },
    { "GET", "/{lang}/calls/{id}", TD_ACT_PUBLIC_READ, .handler = td_call_page, .cache = TD_CACHE_PUBLIC, .json = TRUE,
      .summary = N_ ("One call for input") },
    { "GET", "/{lang}/calls/{id}/late", TD_ACT_PUBLIC_SEND, .fields = asked_field, .handler = td_late_ask_page,
      .summary = N_ ("Ask to send late") },
    { "POST", "/{lang}/calls/{id}/late", TD_ACT_PUBLIC_SEND, .fields = ask_fields, .handler = td_late_ask_post,
      .summary = N_ ("Ask to send late") },
    { "GET", "/{lang}/calls/{id}/late-links", TD_ACT_CALL_LATE, .fields = late_fields, .handler = td_late_links_page,
      .summary = N_ ("Who may send late to a call") },
    { "POST", "/{lang}/calls/{id}/late-links", TD_ACT_CALL_LATE, .fields = decide_fields, .handler = td_late_links_post,
      .summary = N_ ("Let somebody send late to a call") },
    { NULL },
};

/* Zones change a few times a year, by the machine's tzdata; an hour is soon enough. */
static const TdChore chores[] = { { "deadlines", 3600, td_call_recompute }, { NULL } };

extern const TdArea td_calls_area;
const TdArea td_calls_area = { .name = "calls", .routes = routes, .commands = td_calls_commands, .chores = chores };
