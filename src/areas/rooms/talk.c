/* What a browser in a room asks for. Contract in talk.h. */
#include "areas/rooms/talk.h"

#include "areas/live/hand.h"
#include "areas/live/step.h"
#include "areas/programme/place.h"
#include "areas/questions/caption.h"
#include "areas/rooms/keeper.h"
#include "base/base.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/clean.h"
#include "text/language.h"

#include <string.h>

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_ROOM_ERROR, code, message);
    return FALSE;
}

gboolean td_room_is_open (TdInstance *instance, const TdMeeting *meeting, const TdLive *live)
{
    gint64 now = td_clock_now (&instance->clock);

    return meeting->status == TD_MEETING_ON && live->phase != TD_LIVE_OVER
           && now >= meeting->begins - TD_LIMIT_ROOM_HOURS_BEFORE * G_TIME_SPAN_HOUR
           && now < meeting->ends + TD_LIMIT_ROOM_HOURS_AFTER * G_TIME_SPAN_HOUR;
}

/* ---- what stands ---- */

typedef struct {
    TdInstance *instance;
    const TdSitting *sitting;
    const TdViewer *viewer;
    TdPresence *presence; /* of this browser, once it is noted */
    TdLive *live;
    TdSpeaker *speaker;
    gboolean ours, may_closed, heard, waits;
    int hand;           /* how many hands are up before theirs; -1: theirs is not */
    const char *wished; /* language of captions that was asked for; "": none was */
    char *captions;     /* the last lines that were typed, where they were asked for or on a slow line; or NULL */
    char *language;     /* of captions */
    json_t *captioned;  /* name of each language in which there are any, by its tag; or NULL */
} Look;

static void look_clear (Look *l)
{
    g_clear_pointer (&l->presence, td_presence_free);
    g_clear_pointer (&l->live, td_live_free);
    g_clear_pointer (&l->speaker, td_speaker_free);
    g_clear_pointer (&l->captions, g_free);
    g_clear_pointer (&l->language, g_free);
    g_clear_pointer (&l->captioned, json_decref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, look_clear)

static const char *who_of (const TdSitting *sitting)
{
    return sitting->seat->person != NULL ? sitting->seat->person : sitting->seat->id;
}

static gboolean first_in (TdTx *tx, gpointer data, GError **error)
{
    Look *l = data;

    g_clear_pointer (&l->live, td_live_free);
    g_clear_pointer (&l->speaker, td_speaker_free);
    l->live = td_live_now (tx, l->sitting->meeting->id, error);
    if (l->live == NULL || !td_place_is_ours (tx, l->sitting->meeting, &l->ours, error)
        || !td_keeper_speaker (tx, l->live, &l->speaker, error)
        || !td_live_hand_place (tx, l->sitting->meeting->id, who_of (l->sitting), &l->hand, error))
        return FALSE;
    /* Who comes by link as interpreter or speaker is in the closed part like one who has an account. */
    if (l->sitting->by_link) {
        l->may_closed = l->sitting->kind == TD_SEAT_INTERPRETER || l->sitting->meeting->closed;
        return TRUE;
    }
    return td_live_may_closed (tx, l->sitting->meeting, l->viewer, &l->may_closed, error);
}

static gboolean second_in (TdTx *tx, gpointer data, GError **error)
{
    Look *l = data;

    return td_keeper_heard (tx, l->live, l->speaker, l->presence, &l->heard, error)
           && td_keeper_waits (tx, l->live, l->speaker, l->presence, &l->waits, error);
}

/* Reads what stands and notes that the browser is there. */
static gboolean look_at (Look *l, GError **error)
{
    TdHub *hub = td_hub_of (l->instance);

    if (!td_store_read (l->instance->store, first_in, l, error))
        return FALSE;
    td_hub_seen (hub, l->sitting, l->viewer, l->may_closed);
    l->presence = td_hub_get (hub, l->sitting->seat->id);
    return td_store_read (l->instance->store, second_in, l, error);
}

/* What was asked for; else of the channel in which they listen, else of the one in which somebody typed last; NULL: in none. Owned by channels or l. */
static const char *caption_language (const Look *l, const GPtrArray *channels)
{
    const TdChannel *newest = NULL;

    if (*l->wished != '\0')
        return l->wished;
    for (guint i = 0; i < channels->len; i++) {
        const TdChannel *c = channels->pdata[i];
        if (g_strcmp0 (c->language, l->presence->channel) == 0)
            return c->language;
        if (newest == NULL || c->last > newest->last)
            newest = c;
    }
    return newest != NULL ? newest->language : NULL;
}

static gboolean captions_in (TdTx *tx, gpointer data, GError **error)
{
    enum { LINES = 3 };
    Look *l = data;
    const TdMeeting *meeting = l->sitting->meeting;
    g_autoptr (GPtrArray) channels = td_channels_in (tx, meeting, l->viewer, error);
    g_autoptr (GPtrArray) lines = NULL;
    g_autoptr (GString) text = g_string_new (NULL);
    TdCaptionAsk ask = { .last = LINES };

    g_clear_pointer (&l->captions, g_free);
    g_clear_pointer (&l->language, g_free);
    if (channels == NULL)
        return FALSE;
    ask.language = caption_language (l, channels);
    if (ask.language == NULL)
        return TRUE;
    lines = td_captions_in (tx, meeting, l->viewer, &ask, error);
    if (lines == NULL)
        return FALSE;
    for (guint i = 0; i < lines->len; i++)
        g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", ((TdCaption *) lines->pdata[i])->text);
    l->captions = g_string_free (g_steal_pointer (&text), FALSE);
    l->language = g_strdup (ask.language);
    return TRUE;
}

/* Languages in which there are captions that this viewer reads, each under its own name. */
static gboolean captioned_in (TdTx *tx, gpointer data, GError **error)
{
    Look *l = data;
    g_autoptr (GPtrArray) channels = td_channels_in (tx, l->sitting->meeting, l->viewer, error);

    g_clear_pointer (&l->captioned, json_decref);
    if (channels == NULL)
        return FALSE;
    l->captioned = json_object ();
    for (guint i = 0; i < channels->len; i++) {
        const char *tag = ((const TdChannel *) channels->pdata[i])->language;
        g_autofree char *name = td_language_name (tag, tag);
        json_object_set_new (l->captioned, tag, json_string (name));
    }
    return TRUE;
}

static gboolean may_be_seen (const Look *l)
{
    return l->heard && !l->presence->low && (l->speaker == NULL || !l->speaker->no_picture);
}

/* ---- the state ---- */

/* Into which languages somebody interprets now, and whose picture there is. */
static void add_others (json_t *state, TdHub *hub, const char *meeting, const char *own_seat)
{
    g_autoptr (GPtrArray) present = td_hub_present (hub, meeting);
    gint64 generation = td_hub_generation (hub);
    json_t *channels = json_array ();
    const char *picture = NULL;

    for (guint i = 0; i < present->len; i++) {
        const TdPresence *p = present->pdata[i];
        if (p->generation != generation || generation == 0)
            continue;
        if (p->kind == TD_SEAT_INTERPRETER && p->channel != NULL && p->handles[TD_LINE_CHANNEL] != 0)
            json_array_append_new (channels, json_string (p->channel));
        if (p->handles[TD_LINE_CAMERA] != 0 && !g_str_equal (p->seat->id, own_seat))
            picture = p->seat->id;
    }
    json_object_set_new (state, "people", json_integer (present->len));
    json_object_set_new (state, "channels", channels);
    json_object_set_new (state, "picture", picture != NULL ? json_string (picture) : json_null ());
}

static const char *phase_word (TdLivePhase phase)
{
    static const char *const words[] = { "not-yet", "runs", "paused", "over" };

    return words[phase];
}

static json_t *state_of (const Look *l)
{
    TdHub *hub = td_hub_of (l->instance);
    const char *shown = l->speaker != NULL ? l->speaker->shown : l->live->shown;
    json_t *state = json_object ();

    json_object_set_new (state, "generation", json_integer (td_hub_generation (hub)));
    json_object_set_new (state, "open", json_boolean (td_room_is_open (l->instance, l->sitting->meeting, l->live)));
    json_object_set_new (state, "step", json_integer (l->live->n));
    json_object_set_new (state, "phase", json_string (phase_word (l->live->phase)));
    json_object_set_new (state, "speaker", shown != NULL && !l->waits ? json_string (shown) : json_null ());
    json_object_set_new (state, "heard", json_boolean (l->heard));
    json_object_set_new (state, "seen", json_boolean (may_be_seen (l)));
    json_object_set_new (state, "waits", json_boolean (l->waits));
    json_object_set_new (state, "hand", json_boolean (l->hand >= 0));
    json_object_set_new (state, "hands_before", json_integer (MAX (l->hand, 0)));
    json_object_set_new (state, "list_closed", json_boolean (l->live->list_closed));
    json_object_set_new (state, "recording", json_boolean (l->live->recording));
    json_object_set_new (state, "speaking", json_boolean (l->presence->speaking));
    json_object_set_new (state, "low", json_boolean (l->presence->low));
    json_object_set_new (state, "captions", l->captions != NULL ? json_string (l->captions) : json_null ());
    json_object_set_new (state, "captions_language", l->language != NULL ? json_string (l->language) : json_null ());
    json_object_set_new (state, "captioned", l->captioned != NULL ? json_incref (l->captioned) : json_null ());
    add_others (state, hub, l->sitting->meeting->id, l->sitting->seat->id);
    return state;
}

/* A step that this browser shows first is put right at once, not at the next round. */
static gboolean differs (const Look *l)
{
    static GMutex lock;
    static GHashTable *steps; /* meeting -> number of the last step that was kept; as many as meetings of this run */
    int kept;

    g_mutex_lock (&lock);
    if (steps == NULL)
        steps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    kept = GPOINTER_TO_INT (g_hash_table_lookup (steps, l->live->meeting));
    if (kept != l->live->n)
        g_hash_table_insert (steps, g_strdup (l->live->meeting), GINT_TO_POINTER (l->live->n));
    g_mutex_unlock (&lock);
    return kept != l->live->n;
}

gboolean td_talk_state (TdInstance *instance, const TdSitting *sitting, const TdViewer *viewer, const char *captions,
                        json_t **ret_state, GError **error)
{
    g_auto (Look) l = { .instance = instance, .sitting = sitting, .viewer = viewer, .wished = captions };
    gint64 generation;

    if (!look_at (&l, error))
        return FALSE;
    td_hub_janus (td_hub_of (instance), &generation,
                  NULL); /* a room whose server died is asked for again by who is in it */
    if (differs (&l) && !td_keeper_keep (instance, sitting->meeting->id, error))
        return FALSE;
    if (!l.waits && !td_store_read (instance->store, captioned_in, &l, error))
        return FALSE;
    if ((l.presence->low || *captions != '\0') && !l.waits && !td_store_read (instance->store, captions_in, &l, error))
        return FALSE;
    *ret_state = state_of (&l);
    return TRUE;
}

/* ---- lines ---- */

/* Lines of SDP end in CR LF (RFC 8866, 5); forms bring LF. */
static json_t *jsep_of (const char *type, const char *sdp)
{
    g_auto (GStrv) lines = g_strsplit (sdp, "\n", -1);
    g_autoptr (GString) text = g_string_new (NULL);

    for (gsize i = 0; lines[i] != NULL; i++)
        if (*g_strchomp (lines[i]) != '\0')
            g_string_append_printf (text, "%s\r\n", lines[i]);
    return json_pack ("{s:s, s:s}", "type", type, "sdp", text->str);
}

static gboolean is_sdp (const char *sdp, GError **error)
{
    return (g_str_has_prefix (sdp, "v=0") && g_utf8_strlen (sdp, -1) <= TD_LIMIT_SDP_CHARACTERS)
           || fail (error, TD_ERROR_INPUT, "This browser sent no offer that a room could use. Enter the room again.");
}

static gboolean may_enter (const Look *l, GError **error)
{
    if (!l->ours)
        return fail (error, TD_ERROR_CONFLICT,
                     "This meeting has no room on this site. Its page says where it is and how to come in.");
    if (!td_room_is_open (l->instance, l->sitting->meeting, l->live))
        return fail (error, TD_ERROR_CONFLICT,
                     "This room is not open now. It opens an hour before the meeting; the page says when.");
    if (l->waits)
        return fail (error, TD_ERROR_CONFLICT,
                     "A closed part of the meeting runs now. Stay on this page: you are let in again when it ends.");
    return TRUE;
}

static char *id_of (const TdSitting *sitting)
{
    return g_strconcat ("web-", sitting->seat->id, NULL);
}

/* One who is there under this id is an old place of the same seat, which another server or a line that broke left behind. */
static gboolean enter (TdJanus *janus, guint64 handle, const char *meeting, const char *channel, const char *id,
                       int bits, const char *sdp, TdJanusAnswer *ret_answer, GError **error)
{
    for (int tries = 0;; tries++) {
        g_autoptr (GError) inner = NULL;
        if (td_room_enter_web (janus, handle, meeting, channel, id, bits, jsep_of ("offer", sdp), ret_answer, &inner))
            return TRUE;
        if (tries == 10 || !g_error_matches (inner, TD_JANUS_ERROR, TD_ERROR_CONFLICT)) {
            g_propagate_error (error, g_steal_pointer (&inner));
            return FALSE;
        }
        td_room_put_out (janus, meeting, channel, id, NULL);
        g_usleep (100 * 1000);
    }
}

static gboolean offer_audio (const Look *l, TdLine line, const char *channel, const char *sdp,
                             TdJanusAnswer *ret_answer, GError **error)
{
    const char *meeting = l->sitting->meeting->id, *seat = l->sitting->seat->id;
    TdHub *hub = td_hub_of (l->instance);
    g_autofree char *id = id_of (l->sitting);
    int bits = l->presence->low ? TD_ROOM_AUDIO_LOW_BITS : TD_ROOM_AUDIO_BITS;
    TdJanus *janus;
    guint64 handle;

    if (!td_hub_line (hub, seat, line, channel, &janus, &handle, error))
        return FALSE;
    if (!td_room_make (janus, meeting, channel, error)
        || !enter (janus, handle, meeting, channel, id, bits, sdp, ret_answer, error)) {
        td_hub_cut (hub, seat, line);
        return FALSE;
    }
    if (line == TD_LINE_FLOOR)
        return td_keeper_keep (l->instance, meeting, error);
    return l->sitting->kind != TD_SEAT_INTERPRETER || td_room_mute (janus, meeting, channel, id, FALSE, error);
}

static gboolean offer_camera (const Look *l, const char *sdp, TdJanusAnswer *ret_answer, GError **error)
{
    const char *meeting = l->sitting->meeting->id, *seat = l->sitting->seat->id;
    TdHub *hub = td_hub_of (l->instance);
    TdJanus *janus;
    guint64 handle;

    if (!may_be_seen (l))
        return fail (error, TD_ERROR_CONFLICT,
                     "Only who has the floor is seen. Your picture is sent when it is your turn.");
    if (!td_hub_line (hub, seat, TD_LINE_CAMERA, NULL, &janus, &handle, error))
        return FALSE;
    if (td_room_make_video (janus, meeting, error)
        && td_room_publish (janus, handle, meeting, seat, jsep_of ("offer", sdp), ret_answer, error))
        return TRUE;
    td_hub_cut (hub, seat, TD_LINE_CAMERA);
    return FALSE;
}

static gboolean offer_picture (const Look *l, const char *publisher, TdJanusAnswer *ret_answer, GError **error)
{
    const char *meeting = l->sitting->meeting->id, *seat = l->sitting->seat->id;
    TdHub *hub = td_hub_of (l->instance);
    TdJanus *janus;
    guint64 handle;

    if (!td_hub_line (hub, seat, TD_LINE_PICTURE, NULL, &janus, &handle, error))
        return FALSE;
    if (td_room_watch (janus, handle, meeting, publisher, ret_answer, error))
        return TRUE;
    td_hub_cut (hub, seat, TD_LINE_PICTURE);
    return FALSE;
}

static gboolean is_language (TdInstance *instance, const char *language)
{
    for (gsize i = 0; instance->profile->languages[i] != NULL; i++)
        if (g_str_equal (instance->profile->languages[i], language))
            return TRUE;
    return FALSE;
}

/* Interpreters by link have their language; others choose, of those in which the Committee works. */
static const char *channel_of (const Look *l, TdLine line, const char *language)
{
    if (line == TD_LINE_FLOOR)
        return TD_ROOM_FLOOR;
    if (l->sitting->kind == TD_SEAT_INTERPRETER && l->sitting->seat->language != NULL)
        language = l->sitting->seat->language;
    return is_language (l->instance, language) ? language : NULL;
}

static gboolean offer (const Look *l, TdLine line, const char *language, const char *sdp, TdJanusAnswer *ret_answer,
                       GError **error)
{
    const char *channel;

    if (line == TD_LINE_PICTURE)
        return offer_picture (l, language, ret_answer, error);
    if (!is_sdp (sdp, error))
        return FALSE;
    if (line == TD_LINE_CAMERA)
        return offer_camera (l, sdp, ret_answer, error);
    channel = channel_of (l, line, language);
    return channel != NULL
               ? offer_audio (l, line, channel, sdp, ret_answer, error)
               : fail (error, TD_ERROR_INPUT, "There is no channel of this language. Choose one of the list.");
}

gboolean td_talk_offer (TdInstance *instance, const TdSitting *sitting, const TdViewer *viewer, TdLine line,
                        const char *language, const char *sdp, json_t **ret_answer, GError **error)
{
    g_auto (Look) l = { .instance = instance, .sitting = sitting, .viewer = viewer };
    g_auto (TdJanusAnswer) answer = { NULL };
    const char *text;

    if (!look_at (&l, error) || !may_enter (&l, error) || !offer (&l, line, language, sdp, &answer, error))
        return FALSE;
    text = json_string_value (json_object_get (answer.jsep, "sdp"));
    if (text == NULL)
        return fail (error, TD_ERROR_BUSY, "The room's server gave no answer. Try again in a moment.");
    *ret_answer =
        json_pack ("{s:s, s:I}", "sdp", text, "generation", (json_int_t) td_hub_generation (td_hub_of (instance)));
    return TRUE;
}

gboolean td_talk_picture (TdInstance *instance, const TdSitting *sitting, const char *sdp, GError **error)
{
    TdHub *hub = td_hub_of (instance);
    g_autoptr (TdPresence) presence = td_hub_get (hub, sitting->seat->id);
    gint64 generation;
    TdJanus *janus;

    if (!is_sdp (sdp, error))
        return FALSE;
    janus = td_hub_janus (hub, &generation, error);
    if (janus == NULL)
        return FALSE;
    if (presence == NULL || presence->generation != generation || presence->handles[TD_LINE_PICTURE] == 0)
        return fail (error, TD_ERROR_CONFLICT, "This picture is not there any more. The next one comes by itself.");
    return td_room_watch_start (janus, presence->handles[TD_LINE_PICTURE], sitting->meeting->id,
                                jsep_of ("answer", sdp), error);
}

void td_talk_cut (TdInstance *instance, const TdSitting *sitting, TdLine line)
{
    td_hub_cut (td_hub_of (instance), sitting->seat->id, line);
}

void td_talk_leave (TdInstance *instance, const TdSitting *sitting)
{
    td_hub_leave (td_hub_of (instance), sitting->seat->id);
}

void td_talk_put_out (TdInstance *instance, const char *meeting, const char *seat)
{
    TdHub *hub = td_hub_of (instance);
    g_autofree char *id = g_strconcat ("web-", seat, NULL);
    gint64 generation;
    TdJanus *janus;

    td_hub_leave (hub, seat);
    janus = td_hub_janus (hub, &generation, NULL);
    if (janus != NULL) /* where another server let them in */
        td_room_put_out (janus, meeting, TD_ROOM_FLOOR, id, NULL);
}

/* ---- the rest ---- */

gboolean td_talk_low (TdInstance *instance, const TdSitting *sitting, gboolean low, GError **error)
{
    static const TdLine audio[] = { TD_LINE_FLOOR, TD_LINE_CHANNEL };
    TdHub *hub = td_hub_of (instance);
    g_autoptr (TdPresence) presence = NULL;
    gint64 generation;
    TdJanus *janus = td_hub_janus (hub, &generation, error);

    if (janus == NULL)
        return FALSE;
    td_hub_set_low (hub, sitting->seat->id, low);
    if (low) {
        td_hub_cut (hub, sitting->seat->id, TD_LINE_CAMERA);
        td_hub_cut (hub, sitting->seat->id, TD_LINE_PICTURE);
    }
    presence = td_hub_get (hub, sitting->seat->id);
    for (gsize i = 0; presence != NULL && presence->generation == generation && i < G_N_ELEMENTS (audio); i++)
        if (presence->handles[audio[i]] != 0
            && !td_room_bits (janus, presence->handles[audio[i]], low ? TD_ROOM_AUDIO_LOW_BITS : TD_ROOM_AUDIO_BITS,
                              error))
            return FALSE;
    return TRUE;
}

gboolean td_talk_speak (TdInstance *instance, const TdSitting *sitting, gboolean on, GError **error)
{
    if (!sitting->leads)
        return fail (error, TD_ERROR_NOT_ALLOWED,
                     "Only who has the floor is heard. Raise your hand; the chair gives the floor.");
    td_hub_set_speaking (td_hub_of (instance), sitting->seat->id, on);
    return td_keeper_keep (instance, sitting->meeting->id, error);
}

gboolean td_talk_hand (TdInstance *instance, const TdSitting *sitting, const TdViewer *viewer, const char *name,
                       gboolean up, GError **error)
{
    g_autofree char *shown =
        td_text_clean_line (sitting->by_link ? sitting->seat->name : name, TD_LIMIT_NAME_CHARACTERS);

    (void) viewer;
    if (!sitting->may_speak)
        return fail (error, TD_ERROR_NOT_ALLOWED,
                     "Observers listen. Who is to speak asks for the floor before the meeting.");
    if (up && (shown == NULL || *shown == '\0'))
        return fail (error, TD_ERROR_INPUT, "Say under which name you stand in the list of raised hands.");
    return td_live_hand (instance, sitting->meeting->id, who_of (sitting), shown != NULL ? shown : "", "room", up,
                         error);
}
