#include "areas/area.h"
#include "areas/participants/follow.h"
#include "areas/participants/pages.h"
#include "areas/participants/participants-area.h"
#include "base/limits.h"
#include "text/words.h"

static const TdField list_fields[] = { { "page", TD_FIELD_LINE, 6 }, { NULL } };
static const TdField address_fields[] = { { "address", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS },
                                          { "locale", TD_FIELD_LINE, 20 },
                                          { NULL } };
static const TdField copy_seen[] = { { "done", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField copy_fields[] = { { "do", TD_FIELD_LINE, 10 },
                                       { "how", TD_FIELD_LINE, 10 },
                                       { "day", TD_FIELD_LINE, 40 },
                                       { "note", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                       { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/desk/participants", TD_ACT_PARTICIPANT_RECORD, .fields = list_fields,
      .handler = td_participants_page, .json = TRUE,
      .summary = N_ ("What standing participants receive, and what was sent to them") },
    { "GET", "/{lang}/desk/participants/address/{participant}", TD_ACT_PARTICIPANT_RECORD,
      .handler = td_participant_address_page, .summary = N_ ("The mail address of a standing participant") },
    { "POST", "/{lang}/desk/participants/address/{participant}", TD_ACT_PARTICIPANT_RECORD, .fields = address_fields,
      .handler = td_participant_address_post, .summary = N_ ("The mail address of a standing participant") },
    { "GET", "/{lang}/desk/participants/copies/{copy}", TD_ACT_PARTICIPANT_RECORD, .fields = copy_seen,
      .handler = td_participant_copy_page, .summary = N_ ("One report for a standing participant") },
    { "POST", "/{lang}/desk/participants/copies/{copy}", TD_ACT_PARTICIPANT_RECORD, .fields = copy_fields,
      .handler = td_participant_copy_post, .summary = N_ ("Record that a report was sent, or send it") },
    { "GET", "/{lang}/participants/{key}", TD_ACT_PUBLIC_READ, .handler = td_participant_report_page,
      .summary = N_ ("A report of a State, by the link of a standing participant’s letter") },
    { "GET", "/{lang}/participants/{key}/files/{position}", TD_ACT_PUBLIC_READ, .handler = td_participant_report_file,
      .summary = N_ ("A file of that report") },
    { NULL },
};

static const TdSubscriber subscribers[] = { { "participants", td_participant_follow }, { NULL } };

extern const TdArea td_participants_area;
const TdArea td_participants_area = {
    .name = "participants", .routes = routes, .commands = td_participant_commands, .subscribers = subscribers
};
