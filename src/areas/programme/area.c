#include "areas/area.h"
#include "areas/programme/pages.h"
#include "areas/programme/programme-area.h"
#include "text/words.h"

static const TdField page_fields[] = { { "page", TD_FIELD_LINE, 6 }, { NULL } };

/* The page of nobody is kept until the next public change: closed meetings make none. */
static const TdRoute routes[] = {
    { "GET", "/{lang}/sessions/{number}/programme", TD_ACT_MEETING_READ, .handler = td_programme_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .ics = TRUE, .summary = N_ ("The programme of work of a session") },
    { "GET", "/{lang}/states/{state}/meetings", TD_ACT_MEETING_READ, .fields = page_fields,
      .handler = td_state_meetings_page, .cache = TD_CACHE_PUBLIC, .json = TRUE, .ics = TRUE,
      .summary = N_ ("Meetings about a State") },
    { "GET", "/{lang}/meetings/{id}", TD_ACT_MEETING_READ, .handler = td_meeting_page, .cache = TD_CACHE_PUBLIC,
      .json = TRUE, .ics = TRUE, .summary = N_ ("One meeting: when, where and how to come in") },
    { NULL },
};

extern const TdArea td_programme_area;
const TdArea td_programme_area = { .name = "programme", .routes = routes, .commands = td_programme_commands };
