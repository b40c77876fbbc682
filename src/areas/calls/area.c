#include "areas/area.h"
#include "areas/calls/call.h"
#include "areas/calls/calls-area.h"
#include "areas/calls/pages.h"
#include "base/limits.h"
#include "text/words.h"

static const TdField now_fields[] = { { "state", TD_FIELD_LINE, 3 },         { "theme", TD_FIELD_LINE, 40 },
                                      { "organisation", TD_FIELD_LINE, 16 }, { "zone", TD_FIELD_LINE, 64 },
                                      { "expected", TD_FIELD_LINE, 1 },      { NULL } };

/* seen, confirm: what a person saw follows from a change (timetable-page.h); stood: what stood when it was asked. */
#define CHANGE                                                                                                         \
    { "how", TD_FIELD_LINE, 10 }, { "reason", TD_FIELD_TEXT, TD_LIMIT_TEXT_CHARACTERS },                               \
        { "stood", TD_FIELD_LINE, 40 }, { "seen", TD_FIELD_LINE, 40 },                                                 \
    {                                                                                                                  \
        "confirm", TD_FIELD_LINE, 1                                                                                    \
    }

static const TdField session_fields[] = {
    { "number", TD_FIELD_LINE, 10 }, { "start", TD_FIELD_LINE, 40 }, { "end", TD_FIELD_LINE, 40 }, CHANGE, { NULL }
};

static const TdField review_of[] = { { "review", TD_FIELD_LINE, 10 }, { NULL } };
static const TdField stage_fields[] = { { "stage", TD_FIELD_LINE, 40 },
                                        { "review", TD_FIELD_LINE, 10 },
                                        { "day", TD_FIELD_LINE, 40 },
                                        { "session", TD_FIELD_LINE, 10 },
                                        CHANGE,
                                        { NULL } };
static const TdField review_fields[] = { { "report", TD_FIELD_LINE, 10 },
                                         { "of", TD_FIELD_LINE, 10 },
                                         { "why", TD_FIELD_TEXT, TD_LIMIT_TEXT_CHARACTERS },
                                         { NULL } };

#define CALL                                                                                                           \
    { "kind", TD_FIELD_LINE, 40 },                                                                                     \
    {                                                                                                                  \
        "state", TD_FIELD_CHOICES, 300                                                                                 \
    }
/* What another page may fill in: a call on articles of which nobody spoke. */
static const TdField new_fields[] = {
    CALL, { "purpose", TD_FIELD_LINE, 40 }, { "guidance", TD_FIELD_TEXT, TD_LIMIT_TEXT_CHARACTERS }, { NULL }
};
/* seen: the deadline that a person was shown; change: back to the form. */
static const TdField open_fields[] = { CALL,
                                       { "purpose", TD_FIELD_LINE, 40 },
                                       { "theme", TD_FIELD_CHOICES, 100 },
                                       { "opens", TD_FIELD_LINE, 40 },
                                       { "closes", TD_FIELD_LINE, 40 },
                                       { "session", TD_FIELD_LINE, 10 },
                                       { "asked", TD_FIELD_LINE, TD_LIMIT_TITLE_CHARACTERS },
                                       { "limits", TD_FIELD_LINE, TD_LIMIT_TITLE_CHARACTERS },
                                       { "guidance", TD_FIELD_TEXT, TD_LIMIT_TEXT_CHARACTERS },
                                       { "languages", TD_FIELD_CHOICES, 50 },
                                       { "seen", TD_FIELD_LINE, 40 },
                                       { "shown", TD_FIELD_LINE, 1 },
                                       { "change", TD_FIELD_LINE, 1 },
                                       { NULL } };
static const TdField extend_fields[] = { { "stood", TD_FIELD_LINE, 40 },
                                         { "closes", TD_FIELD_LINE, 40 },
                                         { "reason", TD_FIELD_TEXT, TD_LIMIT_TEXT_CHARACTERS },
                                         { NULL } };
static const TdField close_fields[] = { { "why", TD_FIELD_TEXT, TD_LIMIT_TEXT_CHARACTERS }, { NULL } };
#define WHO                                                                                                            \
    { "state", TD_FIELD_LINE, 3 }, { "address", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS },                         \
    {                                                                                                                  \
        "reason", TD_FIELD_TEXT, 2 * TD_LIMIT_TEXT_CHARACTERS                                                          \
    }

static const TdField asked_field[] = { { "asked", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField ask_fields[] = {
    WHO, { "name", TD_FIELD_LINE, 4 * TD_LIMIT_NAME_CHARACTERS }, { "kind", TD_FIELD_LINE, 40 }, { NULL }
};
static const TdField late_fields[] = { { "done", TD_FIELD_LINE, 10 }, { NULL } };
static const TdField decide_fields[] = {
    WHO, { "do", TD_FIELD_LINE, 10 }, { "late", TD_FIELD_LINE, 20 }, { "until", TD_FIELD_LINE, 40 }, { NULL }
};

/* What is open changes with the clock; a page is kept for a minute at most (web/cache.c). */
static const TdRoute routes[] = {
    { "GET", "/{lang}/calls", TD_ACT_PUBLIC_READ, .fields = now_fields, .handler = td_now_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .ics = TRUE, .atom = TRUE, .summary = N_ ("Calls for input") },
    { "GET", "/{lang}/now", TD_ACT_PUBLIC_READ, .fields = now_fields, .handler = td_now_page, .cache = TD_CACHE_PUBLIC,
      .json = TRUE, .ics = TRUE, .atom = TRUE, .summary = N_ ("What can I do now?") },
    { "GET", "/{lang}/calls/{id}", TD_ACT_PUBLIC_READ, .handler = td_call_page, .cache = TD_CACHE_PUBLIC, .json = TRUE,
      .summary = N_ ("One call for input") },
    { "GET", "/{lang}/desk/calls", TD_ACT_CALL_OPEN, .handler = td_calls_desk_page,
      .summary = N_ ("The secretariat's list of calls for input") },
    { "GET", "/{lang}/desk/calls/new", TD_ACT_CALL_OPEN, .fields = new_fields, .handler = td_call_new_page,
      .summary = N_ ("Open a call for input") },
    { "POST", "/{lang}/desk/calls/new", TD_ACT_CALL_OPEN, .fields = open_fields, .handler = td_call_new_post,
      .summary = N_ ("Open a call for input") },
    { "GET", "/{lang}/desk/calls/{id}", TD_ACT_CALL_EXTEND, .handler = td_call_desk_page,
      .summary = N_ ("Extend or close a call for input") },
    { "POST", "/{lang}/desk/calls/{id}/extend", TD_ACT_CALL_EXTEND, .fields = extend_fields,
      .handler = td_call_extend_post, .summary = N_ ("Give a call for input a later deadline") },
    { "POST", "/{lang}/desk/calls/{id}/close", TD_ACT_CALL_CLOSE, .fields = close_fields, .handler = td_call_close_post,
      .summary = N_ ("Close a call for input before its deadline") },
    { "GET", "/{lang}/sessions", TD_ACT_PUBLIC_READ, .handler = td_sessions_page, .cache = TD_CACHE_PUBLIC,
      .json = TRUE, .summary = N_ ("Sessions of the Committee") },
    { "POST", "/{lang}/sessions", TD_ACT_SESSION_CHANGE, .fields = session_fields, .handler = td_session_add_post,
      .summary = N_ ("Add a session") },
    { "GET", "/{lang}/sessions/{number}", TD_ACT_PUBLIC_READ, .handler = td_session_page, .cache = TD_CACHE_PUBLIC,
      .json = TRUE, .summary = N_ ("One session, and what was said of its days") },
    { "POST", "/{lang}/sessions/{number}", TD_ACT_SESSION_CHANGE, .fields = session_fields,
      .handler = td_session_move_post, .summary = N_ ("Give a session other days") },
    { "GET", "/{lang}/states/{state}/stages", TD_ACT_PUBLIC_READ, .fields = review_of, .handler = td_stages_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .summary = N_ ("When each stage of a State's review is") },
    { "POST", "/{lang}/states/{state}/stages", TD_ACT_STAGE_CHANGE, .fields = stage_fields, .handler = td_stages_post,
      .summary = N_ ("Say when a stage of a State's review is") },
    { "POST", "/{lang}/states/{state}/review", TD_ACT_STAGE_CHANGE, .fields = review_fields, .handler = td_review_post,
      .summary = N_ ("Say whether a review takes place in the absence of the State's report") },
    { "GET", "/{lang}/calls/{id}/late", TD_ACT_PUBLIC_SEND, .fields = asked_field, .handler = td_late_ask_page,
      .summary = N_ ("Ask to send late") },
    { "POST", "/{lang}/calls/{id}/late", TD_ACT_PUBLIC_SEND, .fields = ask_fields, .handler = td_late_ask_post,
      .summary = N_ ("Ask to send late") },
    { "GET", "/{lang}/calls/{id}/late-links", TD_ACT_CALL_LATE, .fields = late_fields, .handler = td_late_links_page,
      .summary = N_ ("Who may send late to a call") },
    { "POST", "/{lang}/calls/{id}/late-links", TD_ACT_CALL_LATE, .fields = decide_fields, .handler = td_late_links_post,
      .summary = N_ ("Let somebody send late to a call") },
    { NULL },
};

/* Zones change a few times a year, by the machine's tzdata; an hour is soon enough. */
static const TdChore chores[] = { { "deadlines", 3600, td_call_recompute }, { NULL } };

extern const TdArea td_calls_area;
const TdArea td_calls_area = { .name = "calls", .routes = routes, .commands = td_calls_commands, .chores = chores };
