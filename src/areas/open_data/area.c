#include "areas/area.h"
#include "areas/open_data/open-data-area.h"
#include "areas/open_data/pages.h"
#include "areas/open_data/record.h"
#include "text/words.h"

/* Whatever a harvester sends, repeated too: the protocol has answers of its own to what it does not know. */
static const TdField oai_fields[] = { { "*", TD_FIELD_CHOICES, 20 }, { NULL } };
static const TdField lines_fields[] = { { "after", TD_FIELD_LINE, 20 }, { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/open-data", TD_ACT_PUBLIC_READ, .handler = td_open_data_page, .cache = TD_CACHE_PUBLIC,
      .atom = TRUE, .summary = N_ ("Open data: everything public in bulk") },
    { "GET", "/open/{name}", TD_ACT_PUBLIC_READ, .fields = lines_fields, .handler = td_open_data_file,
      .pool = TD_POOL_SLOW, .csv = TRUE, .summary = N_ ("Everything public as JSON Lines and tables") },
    { "GET", "/oai", TD_ACT_PUBLIC_READ, .fields = oai_fields, .handler = td_oai_answer, .pool = TD_POOL_SLOW,
      .summary = N_ ("OAI-PMH 2.0, for libraries that harvest") },
    /* Changes nothing: the protocol has both methods. */
    { "POST", "/oai", TD_ACT_PUBLIC_READ, .csrf = TD_CSRF_NONE_NEEDED, .fields = oai_fields, .handler = td_oai_answer,
      .pool = TD_POOL_SLOW, .summary = N_ ("OAI-PMH 2.0, for libraries that harvest") },
    { "GET", "/sitemap.xml", TD_ACT_PUBLIC_READ, .handler = td_sitemaps_file, .summary = N_ ("The list of sitemaps") },
    { "GET", "/{lang}/sitemap.xml", TD_ACT_PUBLIC_READ, .handler = td_sitemap_file, .pool = TD_POOL_SLOW,
      .summary = N_ ("The addresses of what is public, for search engines") },
    { "GET", "/robots.txt", TD_ACT_PUBLIC_READ, .handler = td_robots_file,
      .summary = N_ ("What is not for search engines") },
    { NULL },
};

/* Named for the cursor in the store. */
static const TdSubscriber subscribers[] = { { "open-data", td_open_follow }, { NULL } };

extern const TdArea td_open_data_area;
const TdArea td_open_data_area = {
    .name = "open_data", .routes = routes, .commands = td_open_data_commands, .subscribers = subscribers
};
