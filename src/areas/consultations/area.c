#include "areas/area.h"
#include "areas/consultations/consultations-area.h"
#include "areas/consultations/follow.h"
#include "areas/consultations/pages.h"
#include "base/limits.h"
#include "text/words.h"

/* Longer than they may be, so that the rules say what is wrong and what was typed comes back. */
#define LINE (4 * TD_LIMIT_NAME_CHARACTERS)
#define TEXT (2 * TD_LIMIT_TEXT_CHARACTERS)

static const TdField page_fields[] = { { "page", TD_FIELD_LINE, 6 }, { NULL } };
static const TdField new_fields[] = { { "draft", TD_FIELD_LINE, 40 },       { "opens", TD_FIELD_LINE, 40 },
                                      { "closes", TD_FIELD_LINE, 40 },      { "zone", TD_FIELD_LINE, LINE },
                                      { "languages", TD_FIELD_LINE, LINE }, { "how", TD_FIELD_TEXT, TEXT },
                                      { "about", TD_FIELD_TEXT, TEXT },     { NULL } };
/* "draft": the one that the person comes from. */
static const TdField new_seen[] = { { "draft", TD_FIELD_LINE, 40 }, { NULL } };
static const TdField comments_fields[] = { { "n", TD_FIELD_LINE, 10 }, { "page", TD_FIELD_LINE, 6 }, { NULL } };
static const TdField comment_fields[] = { { "n", TD_FIELD_LINE, 10 },
                                          { "text", TD_FIELD_TEXT, TEXT },
                                          { "wording", TD_FIELD_TEXT, TEXT },
                                          { "organisation", TD_FIELD_LINE, 20 },
                                          { "kind", TD_FIELD_LINE, 60 },
                                          { "visibility", TD_FIELD_LINE, 20 },
                                          { "named", TD_FIELD_LINE, 10 },
                                          { "name", TD_FIELD_LINE, LINE },
                                          { NULL } };
static const TdField told_fields[] = {
    { "new", TD_FIELD_LINE, 1 }, { "done", TD_FIELD_LINE, 1 }, { "page", TD_FIELD_LINE, 6 }, { NULL }
};
static const TdField mine_fields[] = { { "do", TD_FIELD_LINE, 20 },
                                       { "comment", TD_FIELD_LINE, 40 },
                                       { "organisation", TD_FIELD_LINE, 40 },
                                       { "visibility", TD_FIELD_LINE, 20 },
                                       { "named", TD_FIELD_LINE, 10 },
                                       { "name", TD_FIELD_LINE, LINE },
                                       { NULL } };
static const TdField own_fields[] = { { "do", TD_FIELD_LINE, 20 }, { "comment", TD_FIELD_LINE, 40 }, { NULL } };
static const TdField hold_fields[] = { { "page", TD_FIELD_LINE, 6 }, { "done", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField held_fields[] = { { "do", TD_FIELD_LINE, 20 },       { "organisation", TD_FIELD_CHOICES, 200 },
                                       { "reason", TD_FIELD_TEXT, TEXT }, { "closes", TD_FIELD_LINE, 40 },
                                       { "why", TD_FIELD_TEXT, TEXT },    { NULL } };
static const TdField meeting_page_fields[] = { { "meeting", TD_FIELD_LINE, 40 }, { NULL } };
static const TdField meeting_fields[] = { { "meeting", TD_FIELD_LINE, 40 },     { "starts", TD_FIELD_LINE, 40 },
                                          { "way", TD_FIELD_LINE, 20 },         { "place", TD_FIELD_TEXT, TEXT },
                                          { "languages", TD_FIELD_LINE, LINE }, { "outcome", TD_FIELD_TEXT, TEXT },
                                          { "came-*", TD_FIELD_LINE, 20 },      { NULL } };
static const TdField answer_page_fields[] = {
    { "page", TD_FIELD_LINE, 6 }, { "all", TD_FIELD_LINE, 1 }, { "done", TD_FIELD_LINE, 1 }, { NULL }
};
static const TdField answer_fields[] = { { "comment", TD_FIELD_CHOICES, TD_LIMIT_COMMENTS_ANSWERED },
                                         { "disposition", TD_FIELD_LINE, 20 },
                                         { "text", TD_FIELD_TEXT, TEXT },
                                         { "office", TD_FIELD_LINE, LINE },
                                         { "how", TD_FIELD_LINE, 20 },
                                         { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/states/{state}/consultations", TD_ACT_PUBLIC_READ, .handler = td_consultations_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .summary = N_ ("A State’s consultations on drafts of its report") },
    { "GET", "/{lang}/consultations/new", TD_ACT_CONSULTATION_HOLD, .fields = new_seen,
      .handler = td_consultation_new_page, .summary = N_ ("Begin a consultation") },
    { "POST", "/{lang}/consultations/new", TD_ACT_CONSULTATION_HOLD, .fields = new_fields,
      .handler = td_consultation_new_post, .summary = N_ ("Begin a consultation") },
    { "GET", "/{lang}/consultations/comment/{key}", TD_ACT_CONSULTATION_COMMENT, .fields = told_fields,
      .handler = td_consultation_own_page, .summary = N_ ("A comment sent without an account, by its address") },
    { "POST", "/{lang}/consultations/comment/{key}", TD_ACT_CONSULTATION_COMMENT, .fields = own_fields,
      .handler = td_consultation_own_post, .summary = N_ ("Take back a comment sent without an account") },
    { "GET", "/{lang}/consultations/{id}", TD_ACT_PUBLIC_READ, .fields = page_fields, .handler = td_consultation_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .summary = N_ ("One consultation") },
    { "GET", "/{lang}/consultations/{id}/record", TD_ACT_PUBLIC_READ, .handler = td_consultation_record_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .summary = N_ ("The record of a consultation") },
    { "GET", "/{lang}/consultations/{id}/comments", TD_ACT_PUBLIC_READ, .fields = comments_fields,
      .handler = td_consultation_comments_page, .json = TRUE, .summary = N_ ("Comments on a draft report") },
    { "POST", "/{lang}/consultations/{id}/comments", TD_ACT_CONSULTATION_COMMENT, .fields = comment_fields,
      .handler = td_consultation_comments_post, .summary = N_ ("Comment on a draft report") },
    { "GET", "/{lang}/consultations/{id}/mine", TD_ACT_ACCOUNT_OWN, .fields = told_fields,
      .handler = td_consultation_mine_page, .summary = N_ ("One’s own part in a consultation") },
    { "POST", "/{lang}/consultations/{id}/mine", TD_ACT_ACCOUNT_OWN, .fields = mine_fields,
      .handler = td_consultation_mine_post, .summary = N_ ("Take a comment back, change who reads it, be named") },
    { "GET", "/{lang}/consultations/{id}/hold", TD_ACT_CONSULTATION_HOLD, .fields = hold_fields,
      .handler = td_consultation_hold_page, .summary = N_ ("Hold a consultation") },
    { "POST", "/{lang}/consultations/{id}/hold", TD_ACT_CONSULTATION_HOLD, .fields = held_fields,
      .handler = td_consultation_hold_post,
      .summary = N_ ("Invite to a consultation, give it more time, or withdraw its draft") },
    { "GET", "/{lang}/consultations/{id}/meeting", TD_ACT_CONSULTATION_HOLD, .fields = meeting_page_fields,
      .handler = td_consultation_meeting_page, .summary = N_ ("A meeting of a consultation") },
    { "POST", "/{lang}/consultations/{id}/meeting", TD_ACT_CONSULTATION_HOLD, .fields = meeting_fields,
      .handler = td_consultation_meeting_post, .summary = N_ ("Add a meeting, or say what came of it") },
    { "GET", "/{lang}/consultations/{id}/answer", TD_ACT_CONSULTATION_HOLD, .fields = answer_page_fields,
      .handler = td_consultation_answer_page, .summary = N_ ("Comments for those who act for the State") },
    { "POST", "/{lang}/consultations/{id}/answer", TD_ACT_CONSULTATION_HOLD, .fields = answer_fields,
      .handler = td_consultation_answer_post, .summary = N_ ("Answer comments") },
    { NULL },
};

static const TdSubscriber subscribers[] = { { "consultations", td_consultation_follow }, { NULL } };

extern const TdArea td_consultations_area;
const TdArea td_consultations_area = {
    .name = "consultations", .routes = routes, .commands = td_consultation_commands, .subscribers = subscribers
};
