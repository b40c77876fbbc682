#include "areas/area.h"
#include "areas/search/pages.h"
#include "areas/search/search-area.h"
#include "areas/search/search.h"
#include "base/limits.h"
#include "text/words.h"

static const TdField fields[] = { { "words", TD_FIELD_LINE, 300 },
                                  { "state", TD_FIELD_CHOICES,
                                    TD_LIMIT_SEARCH_STATES + 1 }, /* one is chosen, maybe none */
                                  { "article", TD_FIELD_LINE, 3 },
                                  { "language", TD_FIELD_LINE, 20 },
                                  { "who", TD_FIELD_LINE, 20 },
                                  { "name", TD_FIELD_LINE, 100 },
                                  { "page", TD_FIELD_LINE, 4 },
                                  { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/search", TD_ACT_PUBLIC_READ, .fields = fields, .handler = td_search_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .summary = N_ ("Search") },
    { NULL },
};

static const TdSubscriber subscribers[] = { { TD_SEARCH_SUBSCRIBER, td_search_follow }, { NULL } };

extern const TdArea td_search_area;
const TdArea td_search_area = {
    .name = "search", .routes = routes, .commands = td_search_commands, .subscribers = subscribers
};
