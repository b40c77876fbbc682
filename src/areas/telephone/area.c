#include "areas/area.h"
#include "areas/telephone/operator.h"
#include "areas/telephone/pages.h"
#include "areas/telephone/pin.h"
#include "areas/telephone/telephone-area.h"
#include "base/limits.h"
#include "text/words.h"

static const TdField page_fields[] = { { "done", TD_FIELD_LINE, 10 }, { NULL } };
static const TdField post_fields[] = { { "do", TD_FIELD_LINE, 10 },
                                       { "shown", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS },
                                       { "number", TD_FIELD_LINE, 60 },
                                       { "when", TD_FIELD_LINE, 10 },
                                       { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/meetings/{meeting}/telephone", TD_ACT_MEETING_ATTEND, .fields = page_fields,
      .handler = td_telephone_page,
      .summary = N_ ("A meeting by telephone: numbers to dial, one’s own PIN, being called") },
    { "POST", "/{lang}/meetings/{meeting}/telephone", TD_ACT_MEETING_ATTEND, .fields = post_fields,
      .handler = td_telephone_post, .summary = N_ ("Ask for a PIN for a meeting by telephone, or to be called") },
    { NULL },
};

static const TdChore chores[] = { { "telephone: what is over is forgotten", 600, td_phone_forget }, { NULL } };

static gpointer start (TdInstance *instance, GError **error)
{
    return td_operator_start (instance, error);
}

static void stop (gpointer worker)
{
    td_operator_stop (worker);
}

static const TdWorker worker = { "telephone", start, stop };

extern const TdArea td_telephone_area;
const TdArea td_telephone_area = {
    .name = "telephone", .routes = routes, .commands = td_telephone_commands, .chores = chores, .worker = &worker
};
