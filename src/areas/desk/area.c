#include "areas/area.h"
#include "areas/desk/pages.h"
#include "text/words.h"

static const TdRoute routes[] = {
    { "GET", "/{lang}/desk", TD_ACT_SUBMISSION_LIST, .handler = td_desk_page, .summary = N_ ("All that was sent") },
    { NULL },
};

extern const TdArea td_desk_area;
const TdArea td_desk_area = { .name = "desk", .routes = routes };
