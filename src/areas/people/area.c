#include "areas/area.h"
#include "areas/people/passwords.h"
#include "areas/people/people-area.h"
#include "areas/people/second-factor.h"
#include "areas/people/sign-in-pages.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/words.h"

static const TdField sign_in_fields[] = { { "address", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS },
                                          { "password", TD_FIELD_LINE, TD_PASSWORD_MOST },
                                          { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/sign-in", TD_ACT_SIGN_IN, .handler = td_sign_in_page, .summary = N_ ("Sign in") },
    { "POST", "/{lang}/sign-in", TD_ACT_SIGN_IN, .fields = sign_in_fields, .handler = td_sign_in_post,
      .pool = TD_POOL_SLOW, .summary = N_ ("Sign in") },
    { "POST", "/{lang}/sign-out", TD_ACT_SIGN_IN, .handler = td_sign_out_post, .summary = N_ ("Sign out") },
    { NULL },
};

static const TdField code_fields[] = { { "code", TD_FIELD_LINE, TD_CODE_MOST }, { NULL } };
static const TdField address_fields[] = { { "address", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS }, { NULL } };
static const TdField new_password_fields[] = { { "password", TD_FIELD_LINE, TD_PASSWORD_MOST }, { NULL } };
static const TdField own_password_fields[] = { { "old", TD_FIELD_LINE, TD_PASSWORD_MOST },
                                               { "password", TD_FIELD_LINE, TD_PASSWORD_MOST },
                                               { NULL } };
static const TdField session_fields[] = { { "session", TD_FIELD_LINE, TD_ID_LENGTH }, { NULL } };
static const TdField second_fields[] = { { "do", TD_FIELD_LINE, TD_CODE_MOST },
                                         { "password", TD_FIELD_LINE, TD_PASSWORD_MOST },
                                         { "code", TD_FIELD_LINE, TD_CODE_MOST },
                                         { NULL } };

/* Proving who one is. A sign-in that waits for its code is nobody's yet. */
static const TdRoute sign_in_routes[] = {
    { "GET", "/{lang}/sign-in/code", TD_ACT_SIGN_IN, .handler = td_sign_in_code_page,
      .summary = N_ ("The second step of signing in") },
    { "POST", "/{lang}/sign-in/code", TD_ACT_SIGN_IN, .fields = code_fields, .handler = td_sign_in_code_post,
      .summary = N_ ("The second step of signing in") },
    { "GET", "/{lang}/sign-in/link", TD_ACT_SIGN_IN, .handler = td_ask_link_page,
      .summary = N_ ("Ask for a link by mail") },
    { "POST", "/{lang}/sign-in/link", TD_ACT_SIGN_IN, .fields = address_fields, .handler = td_ask_link_post,
      .summary = N_ ("Ask for a link by mail") },
    { "GET", "/{lang}/sign-in/link-sent", TD_ACT_SIGN_IN, TD_CSRF_NONE_NEEDED, .handler = td_link_sent_page,
      .summary = N_ ("A link is on its way") },
    { "GET", "/{lang}/sign-in/link/{key}", TD_ACT_SIGN_IN, .handler = td_use_link_page,
      .summary = N_ ("Sign in by a link") },
    { "POST", "/{lang}/sign-in/link/{key}", TD_ACT_SIGN_IN, .handler = td_use_link_post,
      .summary = N_ ("Sign in by a link") },
    { "GET", "/{lang}/sign-in/forgotten", TD_ACT_SIGN_IN, .handler = td_forgotten_page,
      .summary = N_ ("Ask for a new password") },
    { "POST", "/{lang}/sign-in/forgotten", TD_ACT_SIGN_IN, .fields = address_fields, .handler = td_forgotten_post,
      .summary = N_ ("Ask for a new password") },
    { "GET", "/{lang}/sign-in/forgotten/{key}", TD_ACT_SIGN_IN, .handler = td_new_password_page,
      .summary = N_ ("Set a new password") },
    { "POST", "/{lang}/sign-in/forgotten/{key}", TD_ACT_SIGN_IN, .fields = new_password_fields,
      .handler = td_new_password_post, .pool = TD_POOL_SLOW, .summary = N_ ("Set a new password") },
    { "GET", "/{lang}/account/sessions", TD_ACT_ACCOUNT_OWN, .handler = td_own_sessions_page,
      .summary = N_ ("Where one is signed in") },
    { "POST", "/{lang}/account/sessions", TD_ACT_ACCOUNT_OWN, .fields = session_fields, .handler = td_own_sessions_post,
      .summary = N_ ("End one's own sessions") },
    { "GET", "/{lang}/account/password", TD_ACT_ACCOUNT_OWN, .handler = td_own_password_page,
      .summary = N_ ("Change one's password") },
    { "POST", "/{lang}/account/password", TD_ACT_ACCOUNT_OWN, .fields = own_password_fields,
      .handler = td_own_password_post, .pool = TD_POOL_SLOW, .summary = N_ ("Change one's password") },
    { "GET", "/{lang}/account/second-factor", TD_ACT_ACCOUNT_OWN, .handler = td_second_page,
      .summary = N_ ("The second step at sign-in") },
    { "POST", "/{lang}/account/second-factor", TD_ACT_ACCOUNT_OWN, .fields = second_fields, .handler = td_second_post,
      .pool = TD_POOL_SLOW, .summary = N_ ("Set up or remove the second step") },
    { "GET", "/{lang}/account/second-factor/app", TD_ACT_ACCOUNT_OWN, .handler = td_second_app_page,
      .summary = N_ ("Set up an app for the second step") },
    { "POST", "/{lang}/account/second-factor/app", TD_ACT_ACCOUNT_OWN, .fields = code_fields,
      .handler = td_second_app_post, .summary = N_ ("Set up an app for the second step") },
    { "GET", "/{lang}/account/second-factor/codes", TD_ACT_ACCOUNT_OWN, .handler = td_second_codes_page,
      .summary = N_ ("Printed codes for the second step") },
    { "POST", "/{lang}/account/second-factor/codes", TD_ACT_ACCOUNT_OWN, .fields = code_fields,
      .handler = td_second_codes_post, .summary = N_ ("Printed codes for the second step") },
    { NULL },
};

extern const TdArea td_sign_in_area;
const TdArea td_sign_in_area = { .name = "people", .routes = sign_in_routes, .commands = td_second_factor_commands };

extern const TdArea td_people_area;
const TdArea td_people_area = { .name = "people", .routes = routes, .commands = td_people_commands };
