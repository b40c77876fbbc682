#include "areas/area.h"
#include "areas/papers/pages.h"
#include "areas/papers/paper.h"
#include "areas/papers/papers-area.h"
#include "areas/papers/pool-pages.h"
#include "base/limits.h"
#include "text/words.h"

static const TdField list_fields[] = {
    { "state", TD_FIELD_LINE, 3 }, { "kind", TD_FIELD_LINE, 40 }, { "page", TD_FIELD_LINE, 6 }, { NULL }
};
static const TdField page_fields[] = { { "done", TD_FIELD_LINE, 12 }, { NULL } };
static const TdField begin_seen[] = { { "state", TD_FIELD_LINE, 3 }, { "kind", TD_FIELD_LINE, 40 }, { NULL } };
static const TdField begin_fields[] = { { "kind", TD_FIELD_LINE, 40 },
                                        { "state", TD_FIELD_LINE, 3 },
                                        { "cycle", TD_FIELD_LINE, 10 },
                                        { "language", TD_FIELD_LINE, 12 },
                                        { NULL } };
static const TdField adopt_fields[] = { { "seen", TD_FIELD_LINE, 64 },
                                        { "symbol", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS },
                                        { "session", TD_FIELD_LINE, 6 },
                                        { NULL } };
static const TdField transmit_fields[] = { { "embargo", TD_FIELD_LINE, 40 }, { NULL } };
static const TdField publish_fields[] = { { "early", TD_FIELD_LINE, 3 }, { NULL } };

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
    { "GET", "/{lang}/papers", TD_ACT_PAPER_READ, .fields = list_fields, .handler = td_papers_page, .json = TRUE,
      .summary = N_ ("Papers of the Committee") },
    { "GET", "/{lang}/papers/begin", TD_ACT_PAPER_WRITE, .fields = begin_seen, .handler = td_paper_begin_page,
      .summary = N_ ("Begin a paper of the Committee") },
    { "POST", "/{lang}/papers/begin", TD_ACT_PAPER_WRITE, .fields = begin_fields, .handler = td_paper_begin_post,
      .summary = N_ ("Begin a paper of the Committee") },
    { "GET", "/{lang}/papers/{id}", TD_ACT_PAPER_READ, .fields = page_fields, .handler = td_paper_page, .json = TRUE,
      .summary = N_ ("One paper of the Committee") },
    { "GET", "/{lang}/papers/{id}/receipt", TD_ACT_PAPER_READ, .handler = td_paper_receipt_file,
      .summary = N_ ("The receipt of an adopted paper") },
    { "GET", "/{lang}/papers/{id}/files/{format}", TD_ACT_PAPER_READ, .handler = td_paper_file, .pool = TD_POOL_SLOW,
      .summary = N_ ("A paper of the Committee as a file") },
    { "GET", "/{lang}/papers/{id}/adopt", TD_ACT_PAPER_ADOPT, .handler = td_paper_adopt_page,
      .summary = N_ ("Record that the Committee adopted a paper") },
    { "POST", "/{lang}/papers/{id}/adopt", TD_ACT_PAPER_ADOPT, .fields = adopt_fields, .handler = td_paper_adopt_post,
      .pool = TD_POOL_SLOW, .summary = N_ ("Record that the Committee adopted a paper") },
    { "GET", "/{lang}/papers/{id}/release", TD_ACT_PAPER_RELEASE, .handler = td_paper_release_page,
      .summary = N_ ("Transmit a paper to its State, and publish it") },
    { "POST", "/{lang}/papers/{id}/transmit", TD_ACT_PAPER_RELEASE, .fields = transmit_fields,
      .handler = td_paper_transmit_post, .summary = N_ ("Transmit a paper to its State in confidence") },
    { "POST", "/{lang}/papers/{id}/publish", TD_ACT_PAPER_RELEASE, .fields = publish_fields,
      .handler = td_paper_publish_post, .pool = TD_POOL_SLOW, .summary = N_ ("Publish a paper of the Committee") },
    { "GET", "/{lang}/states/{state}/pool", TD_ACT_DOSSIER_READ, .fields = pool_seen, .handler = td_pool_page,
      .json = TRUE, .summary = N_ ("Proposed questions and recommendations on a State") },
    { "GET", "/{lang}/states/{state}/pool/take", TD_ACT_PAPER_WRITE, .fields = take_fields,
      .handler = td_pool_take_page, .summary = N_ ("Take a proposal into a draft") },
    { "POST", "/{lang}/states/{state}/pool/take", TD_ACT_PAPER_WRITE, .fields = take_fields,
      .handler = td_pool_take_post, .summary = N_ ("Take a proposal into a draft") },
    { NULL },
};

/* An embargo ends to the minute. */
static const TdChore chores[] = { { "papers whose embargo is over", 20, td_paper_publish_due }, { NULL } };

extern const TdArea td_papers_area;
const TdArea td_papers_area = { .name = "papers", .routes = routes, .commands = td_paper_commands, .chores = chores };
