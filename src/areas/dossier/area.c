#include "areas/area.h"
#include "areas/dossier/dossier-area.h"
#include "areas/dossier/pages.h"
#include "areas/library/match.h"
#include "areas/submissions/own-place.h"
#include "base/limits.h"
#include "text/words.h"

static const TdField cycle_field[] = { { "cycle", TD_FIELD_LINE, 2 }, { NULL } };

static const TdField links_seen[] = { { "page", TD_FIELD_LINE, 5 }, { NULL } };
static const TdField links_fields[] = {
    { "match", TD_FIELD_LINE, 16 }, { "say", TD_FIELD_LINE, 20 }, { "page", TD_FIELD_LINE, 5 }, { NULL }
};

static const TdField dossier_fields[] = {
    { "cycle", TD_FIELD_LINE, 2 }, { "source", TD_FIELD_LINE, 20 }, { "page", TD_FIELD_LINE, 5 }, { NULL }
};
static const TdField briefing_fields[] = { { "cycle", TD_FIELD_LINE, 2 }, { "large", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField seen_fields[] = {
    { "item", TD_FIELD_LINE, 40 }, { "until", TD_FIELD_LINE, 20 }, { "shown", TD_FIELD_LINE, 1000 }, { NULL }
};
#define NOTE_ON                                                                                                        \
    { "submission", TD_FIELD_LINE, 16 }, { "document", TD_FIELD_LINE, 16 }, { "n", TD_FIELD_LINE, 7 },                 \
    {                                                                                                                  \
        "article", TD_FIELD_LINE, 4                                                                                    \
    }
static const TdField note_seen[] = { NOTE_ON, { NULL } };
static const TdField note_fields[] = { NOTE_ON,
                                       { "shared", TD_FIELD_LINE, 3 },
                                       { "do", TD_FIELD_LINE, 10 },
                                       { "text", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                       { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/states/{state}/coverage", TD_ACT_PUBLIC_READ, .fields = cycle_field, .handler = td_coverage_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .summary = N_ ("Of which articles anybody spoke about a State") },
    { "GET", "/{lang}/states/{state}/dossier", TD_ACT_DOSSIER_READ, .fields = dossier_fields,
      .handler = td_dossier_page, .json = TRUE, .summary = N_ ("The dossier of a State") },
    { "GET", "/{lang}/states/{state}/dossier/{article}", TD_ACT_DOSSIER_READ, .fields = dossier_fields,
      .handler = td_dossier_article_page, .summary = N_ ("What everybody says of one article about a State") },
    { "POST", "/{lang}/states/{state}/dossier/seen", TD_ACT_DOSSIER_READ, .fields = seen_fields,
      .handler = td_dossier_seen_post, .summary = N_ ("Mark what is new in a dossier as seen") },
    { "GET", "/{lang}/states/{state}/notes", TD_ACT_DOSSIER_READ, .fields = links_seen, .handler = td_notes_page,
      .summary = N_ ("Notes in a dossier") },
    { "GET", "/{lang}/states/{state}/notes/new", TD_ACT_DOSSIER_NOTE, .fields = note_seen, .handler = td_note_new_page,
      .summary = N_ ("Write a note in a dossier") },
    { "POST", "/{lang}/states/{state}/notes", TD_ACT_DOSSIER_NOTE, .fields = note_fields, .handler = td_notes_post,
      .summary = N_ ("Write a note in a dossier") },
    { "GET", "/{lang}/notes/{id}", TD_ACT_DOSSIER_NOTE, .handler = td_note_page,
      .summary = N_ ("Change a note in a dossier") },
    { "POST", "/{lang}/notes/{id}", TD_ACT_DOSSIER_NOTE, .fields = note_fields, .handler = td_note_post,
      .summary = N_ ("Change a note in a dossier") },
    { "GET", "/{lang}/states/{state}/briefing", TD_ACT_DOSSIER_READ, .fields = briefing_fields,
      .handler = td_briefing_page, .summary = N_ ("Make a briefing paper") },
    { "GET", "/{lang}/states/{state}/briefing/{format}", TD_ACT_DOSSIER_READ, .fields = briefing_fields,
      .handler = td_briefing_file_page, .pool = TD_POOL_SLOW, .summary = N_ ("The briefing paper of a State") },
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
