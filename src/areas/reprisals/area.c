#include "areas/area.h"
#include "areas/reprisals/pages.h"
#include "areas/reprisals/reprisal.h"
#include "base/limits.h"
#include "text/words.h"

static const TdField list_fields[] = { { "page", TD_FIELD_LINE, 6 }, { NULL } };
static const TdField new_fields[] = { { "kind", TD_FIELD_LINE, 20 },
                                      { "came", TD_FIELD_LINE, 20 },
                                      { "state", TD_FIELD_LINE, 3 },
                                      { "filing", TD_FIELD_LINE, 16 },
                                      { NULL } };
static const TdField saved_field[] = { { "saved", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField change_fields[] = { { "do", TD_FIELD_LINE, 20 },
                                         { "what", TD_FIELD_LINE, 20 },
                                         { "day", TD_FIELD_LINE, 40 },
                                         { "seen", TD_FIELD_LINE, 9 },
                                         { NULL } };
static const TdField risk_fields[] = { { "do", TD_FIELD_LINE, 10 },
                                       { "which", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS },
                                       { NULL } };

/* The quiet way sets no cookie. */
static const TdRoute routes[] = {
    { "GET", "/{lang}/afraid", TD_ACT_PUBLIC_READ, TD_CSRF_NONE_NEEDED, .handler = td_afraid_page,
      .summary = N_ ("For whoever is afraid because they work with the Committee") },
    { "GET", "/{lang}/reprisals", TD_ACT_REPRISAL_KEEP, .fields = list_fields, .handler = td_reprisals_page,
      .summary = N_ ("The register of reprisals") },
    { "POST", "/{lang}/reprisals", TD_ACT_REPRISAL_KEEP, .fields = new_fields, .handler = td_reprisals_post,
      .summary = N_ ("Open an entry of the register of reprisals") },
    { "GET", "/{lang}/reprisals/{reprisal}", TD_ACT_REPRISAL_KEEP, .fields = saved_field, .handler = td_reprisal_page,
      .summary = N_ ("One entry of the register of reprisals") },
    { "POST", "/{lang}/reprisals/{reprisal}", TD_ACT_REPRISAL_KEEP, .fields = change_fields,
      .handler = td_reprisal_post, .summary = N_ ("Note what was asked, agreed to and done about a reprisal") },
    { "GET", "/{lang}/desk/at-risk", TD_ACT_ORGANISATION_RISK, .fields = saved_field, .handler = td_at_risk_page,
      .summary = N_ ("Organisations at risk") },
    { "GET", "/{lang}/desk/at-risk/{organisation}", TD_ACT_ORGANISATION_RISK, .handler = td_risk_texts_page,
      .pool = TD_POOL_SLOW, .summary = N_ ("Texts that hold the name of an organisation at risk") },
    { "POST", "/{lang}/desk/at-risk", TD_ACT_ORGANISATION_RISK, .fields = risk_fields, .handler = td_at_risk_post,
      .summary = N_ ("Mark an organisation as at risk, or lift the mark") },
    { NULL },
};

enum { HOUR = 3600 };

static gboolean remind (TdInstance *instance, GError **error)
{
    return td_reprisal_remind_due (instance, NULL, error);
}

static const TdChore chores[] = { { "reminders of reprisals", HOUR, remind }, { NULL } };

extern const TdArea td_reprisals_area;
const TdArea td_reprisals_area = { .name = "reprisals", .routes = routes, .chores = chores };
