/* Janus by its HTTP interface: a session of ours at it, handles in that session, messages and events.
 *
 * Janus runs beside the server on the same machine (packaging/rooms.sh starts it) and listens on 127.0.0.1 alone; browsers and callers
 * never reach this interface, and each request carries a secret that is new at every start. Where it is and that secret stand in
 * DIR/rooms/janus.ini, which is read at each opening: so a server that was started before, and one whose Janus died, find it again.
 *
 * A TdJanus is one session of Janus. When Janus ends or forgets it, it is *lost* and stays so: every call answers TD_ERROR_BUSY,
 * `lost` is called once, and its owner frees it and opens another. Calls are allowed from any thread and wait (5 s at most); events
 * come on a thread of the session, which must not call back into the same session and wait for its answer.
 *
 * Example:
 *   g_autoptr (TdJanus) janus = td_janus_open (folder, &funcs, data, &error);
 *   td_janus_attach (janus, TD_JANUS_AUDIO, &handle, &error);
 *   body = json_pack ("{s:s, s:s, s:s}", "request", "join", "room", room, "id", id);
 *   td_janus_message (janus, handle, body, NULL, &answer, &error);
 *   ...
 *   td_janus_answer_clear (&answer);
 *
 * The rule: https://janus.conf.meetecho.com/docs/rest.html. Only what Debian's 1.1.2 answers is relied on (docs/ROOMS.md).
 */
#pragma once

#include <glib.h>
#include <jansson.h>

#define TD_JANUS_ERROR (td_janus_error_quark ())
GQuark td_janus_error_quark (void);

#define TD_JANUS_AUDIO "janus.plugin.audiobridge"
#define TD_JANUS_VIDEO "janus.plugin.videoroom"

/* What DIR/rooms/janus.ini says. */
typedef struct {
    char *url; /* http://127.0.0.1:PORT/janus */
    char *secret;
    char *recordings; /* the folder into which Janus records */
} TdJanusAddress;

/* TD_ERROR_NOT_FOUND: there is no Janus for this instance; rooms of ours cannot be held, all else goes on. */
gboolean td_janus_address_read (const char *folder, TdJanusAddress *ret_address, GError **error);
void td_janus_address_clear (TdJanusAddress *address);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdJanusAddress, td_janus_address_clear)

typedef struct TdJanus TdJanus;

typedef struct {
    /* An event of a handle that answers no message of ours: "webrtcup", "hangup", "media", "slowlink", or "event" of the plugin.
     * The event is Janus's whole object; borrowed. May be NULL. */
    void (*event) (guint64 handle, json_t *event, gpointer data);
    /* The session is lost. Its owner may free it from another thread only. May be NULL. */
    void (*lost) (gpointer data);
} TdJanusFuncs;

/* Begins a session and listens to its events. TD_ERROR_NOT_FOUND: no Janus is told of; TD_ERROR_BUSY: it does not answer. */
TdJanus *td_janus_open (const char *folder, const TdJanusFuncs *funcs, gpointer data, GError **error);
gboolean td_janus_is_lost (TdJanus *janus);
const char *td_janus_recordings (const TdJanus *janus);
/* Ends the session, and with it all its handles. NULL is fine. */
void td_janus_free (TdJanus *janus);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdJanus, td_janus_free)

/* A handle on a plugin: one participant of one room. Janus lets go of it at td_janus_detach or with the session; listening keeps
 * both alive, nothing else is to be sent. */
gboolean td_janus_attach (TdJanus *janus, const char *plugin, guint64 *ret_handle, GError **error);
void td_janus_detach (TdJanus *janus, guint64 handle);

typedef struct {
    json_t *data; /* what the plugin says; owned */
    json_t *jsep; /* {"type", "sdp"} or NULL; owned */
} TdJanusAnswer;
void td_janus_answer_clear (TdJanusAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdJanusAnswer, td_janus_answer_clear)

/* Asks the plugin and waits for what it says, in the answer or in the event that belongs to it. take_jsep may be NULL. A refusal of the
 * plugin is TD_ERROR_NOT_FOUND (no such room, nobody of this name), TD_ERROR_CONFLICT (room is there, name is taken) or
 * TD_ERROR_INPUT. */
gboolean td_janus_message (TdJanus *janus, guint64 handle, json_t *take_body, json_t *take_jsep,
                           TdJanusAnswer *ret_answer, GError **error);
/* The same at a handle that the session keeps for questions that belong to no participant (create, mute, list). */
gboolean td_janus_ask (TdJanus *janus, const char *plugin, json_t *take_body, TdJanusAnswer *ret_answer,
                       GError **error);
