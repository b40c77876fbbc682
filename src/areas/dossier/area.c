#include "areas/area.h"
#include "areas/dossier/dossier-area.h"
#include "areas/dossier/pages.h"
#include "areas/library/match.h"
#include "areas/submissions/own-place.h"
#include "text/words.h"

static const TdField cycle_field[] = { { "cycle", TD_FIELD_LINE, 2 }, { NULL } };

static const TdField links_seen[] = { { "page", TD_FIELD_LINE, 5 }, { NULL } };
static const TdField links_fields[] = {
    { "match", TD_FIELD_LINE, 16 }, { "say", TD_FIELD_LINE, 20 }, { "page", TD_FIELD_LINE, 5 }, { NULL }
};

static const TdRoute routes[] = {
    { "GET", "/{lang}/states/{state}/coverage", TD_ACT_PUBLIC_READ, .fields = cycle_field, .handler = td_coverage_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .summary = N_ ("Of which articles anybody spoke about a State") },
    { "GET", "/{lang}/submissions/{id}/links", TD_ACT_SUBMISSION_LINK, .fields = links_seen, .handler = td_links_page,
      .summary = N_ ("Which of the Committee's paragraphs one's own speak of") },
    { "POST", "/{lang}/submissions/{id}/links", TD_ACT_SUBMISSION_LINK, .fields = links_fields,
      .handler = td_links_post, .summary = N_ ("Which of the Committee's paragraphs one's own speak of") },
    { NULL },
};

extern const TdOwnPlace td_links_place;
const TdOwnPlace td_links_place = { "links", N_ ("Which of the Committee’s recommendations it speaks of"),
                                    TD_ACT_SUBMISSION_LINK };

/* Matches are the library's, which pages of other areas read; here is what keeps them in step with the journal. */
static const TdSubscriber subscribers[] = { { TD_MATCH_SUBSCRIBER, td_match_follow }, { NULL } };
static const TdChore chores[] = { { "matches", 5, td_match_chore }, { NULL } };

extern const TdArea td_dossier_area;
const TdArea td_dossier_area = {
    .name = "dossier", .routes = routes, .commands = td_dossier_commands, .subscribers = subscribers, .chores = chores
};
