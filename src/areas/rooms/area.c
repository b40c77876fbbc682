#include "areas/area.h"
#include "areas/rooms/keeper.h"
#include "areas/rooms/pages.h"
#include "base/limits.h"
#include "text/words.h"

static const TdField room_fields[] = { { "do", TD_FIELD_LINE, 10 },
                                       { "line", TD_FIELD_LINE, 10 },
                                       { "language", TD_FIELD_LINE, TD_LIMIT_LANGUAGE_CHARACTERS },
                                       { "sdp", TD_FIELD_TEXT, TD_LIMIT_SDP_CHARACTERS },
                                       { "on", TD_FIELD_LINE, 1 },
                                       { "over", TD_FIELD_LINE, 1 },
                                       { "name", TD_FIELD_LINE, 2 * TD_LIMIT_NAME_CHARACTERS },
                                       { NULL } };
static const TdField seen_fields[] = { { "captions", TD_FIELD_LINE, TD_LIMIT_LANGUAGE_CHARACTERS }, { NULL } };
static const TdField people_seen[] = { { "done", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField people_fields[] = { { "do", TD_FIELD_LINE, 10 },
                                         { "seat", TD_FIELD_LINE, 16 },
                                         { "name", TD_FIELD_LINE, 2 * TD_LIMIT_NAME_CHARACTERS },
                                         { "kind", TD_FIELD_LINE, 20 },
                                         { "speaker", TD_FIELD_LINE, 16 },
                                         { "language", TD_FIELD_LINE, TD_LIMIT_LANGUAGE_CHARACTERS },
                                         { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/meetings/{id}/room", TD_ACT_MEETING_ATTEND, .fields = seen_fields, .handler = td_room_page,
      .json = TRUE, .summary = N_ ("A meeting’s room: video, audio, interpretation, raising a hand") },
    { "GET", "/{lang}/meetings/{id}/room/events", TD_ACT_MEETING_ATTEND, .fields = seen_fields, .stream = TRUE,
      .handler = td_room_events_page, .summary = N_ ("Follow a meeting and its captions live, as a stream of events") },
    { "POST", "/{lang}/meetings/{id}/room", TD_ACT_MEETING_ATTEND, .fields = room_fields, .handler = td_room_post,
      .pool = TD_POOL_SLOW, .json = TRUE, .summary = N_ ("Enter a meeting’s room, and what one does there") },
    { "GET", "/{lang}/meetings/{id}/room/people", TD_ACT_MEETING_PLAN, .fields = people_seen,
      .handler = td_room_people_page, .summary = N_ ("Who may be in a meeting’s room") },
    { "POST", "/{lang}/meetings/{id}/room/people", TD_ACT_MEETING_PLAN, .fields = people_fields,
      .handler = td_room_people_post, .summary = N_ ("Make and end personal links to a meeting’s room") },
    { "GET", "/{lang}/meetings/{id}/recordings/{recording}", TD_ACT_MEETING_ATTEND, .handler = td_room_recording_page,
      .summary = N_ ("The recorded sound of a meeting") },
    { "GET", "/{lang}/rooms/{key}", TD_ACT_PUBLIC_READ, .handler = td_room_link_page,
      .summary = N_ ("A personal link to a meeting’s room") },
    { "POST", "/{lang}/rooms/{key}", TD_ACT_PUBLIC_READ, .handler = td_room_link_post,
      .summary = N_ ("Bind a personal link to this browser") },
    { "GET", "/{lang}/room-test", TD_ACT_PUBLIC_READ, .csrf = TD_CSRF_NONE_NEEDED, .handler = td_room_test_page,
      .summary = N_ ("Try microphone, loudspeaker and camera") },
    { NULL },
};

static const TdChore chores[] = { { "rooms", 1, td_keeper_round }, { NULL } };

extern const TdArea td_rooms_area;
const TdArea td_rooms_area = { .name = "rooms", .routes = routes, .chores = chores };
