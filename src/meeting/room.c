#include "meeting/room.h"

#include "base/base.h"
#include "base/errors.h"

#include <string.h>

/* Interpreters need more than a telephone's band, and libopus spends the bits it is given where they are heard. */
enum { SAMPLING = 48000 };

char *td_room_name (const char *meeting, const char *channel)
{
    return g_strdup_printf ("%s-%s", meeting, channel);
}

/* Steals body; the answer is of no interest. */
static gboolean tell (TdJanus *janus, const char *plugin, json_t *take_body, GError **error)
{
    g_auto (TdJanusAnswer) answer = { NULL };

    return td_janus_ask (janus, plugin, take_body, &answer, error);
}

/* TRUE also where it failed with this code, which then says that there was nothing to do. */
static gboolean unless (gboolean ok, int code, GError **from, GError **error)
{
    if (ok)
        return TRUE;
    if (g_error_matches (*from, TD_JANUS_ERROR, code)) {
        g_clear_error (from);
        return TRUE;
    }
    g_propagate_error (error, g_steal_pointer (from));
    return FALSE;
}

gboolean td_room_make (TdJanus *janus, const char *meeting, const char *channel, GError **error)
{
    g_autofree char *room = td_room_name (meeting, channel);
    g_autoptr (GError) inner = NULL;
    json_t *body = json_pack ("{s:s, s:s, s:b, s:b, s:b, s:i, s:i, s:s}", "request", "create", "room", room,
                              "is_private", TRUE, "allow_rtp_participants", TRUE, "audiolevel_event", FALSE,
                              "sampling_rate", SAMPLING, "default_bitrate", TD_ROOM_AUDIO_BITS, "description", "");

    return unless (tell (janus, TD_JANUS_AUDIO, body, &inner), TD_ERROR_CONFLICT, &inner, error);
}

gboolean td_room_end (TdJanus *janus, const char *meeting, const char *channel, GError **error)
{
    g_autofree char *room = td_room_name (meeting, channel);
    g_autoptr (GError) inner = NULL;

    return unless (tell (janus, TD_JANUS_AUDIO, json_pack ("{s:s, s:s}", "request", "destroy", "room", room), &inner),
                   TD_ERROR_NOT_FOUND, &inner, error);
}

/* ---- who is there ---- */

void td_room_participant_free (TdRoomParticipant *participant)
{
    if (participant == NULL)
        return;
    g_free (participant->id);
    g_free (participant);
}

GPtrArray *td_room_list (TdJanus *janus, const char *meeting, const char *channel, GError **error)
{
    g_autofree char *room = td_room_name (meeting, channel);
    g_auto (TdJanusAnswer) answer = { NULL };
    GPtrArray *list;
    json_t *one;
    size_t i;

    if (!td_janus_ask (janus, TD_JANUS_AUDIO, json_pack ("{s:s, s:s}", "request", "listparticipants", "room", room),
                       &answer, error))
        return NULL;
    list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_room_participant_free);
    json_array_foreach (json_object_get (answer.data, "participants"), i, one)
    {
        TdRoomParticipant *participant = g_new0 (TdRoomParticipant, 1);

        participant->id = g_strdup (json_string_value (json_object_get (one, "id")));
        if (participant->id == NULL)
            participant->id = g_strdup ("");
        participant->muted = json_is_true (json_object_get (one, "muted"));
        participant->ready = json_is_true (json_object_get (one, "setup"));
        g_ptr_array_add (list, participant);
    }
    return list;
}

static gboolean about (TdJanus *janus, const char *request, const char *meeting, const char *channel,
                       const char *participant, GError **error)
{
    g_autofree char *room = td_room_name (meeting, channel);

    return tell (janus, TD_JANUS_AUDIO,
                 json_pack ("{s:s, s:s, s:s}", "request", request, "room", room, "id", participant), error);
}

gboolean td_room_mute (TdJanus *janus, const char *meeting, const char *channel, const char *participant,
                       gboolean muted, GError **error)
{
    return about (janus, muted ? "mute" : "unmute", meeting, channel, participant, error);
}

gboolean td_room_put_out (TdJanus *janus, const char *meeting, const char *channel, const char *participant,
                          GError **error)
{
    return about (janus, "kick", meeting, channel, participant, error);
}

/* ---- entering ---- */

gboolean td_room_enter_rtp (TdJanus *janus, const char *meeting, const char *channel, const TdRoomRtp *rtp,
                            TdRoomPlace *ret_place, GError **error)
{
    g_autofree char *room = td_room_name (meeting, channel);
    g_auto (TdJanusAnswer) answer = { NULL };
    const char *ip;
    guint64 handle;
    int port;

    if (!td_janus_attach (janus, TD_JANUS_AUDIO, &handle, error))
        return FALSE;
    if (!td_janus_message (janus, handle,
                           json_pack ("{s:s, s:s, s:s, s:b, s:s, s:{s:s, s:i, s:i}}", "request", "join", "room", room,
                                      "id", rtp->id, "muted", TRUE, "codec", "pcmu", "rtp", "ip", rtp->ip, "port",
                                      rtp->port, "payload_type", 0),
                           NULL, &answer, error)) {
        td_janus_detach (janus, handle);
        return FALSE;
    }
    ip = json_string_value (json_object_get (json_object_get (answer.data, "rtp"), "ip"));
    port = (int) json_integer_value (json_object_get (json_object_get (answer.data, "rtp"), "port"));
    if (ip == NULL || port <= 0 || port > G_MAXUINT16) {
        td_janus_detach (janus, handle);
        g_set_error_literal (error, TD_JANUS_ERROR, TD_ERROR_BUSY,
                             "The room's server gave no place for a call. Try again in a moment.");
        return FALSE;
    }
    ret_place->handle = handle;
    ret_place->port = port;
    g_strlcpy (ret_place->ip, ip, sizeof ret_place->ip);
    return TRUE;
}

gboolean td_room_enter_web (TdJanus *janus, guint64 handle, const char *meeting, const char *channel, const char *id,
                            int bits, json_t *take_offer, TdJanusAnswer *ret_answer, GError **error)
{
    g_autofree char *room = td_room_name (meeting, channel);

    return td_janus_message (janus, handle,
                             json_pack ("{s:s, s:s, s:s, s:b, s:i}", "request", "join", "room", room, "id", id, "muted",
                                        TRUE, "bitrate", bits),
                             take_offer, ret_answer, error);
}

gboolean td_room_bits (TdJanus *janus, guint64 handle, int bits, GError **error)
{
    g_auto (TdJanusAnswer) answer = { NULL };

    return td_janus_message (janus, handle, json_pack ("{s:s, s:i}", "request", "configure", "bitrate", bits), NULL,
                             &answer, error);
}

/* ---- recording ---- */

gboolean td_room_record (TdJanus *janus, const char *meeting, gboolean on, const char *name, GError **error)
{
    g_autofree char *room = td_room_name (meeting, TD_ROOM_FLOOR);
    json_t *body = json_pack ("{s:s, s:s, s:b}", "request", "enable_recording", "room", room, "record", on);

    if (on) {
        json_object_set_new (body, "record_dir", json_string (td_janus_recordings (janus)));
        json_object_set_new (body, "record_file", json_string (name));
    }
    return tell (janus, TD_JANUS_AUDIO, body, error);
}

/* ---- video ---- */

gboolean td_room_make_video (TdJanus *janus, const char *meeting, GError **error)
{
    g_autoptr (GError) inner = NULL;
    json_t *body = json_pack ("{s:s, s:s, s:b, s:i, s:i, s:b, s:s, s:s, s:i}", "request", "create", "room", meeting,
                              "is_private", TRUE, "publishers", TD_ROOM_VIDEO_SPEAKERS, "bitrate", TD_ROOM_VIDEO_BITS,
                              "bitrate_cap", TRUE, "videocodec", "vp8", "description", "", "fir_freq", 10);

    return unless (tell (janus, TD_JANUS_VIDEO, body, &inner), TD_ERROR_CONFLICT, &inner, error);
}

gboolean td_room_publish (TdJanus *janus, guint64 handle, const char *meeting, const char *id, json_t *take_offer,
                          TdJanusAnswer *ret_answer, GError **error)
{
    return td_janus_message (janus, handle,
                             json_pack ("{s:s, s:s, s:s, s:s}", "request", "joinandconfigure", "ptype", "publisher",
                                        "room", meeting, "id", id),
                             take_offer, ret_answer, error);
}

gboolean td_room_watch (TdJanus *janus, guint64 handle, const char *meeting, const char *publisher,
                        TdJanusAnswer *ret_answer, GError **error)
{
    return td_janus_message (janus, handle,
                             json_pack ("{s:s, s:s, s:s, s:[{s:s}]}", "request", "join", "ptype", "subscriber", "room",
                                        meeting, "streams", "feed", publisher),
                             NULL, ret_answer, error);
}

gboolean td_room_watch_start (TdJanus *janus, guint64 handle, const char *meeting, json_t *take_answer, GError **error)
{
    g_auto (TdJanusAnswer) answer = { NULL };

    return td_janus_message (janus, handle, json_pack ("{s:s, s:s}", "request", "start", "room", meeting), take_answer,
                             &answer, error);
}
