#include "areas/area.h"
#include "areas/states/pages.h"
#include "areas/states/states-area.h"
#include "text/words.h"

static const TdField words_field[] = { { "words", TD_FIELD_LINE, 100 }, { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/states", TD_ACT_PUBLIC_READ, .fields = words_field, .handler = td_states_page,
      .cache = TD_CACHE_PUBLIC, .summary = N_ ("All States parties") },
    { "GET", "/{lang}/states/overdue", TD_ACT_PUBLIC_READ, .handler = td_overdue_page, .cache = TD_CACHE_PUBLIC,
      .json = TRUE, .summary = N_ ("Overdue reports, by whole years") },
    { "GET", "/{lang}/states/{state}", TD_ACT_PUBLIC_READ, .handler = td_state_page, .cache = TD_CACHE_PUBLIC,
      .json = TRUE, .summary = N_ ("One State: facts, review, reports, articles") },
    { NULL },
};

extern const TdArea td_states_area;
const TdArea td_states_area = { .name = "states", .routes = routes, .commands = td_state_commands };
