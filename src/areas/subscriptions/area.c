#include "areas/area.h"
#include "areas/subscriptions/follow.h"
#include "areas/subscriptions/pages.h"
#include "areas/subscriptions/subscriptions-area.h"
#include "text/words.h"

/* What is asked for, as other pages link here: "?state=GHA", "?words=…&language=fr"; and how letters are written. */
#define WISH                                                                                                           \
    { "state", TD_FIELD_LINE, 3 }, { "theme", TD_FIELD_LINE, 60 }, { "article", TD_FIELD_LINE, 3 },                    \
        { "call", TD_FIELD_LINE, 16 }, { "organisation", TD_FIELD_LINE, 16 }, { "words", TD_FIELD_LINE, 300 },         \
        { "quiet", TD_FIELD_LINE, 1 },                                                                                 \
    {                                                                                                                  \
        "language", TD_FIELD_LINE, 20                                                                                  \
    }
#define LETTERS                                                                                                        \
    { "locale", TD_FIELD_LINE, 20 }, { "zone", TD_FIELD_LINE, 60 },                                                    \
    {                                                                                                                  \
        "names", TD_FIELD_CHOICES, 1                                                                                   \
    }

static const TdField ask_fields[] = { WISH, { "sent", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField begin_fields[] = { WISH, LETTERS, { "address", TD_FIELD_LINE, 254 }, { NULL } };
static const TdField own_fields[] = { { "saved", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField change_fields[] = { LETTERS, { "end", TD_FIELD_LINE, 16 }, { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/subscriptions", TD_ACT_PUBLIC_READ, .fields = own_fields, .handler = td_subscriptions_page,
      .summary = N_ ("What one subscribed to") },
    { "POST", "/{lang}/subscriptions", TD_ACT_ACCOUNT_OWN, .fields = change_fields, .handler = td_subscriptions_change,
      .summary = N_ ("End subscriptions, or change how letters are written") },
    { "GET", "/{lang}/subscriptions/new", TD_ACT_PUBLIC_READ, .fields = ask_fields, .handler = td_subscribe_page,
      .summary = N_ ("Be told by mail") },
    { "POST", "/{lang}/subscriptions/new", TD_ACT_PUBLIC_READ, .fields = begin_fields, .handler = td_subscribe,
      .summary = N_ ("Be told by mail") },
    { "GET", "/{lang}/subscriptions/confirm/{key}", TD_ACT_PUBLIC_READ, .handler = td_subscription_confirm_page,
      .summary = N_ ("Say yes to letters") },
    { "POST", "/{lang}/subscriptions/confirm/{key}", TD_ACT_PUBLIC_READ, .handler = td_subscription_confirm_post,
      .summary = N_ ("Say yes to letters") },
    { "GET", "/{lang}/subscriptions/own/{key}", TD_ACT_PUBLIC_READ, .fields = own_fields,
      .handler = td_subscriptions_key_page, .summary = N_ ("What one subscribed to") },
    { "POST", "/{lang}/subscriptions/own/{key}", TD_ACT_PUBLIC_READ, .fields = change_fields,
      .handler = td_subscriptions_key_change, .summary = N_ ("End subscriptions, or change how letters are written") },
    { NULL },
};

static const TdSubscriber subscribers[] = { { "subscriptions", td_subscriptions_follow }, { NULL } };

/* Reminders first, so that what they find is posted by the same round. */
static const TdChore chores[] = { { "reminders", TD_REMIND_SECONDS, td_subscriptions_remind },
                                  { "letters to subscribers", TD_POST_SECONDS, td_subscriptions_post },
                                  { NULL } };

extern const TdArea td_subscriptions_area;
const TdArea td_subscriptions_area = { .name = "subscriptions",
                                       .routes = routes,
                                       .commands = td_subscription_commands,
                                       .subscribers = subscribers,
                                       .chores = chores };
