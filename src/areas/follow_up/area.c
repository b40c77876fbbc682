#include "areas/area.h"
#include "areas/follow_up/follow-up-area.h"
#include "areas/follow_up/list.h"
#include "areas/follow_up/pages.h"
#include "base/limits.h"
#include "text/words.h"

/* Longer than they may be, so that the rules say what is wrong and what was typed comes back. */
#define LINE (4 * TD_LIMIT_NAME_CHARACTERS)
#define TEXT (2 * TD_LIMIT_TEXT_CHARACTERS)

static const TdField list_fields[] = { { "article", TD_FIELD_LINE, 6 }, { "theme", TD_FIELD_LINE, 60 },
                                       { "cycle", TD_FIELD_LINE, 4 },   { "status", TD_FIELD_LINE, 60 },
                                       { "first", TD_FIELD_LINE, 1 },   { "unreported", TD_FIELD_LINE, 1 },
                                       { "page", TD_FIELD_LINE, 6 },    { NULL } };
static const TdField saved_fields[] = { { "saved", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField step_page_fields[] = { { "step", TD_FIELD_LINE, 40 }, { NULL } };
static const TdField step_fields[] = { { "step", TD_FIELD_LINE, 40 },
                                       { "seen", TD_FIELD_LINE, 9 },
                                       { "ministry", TD_FIELD_LINE, LINE },
                                       { "words", TD_FIELD_TEXT, TEXT },
                                       { "day", TD_FIELD_LINE, LINE },
                                       { "progress", TD_FIELD_LINE, 20 },
                                       { NULL } };
static const TdField assess_fields[] = {
    { "seen", TD_FIELD_LINE, 9 }, { "grade", TD_FIELD_LINE, 60 }, { "reason", TD_FIELD_TEXT, TEXT }, { NULL }
};
static const TdField release_fields[] = { { "version", TD_FIELD_LINE, 9 }, { NULL } };
static const TdField correct_fields[] = { { "do", TD_FIELD_LINE, 20 },
                                          { "articles", TD_FIELD_LINE, LINE },
                                          { "theme", TD_FIELD_LINE, 60 },
                                          { "first", TD_FIELD_LINE, 10 },
                                          { "due", TD_FIELD_LINE, LINE },
                                          { "earlier", TD_FIELD_LINE, 40 },
                                          { NULL } };
static const TdField document_fields[] = {
    { "do", TD_FIELD_LINE, 20 }, { "day", TD_FIELD_LINE, LINE }, { "anchor", TD_FIELD_LINE, 20 }, { NULL }
};

/* "on-" and a recommendation: what became of it. "saved" says how many were, "beside" that they wait beside a section. */
static const TdField earlier_fields[] = { { "article", TD_FIELD_LINE, 4 },
                                          { "page", TD_FIELD_LINE, 4 },
                                          { "saved", TD_FIELD_LINE, 4 },
                                          { "beside", TD_FIELD_LINE, 1 },
                                          { "from", TD_FIELD_LINE, 20 },
                                          { "on-*", TD_FIELD_TEXT, TD_LIMIT_TEXT_CHARACTERS },
                                          { NULL } };

/* Lists and pages say how long ago something was, which no public change tells: none is kept in the cache. */
static const TdRoute routes[] = {
    { "GET", "/{lang}/recommendations", TD_ACT_PUBLIC_READ, .fields = list_fields, .handler = td_recommendations_page,
      .json = TRUE, .csv = TRUE, .summary = N_ ("The Committee’s recommendations, and what became of them") },
    { "GET", "/{lang}/states/{state}/recommendations", TD_ACT_PUBLIC_READ, .fields = list_fields,
      .handler = td_state_recommendations_page, .json = TRUE, .csv = TRUE,
      .summary = N_ ("The recommendations to a State, and what became of them") },
    { "GET", "/{lang}/recommendations/{id}", TD_ACT_PUBLIC_READ, .fields = saved_fields,
      .handler = td_recommendation_page, .json = TRUE, .summary = N_ ("One recommendation") },
    { "GET", "/{lang}/recommendations/{id}/steps", TD_ACT_FOLLOW_UP_STATE, .fields = step_page_fields,
      .handler = td_steps_page, .summary = N_ ("What the State does about a recommendation") },
    { "POST", "/{lang}/recommendations/{id}/steps", TD_ACT_FOLLOW_UP_STATE, .fields = step_fields,
      .handler = td_steps_post, .summary = N_ ("What the State does about a recommendation") },
    { "GET", "/{lang}/recommendations/{id}/assess", TD_ACT_FOLLOW_UP_ASSESS, .handler = td_assess_page,
      .summary = N_ ("Assess what became of a recommendation") },
    { "POST", "/{lang}/recommendations/{id}/assess", TD_ACT_FOLLOW_UP_ASSESS, .fields = assess_fields,
      .handler = td_assess_post, .summary = N_ ("Assess what became of a recommendation") },
    { "POST", "/{lang}/recommendations/{id}/release", TD_ACT_FOLLOW_UP_KEEP, .fields = release_fields,
      .handler = td_release_post, .summary = N_ ("Release an assessment") },
    { "GET", "/{lang}/recommendations/{id}/correct", TD_ACT_FOLLOW_UP_KEEP, .fields = saved_fields,
      .handler = td_correct_page, .summary = N_ ("Correct what the list says of a recommendation") },
    { "POST", "/{lang}/recommendations/{id}/correct", TD_ACT_FOLLOW_UP_KEEP, .fields = correct_fields,
      .handler = td_correct_post, .summary = N_ ("Correct what the list says of a recommendation") },
    { "GET", "/{lang}/recommendations/of/{id}", TD_ACT_FOLLOW_UP_KEEP, .fields = saved_fields,
      .handler = td_document_list_page, .summary = N_ ("Which paragraphs of a document are recommendations") },
    { "POST", "/{lang}/recommendations/of/{id}", TD_ACT_FOLLOW_UP_KEEP, .fields = document_fields,
      .handler = td_document_list_post, .summary = N_ ("Which paragraphs of a document are recommendations") },
    { "GET", "/{lang}/send/earlier", TD_ACT_PUBLIC_SEND, .fields = earlier_fields, .handler = td_report_earlier_page,
      .summary = N_ ("Write in a report on earlier recommendations") },
    { "POST", "/{lang}/send/earlier", TD_ACT_PUBLIC_SEND, .fields = earlier_fields, .handler = td_report_earlier_post,
      .summary = N_ ("Write in a report on earlier recommendations") },
    { NULL },
};

static const TdSubscriber subscribers[] = { { "recommendations", td_recommendations_follow }, { NULL } };

extern const TdArea td_follow_up_area;
const TdArea td_follow_up_area = {
    .name = "follow_up", .routes = routes, .commands = td_follow_up_commands, .subscribers = subscribers
};
