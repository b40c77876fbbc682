#include "areas/area.h"
#include "areas/communications/communications-area.h"
#include "areas/communications/pages.h"
#include "base/limits.h"
#include "text/words.h"

static const TdField state_field[] = { { "state", TD_FIELD_LINE, 3 }, { NULL } };
static const TdField check_fields[] = { { "q-*", TD_FIELD_LINE, 20 }, { NULL } };
static const TdField saved_field[] = { { "saved", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField record_fields[] = { { "state", TD_FIELD_LINE, 3 },
                                         { "article", TD_FIELD_LINE, 5 },
                                         { "kind", TD_FIELD_LINE, 10 },
                                         { "day", TD_FIELD_LINE, 40 },
                                         { "source", TD_FIELD_LINE, 2 * TD_LIMIT_TITLE_CHARACTERS },
                                         { NULL } };
static const TdField interstate_fields[] = { { "sender", TD_FIELD_LINE, 3 }, { "about", TD_FIELD_LINE, 3 },
                                             { "day", TD_FIELD_LINE, 40 },   { "id", TD_FIELD_LINE, 16 },
                                             { "step", TD_FIELD_LINE, 20 },  { NULL } };
static const TdField strike_fields[] = { { "id", TD_FIELD_LINE, 16 }, { NULL } };

/* None is kept in the cache: what is open depends on the day. Whoever checks their own story gets no cookie. */
static const TdRoute routes[] = {
    { "GET", "/{lang}/communications", TD_ACT_PUBLIC_READ, TD_CSRF_NONE_NEEDED, .fields = state_field,
      .handler = td_communications_page, .json = TRUE, .summary = N_ ("Whether persons can write to the Committee") },
    { "GET", "/{lang}/look", TD_ACT_PUBLIC_READ, TD_CSRF_NONE_NEEDED, .handler = td_quiet_link,
      .summary = N_ ("Where a letter leads that does not say what it is about") },
    { "GET", "/{lang}/communications/{state}", TD_ACT_PUBLIC_READ, TD_CSRF_NONE_NEEDED,
      .handler = td_communication_state_page, .json = TRUE,
      .summary = N_ ("Whether persons can write to the Committee about a State") },
    { "GET", "/{lang}/communications/check", TD_ACT_PUBLIC_READ, TD_CSRF_NONE_NEEDED, .handler = td_check_before_page,
      .summary = N_ ("Check before you write a communication") },
    { "POST", "/{lang}/communications/check", TD_ACT_PUBLIC_READ, TD_CSRF_NONE_NEEDED, .fields = check_fields,
      .handler = td_check_before_post, .summary = N_ ("Check before you write a communication; keeps nothing") },
    { "GET", "/{lang}/desk/declarations", TD_ACT_DECLARATION_RECORD, .fields = saved_field,
      .handler = td_declarations_page, .summary = N_ ("Declarations of States on communications") },
    { "POST", "/{lang}/desk/declarations", TD_ACT_DECLARATION_RECORD, .fields = record_fields,
      .handler = td_declarations_post, .summary = N_ ("Record a State’s declaration on communications") },
    { "POST", "/{lang}/desk/declarations/strike", TD_ACT_DECLARATION_RECORD, .fields = strike_fields,
      .handler = td_declaration_strike_post, .summary = N_ ("Strike out what was recorded by mistake") },
    { "GET", "/{lang}/desk/between-states", TD_ACT_DECLARATION_RECORD, .fields = saved_field,
      .handler = td_interstate_page, .summary = N_ ("The register of communications between States") },
    { "POST", "/{lang}/desk/between-states", TD_ACT_DECLARATION_RECORD, .fields = interstate_fields,
      .handler = td_interstate_post, .summary = N_ ("Record a communication between States, or what was done") },
    { NULL },
};

extern const TdArea td_communications_area;
const TdArea td_communications_area = { .name = "communications",
                                        .routes = routes,
                                        .commands = td_communication_commands };
