#include "areas/area.h"
#include "areas/submissions/own-place.h"
#include "areas/uptake/pages.h"
#include "areas/uptake/uptake-area.h"
#include "areas/uptake/uptake-follow.h"
#include "text/words.h"

static const TdField page_fields[] = { { "page", TD_FIELD_LINE, 4 }, { NULL } };
static const TdField say_fields[] = { { "mine", TD_FIELD_LINE, 10 },   { "document", TD_FIELD_LINE, 16 },
                                      { "anchor", TD_FIELD_LINE, 40 }, { "say", TD_FIELD_LINE, 20 },
                                      { "page", TD_FIELD_LINE, 4 },    { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/submissions/{id}/uptake", TD_ACT_UPTAKE_READ, .fields = page_fields, .handler = td_uptake_page,
      .pool = TD_POOL_SLOW, .json = TRUE, .summary = N_ ("What of the Committee’s resembles one’s own words") },
    { "POST", "/{lang}/submissions/{id}/uptake", TD_ACT_SUBMISSION_LINK, .fields = say_fields,
      .handler = td_uptake_post, .pool = TD_POOL_SLOW,
      .summary = N_ ("Confirm or deny that a paragraph of the Committee’s resembles one’s own, or publish that") },
    { NULL },
};

/* On the page of one's own submission (areas/submissions/own-place.h). */
extern const TdOwnPlace td_uptake_place;
const TdOwnPlace td_uptake_place = { "uptake", N_ ("What of the Committee’s resembles your words"),
                                     TD_ACT_UPTAKE_READ };

static const TdSubscriber subscribers[] = { { "uptake", td_uptake_follow }, { NULL } };

extern const TdArea td_uptake_area;
const TdArea td_uptake_area = {
    .name = "uptake", .routes = routes, .commands = td_uptake_commands, .subscribers = subscribers
};
