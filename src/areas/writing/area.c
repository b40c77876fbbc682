#include "areas/area.h"
#include "areas/writing/pages.h"
#include "base/limits.h"
#include "text/words.h"

/* Longer than they may be, so that the rules say what is wrong and what was typed comes back. */
#define SECTION (2 * TD_LIMIT_SECTION_CHARACTERS)

static const TdField section_seen[] = { { "done", TD_FIELD_LINE, 10 }, { NULL } };
static const TdField section_fields[] = { { "do", TD_FIELD_LINE, 10 },         { "base", TD_FIELD_LINE, 9 },
                                          { "typed", TD_FIELD_TEXT, SECTION }, { "a-*", TD_FIELD_LINE, 400 },
                                          { "s-*", TD_FIELD_LINE, 400 },       { NULL } };
static const TdField branch_fields[] = { { "do", TD_FIELD_LINE, 10 },
                                         { "base", TD_FIELD_LINE, 9 },
                                         { "typed", TD_FIELD_TEXT, SECTION },
                                         { "reason", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                         { NULL } };
static const TdField versions_fields[] = { { "section", TD_FIELD_LINE, 40 },
                                           { "from", TD_FIELD_LINE, 40 },
                                           { "to", TD_FIELD_LINE, 40 },
                                           { "page", TD_FIELD_LINE, 6 },
                                           { NULL } };
static const TdField outline_fields[] = { { "do", TD_FIELD_LINE, 10 },
                                          { "section", TD_FIELD_LINE, 40 },
                                          { "title", TD_FIELD_LINE, 2 * TD_LIMIT_TITLE_CHARACTERS },
                                          { NULL } };

/* Whether this one may see and write in that text its owner says, in each act. */
static const TdRoute routes[] = {
    { "GET", "/{lang}/writing/{kind}/{id}", TD_ACT_TEXT_WRITE, .handler = td_writing_page, .json = TRUE,
      .summary = N_ ("A text in sections, and who writes where") },
    { "GET", "/{lang}/writing/{kind}/{id}/section/{slug}", TD_ACT_TEXT_WRITE, .fields = section_seen,
      .handler = td_writing_section_page, .summary = N_ ("One section of a text") },
    { "POST", "/{lang}/writing/{kind}/{id}/section/{slug}", TD_ACT_TEXT_WRITE, .fields = section_fields,
      .handler = td_writing_section_post, .kept = td_writing_section_kept,
      .summary = N_ ("Write in a section of a text") },
    { "GET", "/{lang}/writing/{kind}/{id}/branch/{idbranch}", TD_ACT_TEXT_WRITE, .fields = section_seen,
      .handler = td_writing_branch_page, .summary = N_ ("Words that wait beside a section") },
    { "POST", "/{lang}/writing/{kind}/{id}/branch/{idbranch}", TD_ACT_TEXT_WRITE, .fields = branch_fields,
      .handler = td_writing_branch_post, .kept = td_writing_branch_kept,
      .summary = N_ ("Take in, or set aside, words that wait beside a section") },
    { "GET", "/{lang}/writing/{kind}/{id}/versions", TD_ACT_TEXT_WRITE, .fields = versions_fields,
      .handler = td_writing_versions_page, .summary = N_ ("Versions of a text, compared word by word") },
    { "GET", "/{lang}/writing/{kind}/{id}/outline", TD_ACT_TEXT_WRITE, .handler = td_writing_outline_page,
      .summary = N_ ("The sections of a text") },
    { "POST", "/{lang}/writing/{kind}/{id}/outline", TD_ACT_TEXT_WRITE, .fields = outline_fields,
      .handler = td_writing_outline_post, .summary = N_ ("Add, move, rename and take out sections of a text") },
    { NULL },
};

extern const TdArea td_writing_area;
const TdArea td_writing_area = { .name = "writing", .routes = routes };
