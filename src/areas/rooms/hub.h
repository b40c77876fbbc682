/* Who is in which room now, in this process, and its session at Janus; private to this area.
 *
 * Nothing here is kept: a browser that is in a room asks for its state every few seconds, and enters again when the session's number
 * (generation) is another than the one it entered with, because Janus or this server started anew.
 *
 * Threads: any. A session is freed half a minute after it was lost, when nobody waits for it any more.
 */
#pragma once

#include "areas/rooms/seat.h"
#include "meeting/room.h"

/* What joins a browser with Janus: its place on the floor, in an interpreter's channel, its camera, the picture that it sees. */
typedef enum { TD_LINE_FLOOR, TD_LINE_CHANNEL, TD_LINE_CAMERA, TD_LINE_PICTURE, TD_N_LINES } TdLine;
gboolean td_line_from_word (const char *word, TdLine *ret_line); /* "floor", "channel", "camera", "picture" */

typedef struct {
    TdSeat *seat;
    TdViewer viewer; /* of the account, a copy; all zero for a link */
    TdSeatKind kind;
    gboolean leads;
    gboolean may_closed;         /* may be in the closed part */
    gboolean speaking;           /* who leads: has the microphone on */
    gboolean low;                /* audio alone, few bits */
    char *channel;               /* the language of TD_LINE_CHANNEL, or NULL */
    guint64 handles[TD_N_LINES]; /* 0: none */
    gint64 generation;           /* of the session that they belong to */
    gint64 seen;                 /* monotonic */
} TdPresence;

typedef struct TdHub TdHub;
/* The hub of this instance in this process; made on first use. */
TdHub *td_hub_of (TdInstance *instance);
/* Ends it; for tests, which open many instances. */
void td_hub_end (TdInstance *instance);

/* The session, opened where it is not or was lost. *ret_generation: its number. Borrowed, valid for half a minute. */
TdJanus *td_hub_janus (TdHub *hub, gint64 *ret_generation, GError **error);
/* The number of the session that is there now; 0: none. Asks nothing. */
gint64 td_hub_generation (TdHub *hub);

/* The sitting's browser is there: notes it, makes the presence where there is none. */
void td_hub_seen (TdHub *hub, const TdSitting *sitting, const TdViewer *viewer, gboolean may_closed);
gboolean td_hub_is_there (TdHub *hub, const char *seat);
/* Copies of those who are in this meeting. Of TdPresence, owned by the caller. */
GPtrArray *td_hub_present (TdHub *hub, const char *meeting);
/* A copy, or NULL. */
TdPresence *td_hub_get (TdHub *hub, const char *seat);
void td_presence_free (TdPresence *presence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPresence, td_presence_free)
/* Ids of meetings in whose rooms somebody is; free it. */
GStrv td_hub_meetings (TdHub *hub);

void td_hub_set_speaking (TdHub *hub, const char *seat, gboolean speaking);
void td_hub_set_low (TdHub *hub, const char *seat, gboolean low);
/* A new handle for this line; the one before is let go of. channel: for TD_LINE_CHANNEL. */
gboolean td_hub_line (TdHub *hub, const char *seat, TdLine line, const char *channel, TdJanus **ret_janus,
                      guint64 *ret_handle, GError **error);
void td_hub_cut (TdHub *hub, const char *seat, TdLine line);
/* Lets go of all its handles and forgets it. */
void td_hub_leave (TdHub *hub, const char *seat);
/* Forgets those who were not seen for a while. */
void td_hub_sweep (TdHub *hub);

/* What the keeper has to remember of a meeting: which recording runs in which session. NULL: none. Free it. */
char *td_hub_recording (TdHub *hub, const char *meeting, gint64 *ret_generation);
void td_hub_set_recording (TdHub *hub, const char *meeting, const char *recording, gint64 generation);
