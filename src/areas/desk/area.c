#include "areas/area.h"
#include "areas/desk/desk-area.h"
#include "areas/desk/digest.h"
#include "areas/desk/pages.h"
#include "base/limits.h"
#include "text/words.h"

/* item: "ID.STATUS", the status being the one that the officer saw. */
#define FILTER                                                                                                         \
    { "state", TD_FIELD_LINE, 3 }, { "kind", TD_FIELD_LINE, 40 }, { "status", TD_FIELD_LINE, 20 },                     \
    {                                                                                                                  \
        "page", TD_FIELD_LINE, 10                                                                                      \
    }

static const TdField desk_fields[] = { FILTER,
                                       { "organisations", TD_FIELD_LINE, 10 },
                                       { "all", TD_FIELD_LINE, 1 },
                                       { "decided", TD_FIELD_LINE, 20 },
                                       { NULL } };
static const TdField next_fields[] = { { "after", TD_FIELD_LINE, 20 }, { "before", TD_FIELD_LINE, 20 }, { NULL } };
static const TdField decide_fields[] = { FILTER,
                                         { "item", TD_FIELD_CHOICES, TD_LIMIT_DESK_ITEMS },
                                         { "decision", TD_FIELD_LINE, 20 },
                                         { "reason", TD_FIELD_TEXT, TD_LIMIT_TEXT_CHARACTERS },
                                         { "other", TD_FIELD_LINE, 40 },
                                         { NULL } };
static const TdField undo_fields[] = { { "batch", TD_FIELD_LINE, 20 },
                                       { "act", TD_FIELD_CHOICES, TD_LIMIT_DESK_ITEMS },
                                       { NULL } };

static const TdField behalf_words[] = { { "words", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS }, { NULL } };
static const TdField behalf_fields[] = { { "organisation", TD_FIELD_LINE, 20 },
                                         { "state", TD_FIELD_LINE, 3 },
                                         { NULL } };
static const TdField failed_fields[] = { { "letter", TD_FIELD_LINE, 20 }, { "do", TD_FIELD_LINE, 10 }, { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/desk", TD_ACT_SUBMISSION_LIST, .fields = desk_fields, .handler = td_desk_page, .json = TRUE,
      .summary = N_ ("What waits for the secretariat") },
    { "GET", "/{lang}/desk/submissions", TD_ACT_SUBMISSION_LIST, .handler = td_desk_sent_page,
      .summary = N_ ("All that was sent") },
    { "GET", "/{lang}/desk/next", TD_ACT_DESK, .fields = next_fields, .handler = td_desk_next,
      .summary = N_ ("The next submission that waits") },
    { "POST", "/{lang}/desk/decide", TD_ACT_DESK, .fields = decide_fields, .handler = td_desk_decide_post,
      .summary = N_ ("Decide about many submissions at once") },
    { "POST", "/{lang}/desk/undo", TD_ACT_DESK, .fields = undo_fields, .handler = td_desk_undo_post,
      .summary = N_ ("Take decisions back") },
    { "GET", "/{lang}/desk/done", TD_ACT_DESK, .handler = td_desk_done_page, .summary = N_ ("What one decided today") },
    { "GET", "/{lang}/desk/failed", TD_ACT_DESK_WORK, .handler = td_desk_failed_page,
      .summary = N_ ("Work that failed") },
    { "POST", "/{lang}/desk/failed", TD_ACT_DESK_WORK, .fields = failed_fields, .handler = td_desk_failed_post,
      .summary = N_ ("Try a letter again or give it up") },
    { "GET", "/{lang}/desk/behalf", TD_ACT_BEHALF, .fields = behalf_words, .handler = td_desk_behalf_page,
      .summary = N_ ("Choose an organisation to enter something for") },
    { "POST", "/{lang}/desk/behalf", TD_ACT_BEHALF, .fields = behalf_fields, .handler = td_desk_behalf_post,
      .summary = N_ ("Begin to act on behalf of an organisation") },
    { "POST", "/{lang}/desk/behalf/end", TD_ACT_ACCOUNT_OWN, .handler = td_desk_behalf_end,
      .summary = N_ ("End acting on behalf of an organisation") },
    { NULL },
};

static const TdChore chores[] = { { "desk digest", TD_DESK_DIGEST_SECONDS, td_desk_digest }, { NULL } };

extern const TdArea td_desk_area;
const TdArea td_desk_area = { .name = "desk", .routes = routes, .commands = td_desk_commands, .chores = chores };
