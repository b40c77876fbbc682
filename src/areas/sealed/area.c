#include "areas/area.h"
#include "areas/sealed/pages.h"
#include "areas/sealed/sealed-area.h"
#include "base/limits.h"
#include "text/words.h"

#define FILES                                                                                                          \
    { "text", TD_FIELD_TEXT, TD_LIMIT_SEALED_CHARACTERS }, { "message", TD_FIELD_SEALED, 0 },                          \
        { "file-1", TD_FIELD_SEALED, 0 }, { "file-2", TD_FIELD_SEALED, 0 }, { "file-3", TD_FIELD_SEALED, 0 },          \
        { "file-4", TD_FIELD_SEALED, 0 },                                                                              \
    {                                                                                                                  \
        "file-5", TD_FIELD_SEALED, 0                                                                                   \
    }

static const TdField send_fields[] = { FILES, { "state", TD_FIELD_LINE, 10 }, { "do", TD_FIELD_LINE, 10 }, { NULL } };
static const TdField more_fields[] = {
    FILES, { "root", TD_FIELD_LINE, 80 }, { "piece-of", TD_FIELD_LINE, 80 }, { "piece", TD_FIELD_LINE, 10 }, { NULL }
};
static const TdField return_fields[] = { { "code", TD_FIELD_LINE, 400 }, { NULL } };
static const TdField mail_fields[] = {
    { "root", TD_FIELD_LINE, 80 }, { "do", TD_FIELD_LINE, 10 }, { "address", TD_FIELD_LINE, 254 }, { NULL }
};
static const TdField list_fields[] = { { "purpose", TD_FIELD_LINE, 20 }, { "page", TD_FIELD_LINE, 6 }, { NULL } };
static const TdField one_fields[] = { { "do", TD_FIELD_LINE, 10 },
                                      { "text", TD_FIELD_TEXT, TD_LIMIT_SEALED_CHARACTERS },
                                      { NULL } };

/* Forms of senders need no token: there is no account that another site could act for, and a token would need a cookie. */
static const TdRoute routes[] = {
    { "GET", "/{lang}/sealed", TD_ACT_SEALED_SEND, TD_CSRF_NONE_NEEDED, .handler = td_sealed_start_page,
      .summary = N_ ("Telling the Committee something in confidence") },
    { "GET", "/{lang}/sealed-keys", TD_ACT_SEALED_SEND, TD_CSRF_NONE_NEEDED, .handler = td_sealed_keys_page,
      .json = TRUE, .summary = N_ ("The public keys that it is sealed to") },
    { "GET", "/{lang}/sealed-return", TD_ACT_SEALED_SEND, TD_CSRF_NONE_NEEDED, .handler = td_sealed_return_page,
      .summary = N_ ("Come back with the code of words of something sealed") },
    { "POST", "/{lang}/sealed-return", TD_ACT_SEALED_SEND, TD_CSRF_NONE_NEEDED, .fields = return_fields,
      .pool = TD_POOL_SLOW, .handler = td_sealed_return_post,
      .summary = N_ ("Come back with the code of words of something sealed") },
    { "POST", "/{lang}/sealed-mail", TD_ACT_SEALED_SEND, TD_CSRF_NONE_NEEDED, .fields = mail_fields,
      .handler = td_sealed_mail_post, .summary = N_ ("Ask for a mail when there is something new, or take it back") },
    { "GET", "/{lang}/sealed/{purpose}", TD_ACT_SEALED_SEND, TD_CSRF_NONE_NEEDED, .handler = td_sealed_send_page,
      .summary = N_ ("Send something sealed") },
    { "POST", "/{lang}/sealed/{purpose}", TD_ACT_SEALED_SEND, TD_CSRF_NONE_NEEDED, .fields = send_fields,
      .pool = TD_POOL_SLOW, .sealed = TRUE, .handler = td_sealed_send_post, .summary = N_ ("Send something sealed") },
    { "POST", "/{lang}/sealed/{purpose}/more", TD_ACT_SEALED_SEND, TD_CSRF_NONE_NEEDED, .fields = more_fields,
      .pool = TD_POOL_SLOW, .sealed = TRUE, .handler = td_sealed_more_post,
      .summary = N_ ("Send more to something sealed, by its code") },
    { "GET", "/{lang}/desk/sealed", TD_ACT_SEALED_OPEN, .fields = list_fields, .handler = td_sealed_list_page,
      .summary = N_ ("What was sent sealed, without contents") },
    { "GET", "/{lang}/desk/sealed/{id}", TD_ACT_SEALED_OPEN, .handler = td_sealed_one_page,
      .summary = N_ ("One sealed filing: its parts and answers") },
    { "POST", "/{lang}/desk/sealed/{id}", TD_ACT_SEALED_OPEN, .fields = one_fields, .handler = td_sealed_one_post,
      .summary = N_ ("Answer a sealed filing, close it") },
    { "GET", "/{lang}/desk/sealed/{id}/parts/{part}", TD_ACT_SEALED_OPEN, .pool = TD_POOL_SLOW,
      .handler = td_sealed_part_file, .summary = N_ ("A part of a sealed filing, as an age file") },
    { NULL },
};

extern const TdArea td_sealed_area;
const TdArea td_sealed_area = { .name = "sealed", .routes = routes, .commands = td_sealed_commands };
