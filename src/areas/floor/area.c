#include "areas/area.h"
#include "areas/floor/floor-area.h"
#include "areas/floor/floor-follow.h"
#include "areas/floor/pages.h"
#include "base/limits.h"
#include "text/words.h"

static const TdField ask_seen[] = {
    { "for", TD_FIELD_LINE, 40 }, { "state", TD_FIELD_LINE, 10 }, { "done", TD_FIELD_LINE, 1 }, { NULL }
};
static const TdField ask_fields[] = { { "for", TD_FIELD_LINE, 40 },
                                      { "state", TD_FIELD_LINE, 10 },
                                      { "mode", TD_FIELD_LINE, 20 },
                                      { "language", TD_FIELD_LINE, TD_LIMIT_LANGUAGE_CHARACTERS },
                                      { "other_language", TD_FIELD_LINE, TD_LIMIT_LANGUAGE_CHARACTERS },
                                      { "report", TD_FIELD_LINE, 40 },
                                      { "members", TD_FIELD_CHOICES, 200 },
                                      { "how", TD_FIELD_CHOICES, 8 },
                                      { "who", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS },
                                      { "alias", TD_FIELD_LINE, TD_LIMIT_NAME_CHARACTERS },
                                      { "statement", TD_FIELD_TEXT, TD_LIMIT_STATEMENT_CHARACTERS },
                                      { NULL } };
static const TdField done_seen[] = { { "done", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField part_fields[] = { { "do", TD_FIELD_LINE, 20 },
                                       { "request", TD_FIELD_LINE, 40 },
                                       { "file", TD_FIELD_FILE, TD_LIMIT_UPLOAD_BYTES },
                                       { NULL } };
static const TdField share_fields[] = {
    { "do", TD_FIELD_LINE, 20 },        { "seen", TD_FIELD_LINE, 10 },     { "deadline", TD_FIELD_LINE, 40 },
    { "minutes-*", TD_FIELD_LINE, 10 }, { "closed-*", TD_FIELD_LINE, 10 }, { "slot-*", TD_FIELD_LINE, 10 },
    { "time-*", TD_FIELD_LINE, 10 },    { "place-*", TD_FIELD_LINE, 10 },  { NULL }
};

static const TdRoute routes[] = {
    { "GET", "/{lang}/meetings/{id}/speakers", TD_ACT_MEETING_READ, .handler = td_speakers_page, .json = TRUE,
      .summary = N_ ("The list of speakers of a meeting") },
    { "GET", "/{lang}/meetings/{id}/speakers/sheet", TD_ACT_MEETING_READ, .handler = td_speakers_sheet_page,
      .summary = N_ ("The list of speakers, to print") },
    { "GET", "/{lang}/meetings/{id}/floor", TD_ACT_FLOOR_ASK, .fields = ask_seen, .handler = td_floor_ask_page,
      .summary = N_ ("Ask for the floor at a meeting") },
    { "POST", "/{lang}/meetings/{id}/floor", TD_ACT_FLOOR_ASK, .fields = ask_fields, .handler = td_floor_ask_post,
      .summary = N_ ("Ask for the floor at a meeting") },
    { "GET", "/{lang}/meetings/{id}/part", TD_ACT_FLOOR_ASK, .fields = done_seen, .handler = td_floor_part_page,
      .summary = N_ ("One’s own part in a meeting") },
    { "POST", "/{lang}/meetings/{id}/part", TD_ACT_FLOOR_ASK, .fields = part_fields, .handler = td_floor_part_post,
      .pool = TD_POOL_SLOW, .summary = N_ ("Send a statement, or withdraw a request for the floor") },
    { "GET", "/{lang}/meetings/{id}/part/{id_request}", TD_ACT_ACCOUNT_OWN, .handler = td_floor_recording_file,
      .pool = TD_POOL_SLOW, .summary = N_ ("The recording of a statement") },
    { "GET", "/{lang}/meetings/{id}/part/{id_request}/statement", TD_ACT_ACCOUNT_OWN,
      .handler = td_floor_statement_text, .summary = N_ ("The text of a statement") },
    { "GET", "/{lang}/meetings/{id}/speakers/{speaker}/statement", TD_ACT_ACCOUNT_OWN, .handler = td_floor_turn_page,
      .summary = N_ ("What is played or read at a speaker’s turn") },
    { "GET", "/{lang}/meetings/{id}/speakers/{speaker}/recording", TD_ACT_ACCOUNT_OWN,
      .handler = td_floor_turn_recording, .pool = TD_POOL_SLOW, .summary = N_ ("The recording of a statement") },
    { "GET", "/{lang}/meetings/{id}/share", TD_ACT_FLOOR_SHARE, .fields = done_seen, .handler = td_floor_share_page,
      .summary = N_ ("Share the minutes of a meeting") },
    { "POST", "/{lang}/meetings/{id}/share", TD_ACT_FLOOR_SHARE, .fields = share_fields, .handler = td_floor_share_post,
      .summary = N_ ("Share the minutes of a meeting") },
    { NULL },
};

static const TdChore chores[] = { { "lists of speakers", 30, td_floor_chore }, { NULL } };

extern const TdArea td_floor_area;
const TdArea td_floor_area = { .name = "floor", .routes = routes, .commands = td_floor_commands, .chores = chores };
