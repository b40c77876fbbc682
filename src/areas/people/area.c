#include "areas/area.h"
#include "areas/people/account-pages.h"
#include "areas/people/invitation.h"
#include "areas/people/passwords.h"
#include "areas/people/people-admin-pages.h"
#include "areas/people/people-area.h"
#include "areas/people/second-factor.h"
#include "areas/people/sign-in-pages.h"
#include "areas/people/zone-pages.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/words.h"

static const TdField sign_in_fields[] = { { "address", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS },
                                          { "password", TD_FIELD_LINE, TD_PASSWORD_MOST },
                                          { NULL } };

static const TdField account_seen[] = {
    { "saved", TD_FIELD_LINE, 1 }, { "welcome", TD_FIELD_LINE, 1 }, { "declared", TD_FIELD_LINE, 1 }, { NULL }
};
static const TdField account_fields[] = { { "name", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS },
                                          { "locale", TD_FIELD_LINE, 20 },
                                          { "detail", TD_FIELD_LINE, 1 },
                                          { NULL } };
static const TdField declare_fields[] = { { "state", TD_FIELD_LINE, 3 }, { NULL } };
static const TdField register_seen[] = { { "sent", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField register_fields[] = { { "address", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS }, { NULL } };
static const TdField accept_fields[] = { { "name", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS },
                                         { "locale", TD_FIELD_LINE, 20 },
                                         { "password", TD_FIELD_LINE, TD_PASSWORD_MOST },
                                         { NULL } };
static const TdField done_seen[] = { { "done", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField name_fields[] = { { "address", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS },
                                       { "locale", TD_FIELD_LINE, 20 },
                                       { "ends", TD_FIELD_LINE, 10 },
                                       { NULL } };
static const TdField term_fields[] = { { "term", TD_FIELD_LINE, 20 }, { NULL } };
static const TdField people_fields[] = { { "words", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS },
                                         { "role", TD_FIELD_LINE, 30 },
                                         { "page", TD_FIELD_LINE, 10 },
                                         { NULL } };
static const TdField role_fields[] = { { "role", TD_FIELD_LINE, 30 },
                                       { "state", TD_FIELD_LINE, 3 },
                                       { "starts", TD_FIELD_LINE, 10 },
                                       { "ends", TD_FIELD_LINE, 10 },
                                       { NULL } };
static const TdField conflict_fields[] = { { "conflict", TD_FIELD_LINE, 3 },
                                           { "ground", TD_FIELD_LINE, 20 },
                                           { NULL } };
static const TdField back_fields[] = { { "which", TD_FIELD_LINE, 30 },
                                       { "reason", TD_FIELD_TEXT, TD_LIMIT_TEXT_CHARACTERS },
                                       { NULL } };
static const TdField close_fields[] = { { "do", TD_FIELD_LINE, 10 }, { NULL } };

static const TdField zone_seen[] = { { "to", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS }, { NULL } };
static const TdField zone_fields[] = { { "zone", TD_FIELD_LINE, 64 },
                                       { "to", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS },
                                       { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/zone", TD_ACT_PUBLIC_READ, .fields = zone_seen, .handler = td_zone_page,
      .summary = N_ ("Choose your time zone") },
    { "POST", "/{lang}/zone", TD_ACT_PUBLIC_READ, .fields = zone_fields, .handler = td_zone_post,
      .summary = N_ ("Choose your time zone") },
    { "GET", "/{lang}/account", TD_ACT_ACCOUNT_OWN, .fields = account_seen, .handler = td_account_page,
      .summary = N_ ("My account") },
    { "POST", "/{lang}/account", TD_ACT_ACCOUNT_OWN, .fields = account_fields, .handler = td_account_post,
      .summary = N_ ("Change my name and language") },
    { "POST", "/{lang}/account/conflicts", TD_ACT_CONFLICT_DECLARE, .fields = declare_fields,
      .handler = td_account_declare_post, .summary = N_ ("Declare that one takes no part in a review") },
    { "GET", "/{lang}/register", TD_ACT_SIGN_IN, .fields = register_seen, .handler = td_register_page,
      .summary = N_ ("Make an account") },
    { "POST", "/{lang}/register", TD_ACT_SIGN_IN, .fields = register_fields, .handler = td_register_post,
      .summary = N_ ("Make an account") },
    { "GET", "/{lang}/invitations/{token}", TD_ACT_SIGN_IN, .handler = td_invitation_page,
      .summary = N_ ("An account for you") },
    { "POST", "/{lang}/invitations/{token}", TD_ACT_SIGN_IN, .fields = accept_fields, .handler = td_invitation_post,
      .pool = TD_POOL_SLOW, .summary = N_ ("Accept an invitation") },
    { "GET", "/{lang}/account/state-people", TD_ACT_STATE_PEOPLE, .fields = done_seen, .handler = td_state_people_page,
      .summary = N_ ("Those who act for a State") },
    { "POST", "/{lang}/account/state-people", TD_ACT_STATE_PEOPLE, .fields = name_fields,
      .handler = td_state_people_post, .summary = N_ ("Name somebody who acts for a State") },
    { "POST", "/{lang}/account/state-people/{id}/end", TD_ACT_STATE_PEOPLE, .fields = term_fields,
      .handler = td_state_people_end_post, .summary = N_ ("End the role of somebody who acts for a State") },
    { "POST", "/{lang}/account/state-people/invitations/{id}/back", TD_ACT_STATE_PEOPLE,
      .handler = td_state_people_back_post, .summary = N_ ("Take an invitation back") },
    { "GET", "/{lang}/people", TD_ACT_USER_LIST, .fields = people_fields, .handler = td_people_page,
      .summary = N_ ("All accounts") },
    { "GET", "/{lang}/people/{id}", TD_ACT_USER_LIST, .fields = done_seen, .handler = td_person_page,
      .summary = N_ ("One account") },
    { "POST", "/{lang}/people/{id}/roles", TD_ACT_USER_ROLE, .fields = role_fields, .handler = td_person_role_post,
      .summary = N_ ("Give a role") },
    { "POST", "/{lang}/people/{id}/roles/end", TD_ACT_USER_ROLE, .fields = term_fields,
      .handler = td_person_role_end_post, .summary = N_ ("End a role") },
    { "POST", "/{lang}/people/{id}/conflicts", TD_ACT_CONFLICT_RECORD, .fields = conflict_fields,
      .handler = td_person_conflict_post, .summary = N_ ("Record that a member takes no part in a review") },
    { "POST", "/{lang}/people/{id}/conflicts/back", TD_ACT_CONFLICT_RECORD, .fields = back_fields,
      .handler = td_person_conflict_back_post, .summary = N_ ("Take a recorded conflict back") },
    { "POST", "/{lang}/people/{id}/close", TD_ACT_USER_DISABLE, .fields = close_fields, .handler = td_person_close_post,
      .summary = N_ ("Close or reopen an account") },
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

/* Addresses of people who never came are not kept. */
static const TdChore chores[] = {
    { "old invitations", 60 * 60, td_invitation_forget },
    { NULL },
};

extern const TdArea td_people_area;
const TdArea td_people_area = { .name = "people", .routes = routes, .commands = td_people_commands, .chores = chores };
