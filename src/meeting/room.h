/* The rooms of a meeting at Janus: how they are named, made, entered, and who is heard in them.
 *
 * A meeting has an AudioBridge room for its floor, one for each language that is interpreted, and a VideoRoom. Their names are made of the
 * meeting's id and the channel, so that whoever knows the meeting finds them: "h4k2…-floor", "h4k2…-fr", and "h4k2…" for video.
 * All are private, live in Janus's memory alone and are made anew when it has died. Whether somebody may enter is never decided
 * here: the door was asked before (areas/rooms, areas/telephone).
 *
 * Everybody enters muted. Who is heard follows from the speakers' list alone: areas/rooms (keeper.h) unmutes the participants that may be
 * heard and mutes all others, whenever the floor goes on, somebody enters, or Janus came back. A participant is known by its id:
 *
 *   "web-SEAT"     a browser; SEAT is the id of its seat (areas/rooms/seat.h)
 *   "phone-CALL"   a caller; CALL is the telephone gateway's own id of the call, at most 40 letters, digits and dashes
 *
 * and the area that owns the beginning of the id says whether it may be heard (areas/rooms/heard.h).
 *
 * Example (a telephone call that comes in; the caller's RTP is relayed by the gateway, which so sees RFC 4733 keys):
 *   td_room_make (janus, meeting, TD_ROOM_FLOOR, &error);
 *   td_room_enter_rtp (janus, meeting, TD_ROOM_FLOOR, &(TdRoomRtp){ .id = "phone-17", .ip = "127.0.0.1", .port = 40210 }, &place, &error);
 *   ... send G.711 mu-law, 20 ms a packet, payload type 0, to place.ip:place.port; Janus sends to 127.0.0.1:40210 once it received a packet
 *   td_janus_detach (janus, place.handle);
 */
#pragma once

#include "meeting/janus.h"

#define TD_ROOM_FLOOR "floor"

/* Free it. channel: TD_ROOM_FLOOR or a language ("fr"). */
char *td_room_name (const char *meeting, const char *channel);

/* Makes the room where it is not there yet. */
gboolean td_room_make (TdJanus *janus, const char *meeting, const char *channel, GError **error);
/* Puts everybody out; fine where there is no room. */
gboolean td_room_end (TdJanus *janus, const char *meeting, const char *channel, GError **error);

typedef struct {
    char *id;
    gboolean muted;
    gboolean ready; /* its media has come up */
} TdRoomParticipant;
void td_room_participant_free (TdRoomParticipant *participant);
/* TdRoomParticipant, owned by the caller. TD_ERROR_NOT_FOUND: no such room now. */
GPtrArray *td_room_list (TdJanus *janus, const char *meeting, const char *channel, GError **error);

gboolean td_room_mute (TdJanus *janus, const char *meeting, const char *channel, const char *participant,
                       gboolean muted, GError **error);
gboolean td_room_put_out (TdJanus *janus, const char *meeting, const char *channel, const char *participant,
                          GError **error);

/* ---- entering ---- */

/* A participant of plain RTP. */
typedef struct {
    const char *id; /* "phone-…" */
    const char *ip; /* where Janus sends to: always this machine */
    int port;
} TdRoomRtp;
typedef struct {
    guint64 handle;
    char ip[64]; /* where to send to */
    int port;
} TdRoomPlace;
/* Enters muted. TD_ERROR_CONFLICT: somebody of this id is there. */
gboolean td_room_enter_rtp (TdJanus *janus, const char *meeting, const char *channel, const TdRoomRtp *rtp,
                            TdRoomPlace *ret_place, GError **error);

/* A browser: its offer comes with it, ret_answer's jsep is the answer. bits: of Opus in a second, both ways. */
gboolean td_room_enter_web (TdJanus *janus, guint64 handle, const char *meeting, const char *channel, const char *id,
                            int bits, json_t *take_offer, TdJanusAnswer *ret_answer, GError **error);
/* What Janus sends to a participant from now on. */
gboolean td_room_bits (TdJanus *janus, guint64 handle, int bits, GError **error);

/* ---- recording the floor ---- */

/* name: of the file in td_janus_recordings (). A second begin with the same name writes a new file over the old, so a name is used once. */
gboolean td_room_record (TdJanus *janus, const char *meeting, gboolean on, const char *name, GError **error);

/* ---- video ---- */

/* Who has the floor is seen: at most TD_ROOM_VIDEO_SPEAKERS publish at a time, of so many bits. */
enum {
    TD_ROOM_VIDEO_SPEAKERS = 3,
    TD_ROOM_VIDEO_BITS = 256000,
    TD_ROOM_AUDIO_BITS = 48000,
    TD_ROOM_AUDIO_LOW_BITS = 24000
};

gboolean td_room_make_video (TdJanus *janus, const char *meeting, GError **error);
gboolean td_room_publish (TdJanus *janus, guint64 handle, const char *meeting, const char *id, json_t *take_offer,
                          TdJanusAnswer *ret_answer, GError **error);
/* ret_answer's jsep is Janus's offer; td_room_watch_start gives it the browser's answer. */
gboolean td_room_watch (TdJanus *janus, guint64 handle, const char *meeting, const char *publisher,
                        TdJanusAnswer *ret_answer, GError **error);
gboolean td_room_watch_start (TdJanus *janus, guint64 handle, const char *meeting, json_t *take_answer, GError **error);
