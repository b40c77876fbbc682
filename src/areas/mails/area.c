#include "areas/area.h"
#include "areas/mails/mails-area.h"
#include "areas/mails/pages.h"
#include "text/words.h"

/* RFC 8058: mail programs post List-Unsubscribe=One-Click, without cookie or token; the address is the key. */
static const TdField unsubscribe_fields[] = { { "List-Unsubscribe", TD_FIELD_LINE, 20 }, { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/unsubscribe/{token}", TD_ACT_PUBLIC_READ, .csrf = TD_CSRF_NONE_NEEDED,
      .handler = td_unsubscribe_page, .summary = N_ ("Stop letters of one kind") },
    { "POST", "/{lang}/unsubscribe/{token}", TD_ACT_PUBLIC_READ, .csrf = TD_CSRF_NONE_NEEDED,
      .fields = unsubscribe_fields, .handler = td_unsubscribe_post, .summary = N_ ("Stop letters of one kind") },
    { "GET", "/{lang}/outbox", TD_ACT_MAIL_SHOW, .csrf = TD_CSRF_NONE_NEEDED, .handler = td_outbox_page,
      .summary = N_ ("All mail, for trying the program on one’s own machine alone") },
    { "GET", "/{lang}/outbox/{id}", TD_ACT_MAIL_SHOW, .csrf = TD_CSRF_NONE_NEEDED, .handler = td_outbox_letter_page,
      .summary = N_ ("One letter, for trying the program on one’s own machine alone") },
    { NULL },
};

extern const TdArea td_mails_area;
const TdArea td_mails_area = { .name = "mails", .routes = routes, .commands = td_mails_commands };
