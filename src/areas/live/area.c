#include "areas/area.h"
#include "areas/live/live-area.h"
#include "areas/live/pages.h"
#include "text/words.h"

static const TdField live_fields[] = { { "reload", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField hand_fields[] = { { "up", TD_FIELD_LINE, 1 }, { NULL } };
static const TdField console_fields[] = { { "said", TD_FIELD_LINE, 20 }, { NULL } };
/* do: a word of a step, with whom behind it; from: the number of the step that was seen. */
static const TdField step_fields[] = { { "do", TD_FIELD_LINE, 80 },
                                       { "from", TD_FIELD_LINE, 9 },
                                       { "who", TD_FIELD_LINE, 16 },
                                       { "other", TD_FIELD_LINE, 16 },
                                       { NULL } };
static const TdField saved_fields[] = { { "saved", TD_FIELD_LINE, 1 }, { NULL } };
/* o- the number in the order, t- the time, with a speaker's id behind; of a right of reply its number in the form, and r- who. */
static const TdField results_fields[] = { { "from", TD_FIELD_LINE, 9 },
                                          { "o-*", TD_FIELD_LINE, 20 },
                                          { "t-*", TD_FIELD_LINE, 20 },
                                          { "r-*", TD_FIELD_LINE, 16 },
                                          { NULL } };

/* None is kept in the cache: each says what stands at this moment. */
static const TdRoute routes[] = {
    { "GET", "/{lang}/meetings/{id}/live", TD_ACT_MEETING_ATTEND, .fields = live_fields, .handler = td_live_page,
      .json = TRUE, .summary = N_ ("A meeting as it runs: who has the floor, what follows, the clock") },
    { "GET", "/{lang}/meetings/{id}/live/events", TD_ACT_MEETING_ATTEND, .stream = TRUE, .handler = td_live_events_page,
      .summary = N_ ("Follow a meeting live, as a stream of events") },
    { "POST", "/{lang}/meetings/{id}/hand", TD_ACT_MEETING_ATTEND, .fields = hand_fields, .handler = td_live_hand_post,
      .summary = N_ ("Raise or lower one’s hand at a meeting") },
    { "GET", "/{lang}/meetings/{id}/console", TD_ACT_MEETING_CHAIR, .fields = console_fields,
      .handler = td_console_page, .summary = N_ ("Lead a meeting: the chair’s console") },
    { "POST", "/{lang}/meetings/{id}/console", TD_ACT_MEETING_CHAIR, .fields = step_fields, .handler = td_console_post,
      .summary = N_ ("Make a step of a meeting: give the floor, pause, close") },
    { "GET", "/{lang}/meetings/{id}/console/events", TD_ACT_MEETING_CHAIR, .stream = TRUE,
      .handler = td_console_events_page, .summary = N_ ("Follow a meeting at the console, as a stream of events") },
    { "GET", "/{lang}/meetings/{id}/results", TD_ACT_MEETING_CHAIR, .fields = saved_fields, .handler = td_results_page,
      .summary = N_ ("Type in afterwards who spoke at a meeting") },
    { "POST", "/{lang}/meetings/{id}/results", TD_ACT_MEETING_CHAIR, .fields = results_fields,
      .handler = td_results_post, .summary = N_ ("Type in afterwards who spoke at a meeting") },
    { NULL },
};

extern const TdArea td_live_area;
const TdArea td_live_area = { .name = "live", .routes = routes, .commands = td_live_commands };
