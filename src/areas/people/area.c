#include "areas/area.h"
#include "areas/people/passwords.h"
#include "areas/people/people-area.h"
#include "areas/people/sign-in-pages.h"
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

extern const TdArea td_people_area;
const TdArea td_people_area = { .name = "people", .routes = routes, .commands = td_people_commands };
