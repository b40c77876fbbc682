#include "areas/area.h"
#include "areas/organisations/organisations-area.h"
#include "areas/organisations/pages.h"
#include "base/limits.h"
#include "text/words.h"

static const TdField list_fields[] = { { "words", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS },
                                       { "kind", TD_FIELD_LINE, 60 },
                                       { "country", TD_FIELD_LINE, 3 },
                                       { "theme", TD_FIELD_LINE, 60 },
                                       { "page", TD_FIELD_LINE, 6 },
                                       { NULL } };
/* Longer than they may be, so that the rules say what is wrong. */
static const TdField edit_fields[] = { { "name", TD_FIELD_LINE, TD_LIMIT_TEXT_CHARACTERS },
                                       { "kind", TD_FIELD_LINE, 60 },
                                       { "website", TD_FIELD_LINE, TD_LIMIT_TEXT_CHARACTERS },
                                       { "about", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                       { "visibility", TD_FIELD_LINE, 20 },
                                       { "countries", TD_FIELD_CHOICES, 300 },
                                       { "themes", TD_FIELD_CHOICES, 60 },
                                       { "languages", TD_FIELD_CHOICES, 60 },
                                       { "more_languages", TD_FIELD_LINE, TD_LIMIT_TEXT_CHARACTERS },
                                       { NULL } };
static const TdField decide_fields[] = { { "expected", TD_FIELD_LINE, 20 },
                                         { "decision", TD_FIELD_LINE, 20 },
                                         { "reason", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                         { "into", TD_FIELD_LINE, 16 },
                                         { NULL } };

static const TdField people_fields[] = {
    { "do", TD_FIELD_LINE, 20 },         { "address", TD_FIELD_LINE, TD_LIMIT_TITLE_CHARACTERS },
    { "level", TD_FIELD_LINE, 20 },      { "person", TD_FIELD_LINE, 16 },
    { "invitation", TD_FIELD_LINE, 16 }, { NULL }
};

static const TdField coalition_fields[] = { { "do", TD_FIELD_LINE, 20 },
                                            { "whom", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS },
                                            { "other", TD_FIELD_LINE, 40 },
                                            { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/organisations", TD_ACT_PUBLIC_READ, .fields = list_fields, .handler = td_organisations_page,
      .json = TRUE, .summary = N_ ("Organisations") },
    { "GET", "/{lang}/organisations/new", TD_ACT_ORGANISATION_ADD, .handler = td_organisation_new_page,
      .summary = N_ ("Register an organisation") },
    { "POST", "/{lang}/organisations/new", TD_ACT_ORGANISATION_ADD, .fields = edit_fields,
      .handler = td_organisation_new_post, .summary = N_ ("Register an organisation") },
    { "GET", "/{lang}/organisations/{id}", TD_ACT_ORGANISATION_READ, .handler = td_organisation_page, .json = TRUE,
      .summary = N_ ("One organisation") },
    { "GET", "/{lang}/organisations/{id}/edit", TD_ACT_ORGANISATION_EDIT, .handler = td_organisation_edit_page,
      .summary = N_ ("Change what is said of an organisation") },
    { "POST", "/{lang}/organisations/{id}/edit", TD_ACT_ORGANISATION_EDIT, .fields = edit_fields,
      .handler = td_organisation_edit_post, .summary = N_ ("Change what is said of an organisation") },
    { "POST", "/{lang}/organisations/{id}/decide", TD_ACT_ORGANISATION_VERIFY, .fields = decide_fields,
      .handler = td_organisation_decide_post, .summary = N_ ("Verify, merge or close an organisation") },
    { "GET", "/{lang}/organisations/{id}/people", TD_ACT_ORGANISATION_READ, .handler = td_organisation_people_page,
      .summary = N_ ("People of an organisation") },
    { "POST", "/{lang}/organisations/{id}/people", TD_ACT_ORGANISATION_READ, .fields = people_fields,
      .handler = td_organisation_people_post,
      .summary = N_ ("Invite and remove people of an organisation, or leave it") },
    { "GET", "/{lang}/organisations/{id}/coalition", TD_ACT_ORGANISATION_READ, .handler = td_coalition_page,
      .summary = N_ ("Coalitions and their members") },
    { "POST", "/{lang}/organisations/{id}/coalition", TD_ACT_ORGANISATION_READ, .fields = coalition_fields,
      .handler = td_coalition_post, .summary = N_ ("Ask a member, accept, decline or leave") },
    { NULL },
};

extern const TdArea td_organisations_area;
const TdArea td_organisations_area = { .name = "organisations",
                                       .routes = routes,
                                       .commands = td_organisation_commands };
