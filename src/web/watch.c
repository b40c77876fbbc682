#include "web/watch.h"

#include "base/limits.h"
#include <sys/socket.h>

struct TdPeer {
    int fd;
    gint phase;   /* atomic */
    gint64 since; /* atomic: monotonic, when the phase began */
    gint64 bytes; /* atomic: of the body so far */
    GList link;
};

struct TdWatch {
    TdWatchLimits limits;
    GMutex lock;
    GCond wake;
    GQueue peers;
    gboolean closing;
    GThread *thread;
};

static gboolean too_slow (const TdWatchLimits *limits, TdPeer *peer, gint64 now)
{
    double seconds = (double) (now - __atomic_load_n (&peer->since, __ATOMIC_RELAXED)) / G_USEC_PER_SEC;
    double bytes = (double) __atomic_load_n (&peer->bytes, __ATOMIC_RELAXED);

    switch (g_atomic_int_get (&peer->phase)) {
    case TD_PHASE_HEAD: return seconds > limits->head_seconds;
    case TD_PHASE_BODY:
        return seconds > limits->body_seconds
               || (seconds > limits->grace_seconds && bytes < seconds * limits->least_rate);
    case TD_PHASE_BODY_LONG:
        return seconds > TD_LIMIT_FILE_REQUEST_SECONDS
               || (seconds > limits->grace_seconds && bytes < seconds * limits->least_rate);
    case TD_PHASE_REPLY: return seconds > limits->reply_seconds;
    default: return FALSE;
    }
}

/* The lock is held, so the descriptor is still this connection's: MHD says that one is closed before it closes it. */
static void cut (TdPeer *peer)
{
    shutdown (peer->fd, SHUT_RDWR);
}

static gpointer look (gpointer data)
{
    TdWatch *watch = data;

    g_mutex_lock (&watch->lock);
    while (!watch->closing) {
        gint64 now = g_get_monotonic_time ();

        for (GList *l = watch->peers.head; l != NULL; l = l->next) {
            if (too_slow (&watch->limits, l->data, now))
                cut (l->data);
        }
        g_cond_wait_until (&watch->wake, &watch->lock, now + G_USEC_PER_SEC / 2);
    }
    g_mutex_unlock (&watch->lock);
    return NULL;
}

TdWatch *td_watch_new (const TdWatchLimits *limits)
{
    TdWatch *watch = g_new0 (TdWatch, 1);

    watch->limits = *limits;
    g_mutex_init (&watch->lock);
    g_cond_init (&watch->wake);
    g_queue_init (&watch->peers);
    watch->thread = g_thread_new ("watch", look, watch);
    return watch;
}

void td_watch_free (TdWatch *watch)
{
    if (watch == NULL)
        return;
    g_mutex_lock (&watch->lock);
    watch->closing = TRUE;
    g_cond_signal (&watch->wake);
    g_mutex_unlock (&watch->lock);
    g_thread_join (watch->thread);
    g_mutex_clear (&watch->lock);
    g_cond_clear (&watch->wake);
    g_free (watch);
}

TdPeer *td_watch_add (TdWatch *watch, int fd)
{
    TdPeer *peer = g_new0 (TdPeer, 1);

    peer->fd = fd;
    peer->link.data = peer;
    td_peer_phase (peer, TD_PHASE_HEAD);
    g_mutex_lock (&watch->lock);
    g_queue_push_tail_link (&watch->peers, &peer->link);
    g_mutex_unlock (&watch->lock);
    return peer;
}

void td_watch_remove (TdWatch *watch, TdPeer *peer)
{
    g_mutex_lock (&watch->lock);
    g_queue_unlink (&watch->peers, &peer->link);
    g_mutex_unlock (&watch->lock);
    g_free (peer);
}

void td_peer_phase (TdPeer *peer, TdPhase phase)
{
    __atomic_store_n (&peer->since, g_get_monotonic_time (), __ATOMIC_RELAXED);
    __atomic_store_n (&peer->bytes, 0, __ATOMIC_RELAXED);
    g_atomic_int_set (&peer->phase, (gint) phase);
}

void td_peer_bytes (TdPeer *peer, gsize size)
{
    __atomic_add_fetch (&peer->bytes, (gint64) size, __ATOMIC_RELAXED);
}

void td_watch_cut_idle (TdWatch *watch)
{
    g_mutex_lock (&watch->lock);
    for (GList *l = watch->peers.head; l != NULL; l = l->next) {
        TdPeer *peer = l->data;

        if (g_atomic_int_get (&peer->phase) == TD_PHASE_HEAD)
            cut (peer);
    }
    g_mutex_unlock (&watch->lock);
}
