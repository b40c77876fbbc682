#include "areas/area.h"
#include "areas/cooperation/cooperation-area.h"
#include "areas/cooperation/pages.h"
#include "base/limits.h"
#include "text/words.h"

static const TdField form_seen[] = { { "for", TD_FIELD_LINE, 16 }, { "given", TD_FIELD_LINE, 1 }, { NULL } };
/* a- a line, l- languages, o- other languages, t- text: with the slug of a question behind. Longer than they may be, so that
 * the rules say what is wrong. */
static const TdField form_fields[] = { { "for", TD_FIELD_LINE, 16 },
                                       { "seen", TD_FIELD_LINE, 9 },
                                       { "visibility", TD_FIELD_LINE, 20 },
                                       { "name", TD_FIELD_LINE, TD_LIMIT_TEXT_CHARACTERS },
                                       { "a-*", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS },
                                       { "l-*", TD_FIELD_CHOICES, 100 },
                                       { "o-*", TD_FIELD_LINE, TD_LIMIT_TEXT_CHARACTERS },
                                       { "t-*", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                       { NULL } };
static const TdField withdraw_fields[] = { { "for", TD_FIELD_LINE, 16 }, { NULL } };
static const TdField decide_fields[] = { { "decision", TD_FIELD_LINE, 20 },
                                         { "reason", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                         { NULL } };
static const TdField answers_seen[] = { { "saved", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField answers_fields[] = { { "seen-*", TD_FIELD_LINE, 9 },
                                          { "answer-*", TD_FIELD_LINE, 20 },
                                          { "words-*", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                          { NULL } };
static const TdField cycle_field[] = { { "cycle", TD_FIELD_LINE, 2 }, { NULL } };

/* None is kept in the cache: who erases their account takes theirs along, and no public change tells it. */
static const TdRoute routes[] = {
    { "GET", "/{lang}/states/{state}/cooperation", TD_ACT_PUBLIC_READ, .fields = cycle_field,
      .handler = td_cooperation_page, .json = TRUE, .summary = N_ ("How a State consulted civil society: both sides") },
    { "GET", "/{lang}/states/{state}/own-account", TD_ACT_OWN_ACCOUNT_GIVE, .fields = form_seen,
      .handler = td_own_account_form_page, .summary = N_ ("Give one's own account of a State's consultation") },
    { "POST", "/{lang}/states/{state}/own-account", TD_ACT_OWN_ACCOUNT_GIVE, .fields = form_fields,
      .handler = td_own_account_form_post, .summary = N_ ("Give one's own account of a State's consultation") },
    { "POST", "/{lang}/states/{state}/own-account/withdraw", TD_ACT_OWN_ACCOUNT_GIVE, .fields = withdraw_fields,
      .handler = td_own_account_withdraw_post, .pool = TD_POOL_SLOW, .summary = N_ ("Withdraw one's own account") },
    { "GET", "/{lang}/own-accounts/{id}", TD_ACT_OWN_ACCOUNT_READ, .handler = td_own_account_page, .json = TRUE,
      .summary = N_ ("One account of a State's consultation") },
    { "POST", "/{lang}/own-accounts/{id}/decide", TD_ACT_OWN_ACCOUNT_DECIDE, .fields = decide_fields,
      .handler = td_own_account_decide_post, .summary = N_ ("Show an account to the public, or keep it from it") },
    { "GET", "/{lang}/states/{state}/state-answers", TD_ACT_STATE_ANSWER_GIVE, .fields = answers_seen,
      .handler = td_state_answers_page, .summary = N_ ("A State's answers on how it consulted civil society") },
    { "POST", "/{lang}/states/{state}/state-answers", TD_ACT_STATE_ANSWER_GIVE, .fields = answers_fields,
      .handler = td_state_answers_post, .summary = N_ ("A State's answers on how it consulted civil society") },
    { NULL },
};

extern const TdArea td_cooperation_area;
const TdArea td_cooperation_area = { .name = "cooperation", .routes = routes, .commands = td_cooperation_commands };
