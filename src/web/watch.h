/* Cuts those who are too slow. MHD's own timeout sees only silence; somebody who sends a letter a second is never silent.
 *
 *   waiting for a request's head   90 seconds from the connection or the last reply (so idle ones go too)
 *   body                           TD_LIMIT_REQUEST_SECONDS in all, and after ten seconds TD_LIMIT_REQUEST_LEAST_RATE
 *   reply                          TD_LIMIT_REQUEST_SECONDS to take it
 *   while a handler works          no limit: that is ours
 *   a stream (web/events.h)        no limit; a peer that takes nothing for a minute is MHD's to close
 */
#pragma once

#include <glib.h>
#include <microhttpd.h>

/* BODY_LONG: a body that brings a file, which may last TD_LIMIT_FILE_REQUEST_SECONDS, as long as it keeps its rate. */
typedef enum {
    TD_PHASE_HEAD,
    TD_PHASE_BODY,
    TD_PHASE_BODY_LONG,
    TD_PHASE_WORK,
    TD_PHASE_REPLY,
    TD_PHASE_STREAM
} TdPhase;

typedef struct TdWatch TdWatch;
typedef struct TdPeer TdPeer; /* one connection */

typedef struct TdWatchLimits {
    int head_seconds, body_seconds, reply_seconds;
    int grace_seconds; /* before the rate counts */
    int least_rate;    /* bytes a second */
} TdWatchLimits;

TdWatch *td_watch_new (const TdWatchLimits *limits); /* starts its thread */
/* After the daemon has stopped. */
void td_watch_free (TdWatch *watch);

TdPeer *td_watch_add (TdWatch *watch, int fd);
void td_watch_remove (TdWatch *watch, TdPeer *peer);
void td_peer_phase (TdPeer *peer, TdPhase phase); /* from the connection's event thread, or while it is suspended */
void td_peer_bytes (TdPeer *peer, gsize size);
/* Closes all that wait for a next request: at a graceful stop. */
void td_watch_cut_idle (TdWatch *watch);
