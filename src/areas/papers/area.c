#include "areas/area.h"
#include "areas/papers/pool-commands.h"
#include "areas/papers/pool-pages.h"
#include "base/limits.h"
#include "text/words.h"

/* "taken" says into which paper something was just taken, "beside" that it waits beside a section; "narrow-" is what the list was narrowed
 * to, for the way back. */
static const TdField pool_seen[] = { { "cycle", TD_FIELD_LINE, 2 },   { "words", TD_FIELD_LINE, 300 },
                                     { "article", TD_FIELD_LINE, 4 }, { "kind", TD_FIELD_LINE, 20 },
                                     { "page", TD_FIELD_LINE, 4 },    { "taken", TD_FIELD_LINE, 16 },
                                     { "beside", TD_FIELD_LINE, 1 },  { NULL } };
static const TdField take_fields[] = { { "cycle", TD_FIELD_LINE, 2 },
                                       { "of", TD_FIELD_LINE, 60 },
                                       { "narrow-*", TD_FIELD_LINE, 300 },
                                       { "words", TD_FIELD_TEXT, TD_LIMIT_TEXT_CHARACTERS },
                                       { "into", TD_FIELD_LINE, 100 },
                                       { "item", TD_FIELD_CHOICES, 300 },
                                       { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/states/{state}/pool", TD_ACT_DOSSIER_READ, .fields = pool_seen, .handler = td_pool_page,
      .json = TRUE, .summary = N_ ("Proposed questions and recommendations on a State") },
    { "GET", "/{lang}/states/{state}/pool/take", TD_ACT_PAPER_WRITE, .fields = take_fields,
      .handler = td_pool_take_page, .summary = N_ ("Take a proposal into a draft") },
    { "POST", "/{lang}/states/{state}/pool/take", TD_ACT_PAPER_WRITE, .fields = take_fields,
      .handler = td_pool_take_post, .summary = N_ ("Take a proposal into a draft") },
    { NULL },
};

static const TdCommand commands[] = {
    { "pool", NULL, "DIR STATE", "Proposed questions and recommendations on a State, alike ones together", 2, 2,
      td_pool_options, td_run_pool },
    { NULL },
};

extern const TdArea td_papers_area;
const TdArea td_papers_area = { .name = "papers", .routes = routes, .commands = commands };
