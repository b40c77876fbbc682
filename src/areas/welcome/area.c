#include "areas/area.h"
#include "areas/welcome/pages.h"
#include "areas/welcome/welcome-area.h"
#include "text/words.h"

static const TdRoute routes[] = {
    { "GET", "/{lang}", TD_ACT_PUBLIC_READ, .handler = td_home_page, .cache = TD_CACHE_PUBLIC,
      .summary = N_ ("The first page") },
    { "GET", "/{lang}/about", TD_ACT_PUBLIC_READ, .handler = td_about_page, .cache = TD_CACHE_PUBLIC,
      .summary = N_ ("About this site") },
    { "GET", "/{lang}/who-can-see-what", TD_ACT_PUBLIC_READ, .handler = td_who_can_see_what_page, .json = TRUE,
      .cache = TD_CACHE_PUBLIC, .summary = N_ ("Who can see what") },
    { NULL },
};

extern const TdArea td_welcome_area;
const TdArea td_welcome_area = { .name = "welcome", .routes = routes, .commands = td_welcome_commands };
