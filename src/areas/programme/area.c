#include "areas/area.h"
#include "areas/programme/pages.h"
#include "areas/programme/plan-pages.h"
#include "areas/programme/programme-area.h"
#include "areas/programme/programme.h"
#include "base/limits.h"
#include "text/words.h"

static const TdField page_fields[] = { { "page", TD_FIELD_LINE, 6 }, { NULL } };
static const TdField new_fields[] = { { "states", TD_FIELD_LINE, 400 }, { NULL } };
static const TdField publish_fields[] = { { "note", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS }, { NULL } };
#define MEETING                                                                                                        \
    { "begins", TD_FIELD_LINE, 40 }, { "ends", TD_FIELD_LINE, 40 }, { "place", TD_FIELD_LINE, 16 },                    \
        { "title", TD_FIELD_LINE, 2 * TD_LIMIT_TITLE_CHARACTERS },                                                     \
    {                                                                                                                  \
        "note", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS                                                            \
    }
static const TdField add_fields[] = {
    { "kind", TD_FIELD_LINE, 40 }, { "states", TD_FIELD_LINE, 400 }, MEETING, { "closed", TD_FIELD_LINE, 1 }, { NULL }
};
static const TdField change_fields[] = { MEETING, { NULL } };
static const TdField cancel_fields[] = { { "reason", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS }, { NULL } };
static const TdField place_fields[] = { { "name", TD_FIELD_LINE, 2 * TD_LIMIT_TITLE_CHARACTERS },
                                        { "address", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                        { "remote", TD_FIELD_LINE, 10 },
                                        { "link", TD_FIELD_LINE, 2 * TD_LIMIT_TITLE_CHARACTERS },
                                        { "dial_in", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                        { "codes", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                        { NULL } };

/* The page of nobody is kept until the next public change: closed meetings make none. */
static const TdRoute routes[] = {
    { "GET", "/{lang}/sessions/{number}/programme", TD_ACT_MEETING_READ, .handler = td_programme_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .ics = TRUE, .summary = N_ ("The programme of work of a session") },
    { "GET", "/{lang}/states/{state}/meetings", TD_ACT_MEETING_READ, .fields = page_fields,
      .handler = td_state_meetings_page, .cache = TD_CACHE_PUBLIC, .json = TRUE, .ics = TRUE,
      .summary = N_ ("Meetings about a State") },
    { "GET", "/{lang}/meetings/{id}", TD_ACT_MEETING_READ, .handler = td_meeting_page, .cache = TD_CACHE_PUBLIC,
      .json = TRUE, .ics = TRUE, .summary = N_ ("One meeting: when, where and how to come in") },
    { "GET", "/{lang}/account/calendar", TD_ACT_ACCOUNT_OWN, .handler = td_own_calendar_page,
      .summary = N_ ("The address of one's own calendar") },
    { "POST", "/{lang}/account/calendar/new", TD_ACT_ACCOUNT_OWN, .handler = td_own_calendar_new_post,
      .summary = N_ ("Make an address of one's own calendar") },
    { "POST", "/{lang}/account/calendar/end", TD_ACT_ACCOUNT_OWN, .handler = td_own_calendar_end_post,
      .summary = N_ ("End the address of one's own calendar") },
    { "GET", "/{lang}/calendars/{key}", TD_ACT_PUBLIC_READ, .handler = td_own_calendar_feed, .ics = TRUE,
      .summary = N_ ("Somebody's own calendar, at its secret address") },
    { "GET", "/{lang}/desk/sessions/{number}/programme", TD_ACT_MEETING_PLAN, .handler = td_plan_page,
      .summary = N_ ("The plan of a session") },
    { "POST", "/{lang}/desk/sessions/{number}/programme/new", TD_ACT_MEETING_PLAN, .fields = new_fields,
      .handler = td_plan_new_post, .summary = N_ ("Plan the meetings of a session by the profile's template") },
    { "POST", "/{lang}/desk/sessions/{number}/programme/publish", TD_ACT_MEETING_PLAN, .fields = publish_fields,
      .handler = td_plan_publish_post, .summary = N_ ("Publish what is planned and changed") },
    { "GET", "/{lang}/desk/sessions/{number}/programme/add", TD_ACT_MEETING_PLAN, .handler = td_plan_add_page,
      .summary = N_ ("Add a meeting") },
    { "POST", "/{lang}/desk/sessions/{number}/programme/add", TD_ACT_MEETING_PLAN, .fields = add_fields,
      .handler = td_plan_add_post, .summary = N_ ("Add a meeting") },
    { "GET", "/{lang}/desk/meetings/{id}", TD_ACT_MEETING_PLAN, .handler = td_plan_meeting_page,
      .summary = N_ ("Change a meeting") },
    { "POST", "/{lang}/desk/meetings/{id}", TD_ACT_MEETING_PLAN, .fields = change_fields,
      .handler = td_plan_meeting_post, .summary = N_ ("Change a meeting") },
    { "POST", "/{lang}/desk/meetings/{id}/cancel", TD_ACT_MEETING_PLAN, .fields = cancel_fields,
      .handler = td_plan_cancel_post, .summary = N_ ("Cancel a meeting") },
    { "POST", "/{lang}/desk/meetings/{id}/restore", TD_ACT_MEETING_PLAN, .handler = td_plan_restore_post,
      .summary = N_ ("Forget what waits to be published of a meeting") },
    { "GET", "/{lang}/desk/places", TD_ACT_MEETING_PLAN, .handler = td_places_page,
      .summary = N_ ("Places of meetings") },
    { "POST", "/{lang}/desk/places", TD_ACT_MEETING_PLAN, .fields = place_fields, .handler = td_place_add_post,
      .summary = N_ ("Add a place") },
    { "GET", "/{lang}/desk/places/{id}", TD_ACT_MEETING_PLAN, .handler = td_place_page,
      .summary = N_ ("Change a place") },
    { "POST", "/{lang}/desk/places/{id}", TD_ACT_MEETING_PLAN, .fields = place_fields, .handler = td_place_post,
      .summary = N_ ("Change a place") },
    { NULL },
};

/* As with deadlines: zones change a few times a year, by the machine's tzdata. */
static const TdChore chores[] = { { "programme", 3600, td_programme_recompute }, { NULL } };

extern const TdArea td_programme_area;
const TdArea td_programme_area = {
    .name = "programme", .routes = routes, .commands = td_programme_commands, .chores = chores
};
