/* The inside of live events, for this room alone: the hub, its topics and streams. Contract in events.h.
 *
 * One lock for all of it. It is held while MHD suspends or resumes a connection, and never while a look runs or a door is asked. */
#pragma once

#include "web/events.h"
#include <microhttpd.h>

typedef struct TdEvents TdEvents;
typedef struct TdStream TdStream;

typedef struct {
    gint64 id;
    GBytes *bytes; /* "event: …\ndata: …\n\n" */
} TdEvent;

struct TdTopic {
    TdEvents *hub;
    gint refs; /* atomic: the hub's table, each stream, a look that runs */
    char *name;
    guint keep;
    gboolean lasting;
    TdTopicLook look;
    gint64 position;     /* the look's */
    gboolean looked;     /* once at least */
    gboolean ended;      /* the door is shut */
    gint64 last;         /* id of the newest event */
    gint64 dropped;      /* id of the newest that is not kept any more */
    GQueue events;       /* TdEvent, the oldest first */
    GPtrArray *streams;  /* TdStream */
    gint64 idle;         /* monotonic: nobody follows since, or 0 */
    gboolean complained; /* a look failed, and it was logged */
};

struct TdStream {
    TdEvents *hub;
    struct MHD_Connection *connection;
    TdTopic *topics[TD_STREAM_TOPICS];
    gint64 seen[TD_STREAM_TOPICS]; /* id of the newest event that went out; -1: begins with what the first look adds */
    guint n_topics;
    GBytes *out; /* on its way, after head */
    char head[160];
    gsize head_size, sent; /* of head and out together */
    gboolean suspended, ended, comment;
    gint64 wrote;  /* monotonic */
    gint64 serial; /* names it while the lock is not held */
    TdStreamAgain again;
    char *key, *cookie;
    gint64 asked; /* monotonic: again */
};

struct TdEvents {
    TdInstance *instance;
    TdWhoFunc who;
    GMutex lock;
    GCond wake;
    GHashTable *topics;  /* by name */
    GHashTable *streams; /* by serial */
    gint64 serials;
    guint32 epoch; /* of ids that hold in this server alone */
    gboolean poked, closing;
    GThread *thread;
};

TdEvents *td_events_new (TdInstance *instance, TdWhoFunc who);
/* Whether TD_LIMIT_STREAMS follow. */
gboolean td_events_full (TdEvents *events);
/* Something was committed: looks at once. Any thread. */
void td_events_poke (TdEvents *events);
/* Ends all streams; none begins any more. */
void td_events_end (TdEvents *events);
/* After the daemon has stopped. */
void td_events_free (TdEvents *events);

/* ---- topics (topic.c); the lock is held ---- */

TdTopic *td_topic_get (TdEvents *events, const TdTopicWish *wish); /* a reference for the caller */
void td_topic_unref (TdTopic *topic);
/* The first event after that id, or NULL. */
const TdEvent *td_topic_after (const TdTopic *topic, gint64 id);
/* Adds it and wakes who follows. */
void td_topic_append (TdTopic *topic, const char *event, gint64 id, const char *data);

/* ---- streams (stream.c) ---- */

/* The reply's body; NULL when no more may follow. cookie: of the sign-in, for again; last: Last-Event-ID, or NULL. */
struct MHD_Response *td_stream_response (TdEvents *events, struct MHD_Connection *connection, const TdStreamWish *wish,
                                         const char *cookie, const char *last);
/* The lock is held: something waits to be sent. */
void td_stream_wake (TdStream *stream);
void td_wish_copy (const TdStreamWish *wish, TdStreamWish *ret);
void td_wish_clear (TdStreamWish *wish);
