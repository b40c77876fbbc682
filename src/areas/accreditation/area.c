#include "areas/area.h"
#include "areas/accreditation/accreditation-area.h"
#include "areas/accreditation/attendance.h"
#include "areas/accreditation/follow.h"
#include "areas/accreditation/pages.h"
#include "base/limits.h"
#include "text/words.h"

static const TdField organisation_field[] = { { "organisation", TD_FIELD_LINE, 16 }, { NULL } };
static const TdField ask_fields[] = { { "organisation", TD_FIELD_LINE, 16 },
                                      { "as", TD_FIELD_LINE, 20 },
                                      { "person", TD_FIELD_LINE, 16 },
                                      { "name", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS },
                                      { "function", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS },
                                      { "language", TD_FIELD_LINE, 20 },
                                      { "country", TD_FIELD_LINE, 3 },
                                      { "submission", TD_FIELD_LINE, 16 },
                                      { "shown", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS },
                                      { "plain", TD_FIELD_LINE, 1 },
                                      { "note", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                      { NULL } };
static const TdField own_fields[] = { { "withdraw", TD_FIELD_LINE, 16 }, { NULL } };
static const TdField one_fields[] = { { "do", TD_FIELD_LINE, 10 },
                                      { "reason", TD_FIELD_LINE, TD_LIMIT_TEXT_CHARACTERS },
                                      { NULL } };
static const TdField desk_seen[] = {
    { "session", TD_FIELD_LINE, 4 }, { "status", TD_FIELD_LINE, 20 }, { "page", TD_FIELD_LINE, 4 }, { NULL }
};
static const TdField desk_fields[] = { { "session", TD_FIELD_LINE, 4 },
                                       { "status", TD_FIELD_LINE, 20 },
                                       { "page", TD_FIELD_LINE, 4 },
                                       { "chosen", TD_FIELD_CHOICES, TD_LIMIT_ACCREDITATIONS_AT_ONCE },
                                       { "decision", TD_FIELD_LINE, 10 },
                                       { "reason", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                       { NULL } };
static const TdField badge_seen[] = { { "done", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField badge_fields[] = { { "meeting", TD_FIELD_LINE, 16 }, { NULL } };
static const TdField attendance_seen[] = { { "session", TD_FIELD_LINE, 4 },
                                           { "meeting", TD_FIELD_LINE, 16 },
                                           { NULL } };
static const TdField attendance_fields[] = { { "session", TD_FIELD_LINE, 4 },
                                             { "meeting", TD_FIELD_LINE, 16 },
                                             { "chosen", TD_FIELD_CHOICES, TD_LIMIT_ACCREDITATIONS_LISTED },
                                             { "names", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                             { "how", TD_FIELD_LINE, 20 },
                                             { "day", TD_FIELD_LINE, 20 },
                                             { "remove", TD_FIELD_LINE, 16 },
                                             { NULL } };
static const TdField delegation_fields[] = { { "do", TD_FIELD_LINE, 10 },
                                             { "head", TD_FIELD_LINE, 16 },
                                             { "remove", TD_FIELD_LINE, 16 },
                                             { "name", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS },
                                             { "function", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS },
                                             { "language", TD_FIELD_LINE, 20 },
                                             { NULL } };
static const TdField people_seen[] = { { "words", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS }, { NULL } };
static const TdField people_fields[] = { { "do", TD_FIELD_LINE, 20 },
                                         { "words", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS },
                                         { "remove", TD_FIELD_LINE, 16 },
                                         { "person", TD_FIELD_LINE, 16 },
                                         { "organisation", TD_FIELD_LINE, 16 },
                                         { "address", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS },
                                         { "role", TD_FIELD_LINE, 20 },
                                         { "language", TD_FIELD_LINE, 20 },
                                         { "begins", TD_FIELD_LINE, 40 },
                                         { "ends", TD_FIELD_LINE, 40 },
                                         { "submission", TD_FIELD_LINE, 16 },
                                         { "paper-off", TD_FIELD_LINE, 16 },
                                         { NULL } };
static const TdField files_fields[] = { { "off", TD_FIELD_LINE, 16 },
                                        { "title", TD_FIELD_LINE, 4 * TD_LIMIT_TITLE_CHARACTERS },
                                        { "file", TD_FIELD_FILE, TD_LIMIT_UPLOAD_BYTES },
                                        { NULL } };
static const TdField briefing_fields[] = { { "organisation", TD_FIELD_LINE, 16 },
                                           { "state", TD_FIELD_LINE, 3 },
                                           { "words", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS },
                                           { NULL } };
static const TdField briefings_fields[] = { { "id", TD_FIELD_LINE, 16 },
                                            { "meeting", TD_FIELD_LINE, 16 },
                                            { "reason", TD_FIELD_LINE, TD_LIMIT_TEXT_CHARACTERS },
                                            { NULL } };

/* None is kept in the cache: what stands there is of the few, or goes by rule. */
static const TdRoute routes[] = {
    { "GET", "/{lang}/accreditation", TD_ACT_ACCREDITATION_ASK, .handler = td_accreditation_own_page,
      .summary = N_ ("One’s own requests to come to a session, and for briefings") },
    { "POST", "/{lang}/accreditation", TD_ACT_ACCREDITATION_ASK, .fields = own_fields,
      .handler = td_accreditation_own_post, .summary = N_ ("Take a request for a briefing back") },
    { "GET", "/{lang}/accreditation/{id}", TD_ACT_PUBLIC_READ, .handler = td_accreditation_one_page,
      .summary = N_ ("One request to come, for those whose it is") },
    { "POST", "/{lang}/accreditation/{id}", TD_ACT_PUBLIC_READ, .fields = one_fields,
      .handler = td_accreditation_one_post, .summary = N_ ("Take a request back; make or take back a badge") },
    { "GET", "/{lang}/accreditation/{id}/badge", TD_ACT_PUBLIC_READ, .handler = td_accreditation_badge_file,
      .pool = TD_POOL_SLOW, .summary = N_ ("One’s badge as PDF") },
    { "GET", "/{lang}/sessions/{session}/accreditation", TD_ACT_ACCREDITATION_ASK, .fields = organisation_field,
      .handler = td_accreditation_form_page, .summary = N_ ("Ask to come to a session") },
    { "POST", "/{lang}/sessions/{session}/accreditation", TD_ACT_ACCREDITATION_ASK, .fields = ask_fields,
      .handler = td_accreditation_form_post, .summary = N_ ("Ask to come to a session") },
    { "GET", "/{lang}/sessions/{session}/delegation", TD_ACT_DELEGATION_ENTER, .handler = td_delegation_form_page,
      .summary = N_ ("Enter the delegation of one’s State") },
    { "POST", "/{lang}/sessions/{session}/delegation", TD_ACT_DELEGATION_ENTER, .fields = delegation_fields,
      .handler = td_delegation_form_post, .summary = N_ ("Enter the delegation of one’s State") },
    { "GET", "/{lang}/sessions/{session}/delegations", TD_ACT_PUBLIC_READ, .handler = td_delegations_page,
      .summary = N_ ("Delegations of States to a session") },
    { "GET", "/{lang}/sessions/{session}/briefing", TD_ACT_ACCREDITATION_ASK, .handler = td_briefing_form_page,
      .summary = N_ ("Ask for a closed briefing") },
    { "POST", "/{lang}/sessions/{session}/briefing", TD_ACT_ACCREDITATION_ASK, .fields = briefing_fields,
      .handler = td_briefing_form_post, .summary = N_ ("Ask for a closed briefing") },
    { "GET", "/{lang}/meetings/{id}/people", TD_ACT_MEETING_READ, .fields = people_seen,
      .handler = td_meeting_people_page, .summary = N_ ("Who takes part in a meeting by name, and its papers") },
    { "POST", "/{lang}/meetings/{id}/people", TD_ACT_MEETING_READ, .fields = people_fields,
      .handler = td_meeting_people_post,
      .summary = N_ ("Invite to a closed meeting, assign interpreters, lay papers before it") },
    { "POST", "/{lang}/meetings/{id}/papers", TD_ACT_MEETING_READ, .fields = files_fields,
      .handler = td_briefing_files_post, .pool = TD_POOL_SLOW,
      .summary = N_ ("Lay a file before a closed meeting, or take it off") },
    { "GET", "/{lang}/meetings/{id}/papers/{paper}", TD_ACT_MEETING_READ, .handler = td_briefing_file_file,
      .pool = TD_POOL_SLOW, .summary = N_ ("A file laid before a closed meeting") },
    { "GET", "/{lang}/badges/{token}", TD_ACT_PUBLIC_READ, .fields = badge_seen, .handler = td_badge_check_page,
      .summary = N_ ("Whether a badge is valid") },
    { "POST", "/{lang}/badges/{token}", TD_ACT_ACCREDITATION_DECIDE, .fields = badge_fields,
      .handler = td_badge_check_post, .summary = N_ ("Note that somebody came in") },
    { "GET", "/{lang}/desk/accreditation", TD_ACT_ACCREDITATION_DECIDE, .fields = desk_seen,
      .handler = td_accreditation_desk_page, .summary = N_ ("Who asked to come to a session") },
    { "POST", "/{lang}/desk/accreditation", TD_ACT_ACCREDITATION_DECIDE, .fields = desk_fields,
      .handler = td_accreditation_desk_post, .summary = N_ ("Accredit people, or refuse") },
    { "GET", "/{lang}/desk/attendance", TD_ACT_ACCREDITATION_DECIDE, .fields = attendance_seen,
      .handler = td_attendance_page, .summary = N_ ("Who came, and a list to tick") },
    { "POST", "/{lang}/desk/attendance", TD_ACT_ACCREDITATION_DECIDE, .fields = attendance_fields,
      .handler = td_attendance_post, .summary = N_ ("Note who came") },
    { "GET", "/{lang}/desk/briefings", TD_ACT_MEETING_PLAN, .handler = td_briefings_desk_page,
      .summary = N_ ("Closed briefings that were asked for") },
    { "POST", "/{lang}/desk/briefings", TD_ACT_MEETING_PLAN, .fields = briefings_fields,
      .handler = td_briefings_desk_post, .summary = N_ ("Decide about a closed briefing that was asked for") },
    { NULL },
};

static gboolean erase_due (TdInstance *instance, GError **error)
{
    return td_accreditation_erase_due (instance, NULL, error);
}

static const TdChore chores[] = { { "names of sessions that are over", 3600, erase_due }, { NULL } };
static const TdSubscriber subscribers[] = { { "accreditation", td_accreditation_follow }, { NULL } };

extern const TdArea td_accreditation_area;
const TdArea td_accreditation_area = { .name = "accreditation",
                                       .routes = routes,
                                       .commands = td_accreditation_commands,
                                       .subscribers = subscribers,
                                       .chores = chores };
