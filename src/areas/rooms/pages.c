/* The room's page, its JSON, and what is asked there. */
#include "areas/rooms/pages.h"

#include "areas/live/hand.h"
#include "areas/live/step.h"
#include "areas/programme/place.h"
#include "areas/questions/caption.h"
#include "areas/rooms/keeper.h"
#include "areas/rooms/recording.h"
#include "areas/rooms/room.html.h"
#include "areas/rooms/talk.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"
#include "web/static.h"

#define F(request, name) td_request_field (request, name)

void td_room_allow_devices (TdRequest *request)
{
    td_reply_header (request, "Permissions-Policy",
                     "camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), interest-cohort=()");
}

char *td_room_title (TdRequest *request, const TdMeeting *meeting)
{
    const TdMeetingKind *kind = td_profile_meeting_kind (td_request_instance (request)->profile, meeting->kind);

    if (meeting->title != NULL)
        return g_strdup (meeting->title);
    return g_strdup (td_words (td_request_locale (request), kind != NULL ? kind->label : meeting->kind));
}

char *td_room_device (TdRequest *request)
{
    const char *device = td_request_cookie (request, TD_SEAT_COOKIE);
    char *made;

    if (device != NULL && strlen (device) >= 32)
        return g_strdup (device);
    made = td_seat_device_new ();
    td_reply_cookie (request, TD_SEAT_COOKIE, made, 0);
    return made;
}

static const char *keep (GPtrArray *strings, char *take)
{
    g_ptr_array_add (strings, take);
    return take;
}

static TdSeatAsker asker_of (TdRequest *request)
{
    return (TdSeatAsker){ .viewer = td_request_viewer (request),
                          .device = td_request_cookie (request, TD_SEAT_COOKIE) };
}

static char *room_path (TdRequest *request, const char *meeting)
{
    return g_strdup_printf ("/%s/meetings/%s/room", td_request_locale (request), meeting);
}

/* ---- the page ---- */

typedef struct html_room_languages Language;
typedef struct html_room_captions Caption;
typedef struct html_room_recordings Recording;

struct standing {
    const TdSitting *sitting;
    const TdViewer *viewer;
    TdLive *live;
    TdSpeaker *speaker, *own;
    TdPlace *place;
    GPtrArray *channels; /* of TdChannel: languages in which there are captions that the viewer reads */
    gboolean may_closed;
    int hand;
};

static gboolean find_own (TdTx *tx, struct standing *s, GError **error)
{
    g_autoptr (GPtrArray) speakers = td_speakers_load (tx, s->sitting->meeting->id, error);

    for (guint i = 0; speakers != NULL && i < speakers->len && s->own == NULL; i++) {
        gboolean own = FALSE;
        if (!td_speaker_is_own (tx, speakers->pdata[i], s->viewer, &own, error))
            return FALSE;
        if (own)
            s->own = g_steal_pointer (&speakers->pdata[i]);
    }
    return speakers != NULL;
}

static gboolean stand_in (TdTx *tx, gpointer data, GError **error)
{
    struct standing *s = data;
    const TdSeat *seat = s->sitting->seat;
    const char *who = seat == NULL ? NULL : seat->person != NULL ? seat->person : seat->id;

    s->hand = -1;
    s->live = td_live_now (tx, s->sitting->meeting->id, error);
    return s->live != NULL && td_keeper_speaker (tx, s->live, &s->speaker, error) && find_own (tx, s, error)
           && (who == NULL || td_live_hand_place (tx, s->sitting->meeting->id, who, &s->hand, error))
           && td_place_of (tx, s->sitting->meeting, s->viewer, &s->place, error)
           && (s->channels = td_channels_in (tx, s->sitting->meeting, s->viewer, error)) != NULL
           && td_live_may_closed (tx, s->sitting->meeting, s->viewer, &s->may_closed, error);
}

static void standing_clear (struct standing *s)
{
    g_clear_pointer (&s->live, td_live_free);
    g_clear_pointer (&s->speaker, td_speaker_free);
    g_clear_pointer (&s->own, td_speaker_free);
    g_clear_pointer (&s->place, td_place_free);
    g_clear_pointer (&s->channels, g_ptr_array_unref);
}

static GArray *language_rows (TdInstance *instance, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Language));

    for (gsize i = 0; instance->profile->languages[i] != NULL; i++) {
        const char *tag = instance->profile->languages[i];
        const Language row = { .tag = tag, .label = keep (strings, td_language_name (tag, tag)) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static void add_caption (GArray *rows, const char *tag, GPtrArray *strings)
{
    const Caption row = { .tag = keep (strings, g_strdup (tag)), .label = keep (strings, td_language_name (tag, tag)) };

    g_array_append_val (rows, row);
}

/* The profile's languages, and whichever else somebody types in. */
static GArray *caption_rows (TdInstance *instance, const GPtrArray *channels, GPtrArray *strings)
{
    const char *const *usual = instance->profile->languages;
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Caption));

    for (gsize i = 0; usual[i] != NULL; i++)
        add_caption (rows, usual[i], strings);
    for (guint i = 0; i < channels->len; i++) {
        const char *tag = ((const TdChannel *) channels->pdata[i])->language;
        if (!g_strv_contains (usual, tag))
            add_caption (rows, tag, strings);
    }
    return rows;
}

static GArray *recording_rows (TdRequest *request, const TdSitting *sitting, GPtrArray *strings, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) list = td_recording_list (instance, sitting->meeting, error);
    GArray *rows;

    if (list == NULL)
        return NULL;
    rows = g_array_new (FALSE, TRUE, sizeof (Recording));
    for (guint i = 0; i < list->len; i++) {
        const TdRecording *r = list->pdata[i];
        const Recording row = {
            .when = keep (strings, td_words_instant (locale, r->began, sitting->meeting->zone)),
            .size = keep (strings, g_format_size ((guint64) r->bytes)),
            .file = keep (strings, g_strdup_printf ("/%s/meetings/%s/recordings/%s", locale, r->meeting, r->id)),
        };
        if (r->blob != NULL)
            g_array_append_val (rows, row);
    }
    return rows;
}

static gboolean show (TdRequest *request, const TdSitting *sitting, int status, const char *message, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdMeeting *meeting = sitting->meeting;
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) languages = language_rows (instance, strings);
    g_autoptr (GArray) recordings = recording_rows (request, sitting, strings, error);
    g_autoptr (GArray) captions = NULL;
    struct standing s = { .sitting = sitting, .viewer = td_request_viewer (request) };
    gboolean hides;

    if (recordings == NULL || !td_store_read (instance->store, stand_in, &s, error)) {
        standing_clear (&s);
        return FALSE;
    }
    hides = s.live->closed_part && !s.may_closed;
    captions = caption_rows (instance, s.channels, strings);
    const struct html_room page = {
        .title = keep (strings, td_room_title (request, meeting)),
        .begins = keep (strings, td_words_instant (locale, meeting->begins, meeting->zone)),
        .closed = meeting->closed,
        .open = td_room_is_open (instance, meeting, s.live),
        .over = s.live->phase == TD_LIVE_OVER || meeting->status == TD_MEETING_CANCELLED,
        .kind = td_seat_kind_label (sitting->kind),
        .sits = sitting->seat != NULL,
        .may_speak = sitting->may_speak,
        .interprets = sitting->kind == TD_SEAT_INTERPRETER,
        .leads = sitting->leads,
        .plans = td_meeting_viewer_may (instance, meeting, s.viewer, TD_ACT_MEETING_PLAN, NULL),
        .ours = s.place != NULL && s.place->remote == TD_REMOTE_OURS,
        .reads = td_meeting_viewer_may (instance, meeting, s.viewer, TD_ACT_MEETING_ATTEND, NULL),
        .known = sitting->by_link || s.viewer->person != NULL,
        .hand_up = s.hand >= 0,
        .before = MAX (s.hand, 0),
        .recording = s.live->recording,
        .speaker = hides || s.speaker == NULL ? NULL : s.speaker->shown,
        .name = s.own != NULL ? s.own->shown : F (request, "name"),
        .by_link = sitting->by_link,
        .meeting = keep (strings, g_strdup_printf ("/%s/meetings/%s", locale, meeting->id)),
        .action = keep (strings, room_path (request, meeting->id)),
        .script = td_static_address ("room.js"),
        .lines = td_static_address ("lines.js"),
        .language = sitting->seat != NULL ? sitting->seat->language : NULL,
        .link = s.place != NULL && s.place->link != NULL ? s.place->link : "",
        .dial_in = s.place != NULL ? s.place->dial_in : NULL,
        .codes = s.place != NULL ? s.place->codes : NULL,
        .message = message,
        .message_kind = status == 200 ? "note" : "warning",
        .languages = (const Language *) (void *) languages->data,
        .n_languages = languages->len,
        .captions = (const Caption *) (void *) captions->data,
        .n_captions = captions->len,
        .recordings = (const Recording *) (void *) recordings->data,
        .n_recordings = recordings->len,
    };
    html_room (td_request_html (request), &page);
    td_reply_html (request, status);
    standing_clear (&s);
    return TRUE;
}

static gboolean elsewhere (TdInstance *instance, const TdSitting *sitting, const char *device)
{
    return sitting->seat != NULL && !td_seat_is_of (instance, sitting, device);
}

static gboolean reply_state (TdRequest *request, const TdSitting *sitting, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    json_t *state = NULL;

    if (sitting->seat == NULL || elsewhere (instance, sitting, td_request_cookie (request, TD_SEAT_COOKIE)))
        state = json_pack ("{s:b}", "sits", FALSE);
    else if (!td_talk_state (instance, sitting, td_request_viewer (request), F (request, "captions"), &state, error))
        return FALSE;
    td_reply_json (request, 200, state);
    return TRUE;
}

gboolean td_room_page (TdRequest *request, GError **error)
{
    const TdSeatAsker asker = asker_of (request);
    g_autoptr (TdSitting) sitting = NULL;

    td_reply_header (request, "Cache-Control", "no-store");
    sitting = td_seat_look (td_request_instance (request), &asker, td_request_part (request, "id"), error);
    if (sitting == NULL)
        return FALSE;
    if (td_request_wants_json (request))
        return reply_state (request, sitting, error);
    td_room_allow_devices (request);
    return show (request, sitting, 200, NULL, error);
}

/* ---- what is asked ---- */

typedef struct {
    TdRequest *request;
    TdInstance *instance;
    const TdSitting *sitting;
    const TdViewer *viewer;
    TdLine line;
    json_t *answer; /* or NULL: nothing but that it was done */
} Ask;

static gboolean wrong_line (GError **error)
{
    g_set_error_literal (error, TD_ROOM_ERROR, TD_ERROR_INPUT,
                         "This is nothing that a room has. Enter the room again.");
    return FALSE;
}

static gboolean do_offer (Ask *a, GError **error)
{
    if (!td_line_from_word (F (a->request, "line"), &a->line))
        return wrong_line (error);
    return td_talk_offer (a->instance, a->sitting, a->viewer, a->line, F (a->request, "language"),
                          F (a->request, "sdp"), &a->answer, error);
}

static gboolean do_picture (Ask *a, GError **error)
{
    return td_talk_picture (a->instance, a->sitting, F (a->request, "sdp"), error);
}

static gboolean do_cut (Ask *a, GError **error)
{
    if (!td_line_from_word (F (a->request, "line"), &a->line))
        return wrong_line (error);
    td_talk_cut (a->instance, a->sitting, a->line);
    return TRUE;
}

static gboolean do_low (Ask *a, GError **error)
{
    return td_talk_low (a->instance, a->sitting, g_str_equal (F (a->request, "on"), "1"), error);
}

static gboolean do_speak (Ask *a, GError **error)
{
    return td_talk_speak (a->instance, a->sitting, g_str_equal (F (a->request, "on"), "1"), error);
}

/* Under which name: what was typed, else as the list of speakers says. */
static gboolean do_raise (Ask *a, GError **error)
{
    struct standing s = { .sitting = a->sitting, .viewer = a->viewer };
    const char *name = F (a->request, "name");
    gboolean ok = td_store_read (a->instance->store, stand_in, &s, error)
                  && td_talk_hand (a->instance, a->sitting, a->viewer,
                                   *name == '\0' && s.own != NULL ? s.own->shown : name, TRUE, error);

    standing_clear (&s);
    return ok;
}

static gboolean do_lower (Ask *a, GError **error)
{
    return td_talk_hand (a->instance, a->sitting, a->viewer, "", FALSE, error);
}

static gboolean do_leave (Ask *a, GError **error)
{
    (void) error;
    td_talk_leave (a->instance, a->sitting);
    return TRUE;
}

static const struct {
    const char *word;
    gboolean (*run) (Ask *ask, GError **error);
} asks[] = {
    { "offer", do_offer }, { "picture", do_picture }, { "cut", do_cut },     { "low", do_low },
    { "speak", do_speak }, { "raise", do_raise },     { "lower", do_lower }, { "leave", do_leave },
};

static gboolean run_ask (Ask *ask, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS (asks); i++)
        if (g_str_equal (asks[i].word, F (ask->request, "do")))
            return asks[i].run (ask, error);
    return wrong_line (error);
}

/* ---- posting ---- */

static gboolean reply_done (TdRequest *request, const TdSitting *sitting, json_t *take_answer)
{
    g_autofree char *path = NULL;

    if (td_request_wants_json (request)) {
        td_reply_json (request, 200, take_answer != NULL ? take_answer : json_object ());
        return TRUE;
    }
    if (take_answer != NULL)
        json_decref (take_answer);
    path = room_path (request, sitting->meeting->id);
    td_reply_redirect (request, path);
    return TRUE;
}

/* What whoever sent it can do something about comes back with the page; all else is an error page. */
static gboolean reply_problem (TdRequest *request, const TdSitting *sitting, GError *take_problem, GError **error)
{
    g_autoptr (GError) problem = take_problem;
    int code = (int) td_error_code (problem);

    if (td_request_wants_json (request) || (code != TD_ERROR_INPUT && code != TD_ERROR_CONFLICT)) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    td_room_allow_devices (request);
    return show (request, sitting, code == TD_ERROR_INPUT ? 422 : 409, problem->message, error);
}

/* Enters: takes the seat for this browser. */
static gboolean enter (TdRequest *request, const TdSitting *looked, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    TdSeatAsker asker = asker_of (request);
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdSitting) sitting = NULL;
    gboolean over = g_str_equal (F (request, "over"), "1");
    json_t *state = NULL;
    gboolean there = looked->seat != NULL && td_hub_is_there (td_hub_of (instance), looked->seat->id);

    asker.device = keep (strings, td_room_device (request));
    sitting = td_seat_take (instance, &asker, looked->meeting->id, there, over, &problem);
    if (sitting == NULL)
        return reply_problem (request, looked, g_steal_pointer (&problem), error);
    if (there && over)
        td_talk_put_out (instance, looked->meeting->id, looked->seat->id);
    if (!td_request_wants_json (request))
        return reply_done (request, sitting, NULL);
    if (!td_talk_state (instance, sitting, asker.viewer, "", &state, error))
        return FALSE;
    return reply_done (request, sitting, state);
}

gboolean td_room_post (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdSeatAsker asker = asker_of (request);
    g_autoptr (TdSitting) sitting = NULL;
    g_autoptr (GError) problem = NULL;
    Ask ask = { .request = request, .instance = instance, .viewer = asker.viewer };

    td_reply_header (request, "Cache-Control", "no-store");
    sitting = td_seat_look (instance, &asker, td_request_part (request, "id"), error);
    if (sitting == NULL)
        return FALSE;
    if (g_str_equal (F (request, "do"), "enter"))
        return enter (request, sitting, error);
    if (sitting->seat == NULL || elsewhere (instance, sitting, asker.device)) {
        g_set_error_literal (&problem, TD_ROOM_ERROR, TD_ERROR_CONFLICT,
                             "You are not in this room, or entered it in another browser. Enter it here first.");
        return reply_problem (request, sitting, g_steal_pointer (&problem), error);
    }
    ask.sitting = sitting;
    if (!run_ask (&ask, &problem))
        return reply_problem (request, sitting, g_steal_pointer (&problem), error);
    return reply_done (request, sitting, ask.answer);
}
