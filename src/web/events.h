/* Live events: pages that follow what happens without asking again (server-sent events, the HTML standard's "text/event-stream").
 *
 * A topic has a name and holds its last events, each rendered once, whoever follows it: HTML that a page puts in place, or small JSON. A topic of
 * state (keep 1) holds what stands now: whoever comes gets it, whoever lags behind gets the newest alone. A topic of a log (keep more) holds
 * its last ones: whoever comes back with Last-Event-ID gets what they missed, or the event "reset" where that is not there any more.
 * A stream follows up to TD_STREAM_TOPICS topics, so that a page needs one connection.
 *
 * Who fills a topic: its look, which reads the store whenever any process committed (td_store_stamp) and somebody follows, so that a command
 * beside the server is seen too; or td_events_publish, for what stands in no row (signals of a room). What is equal to a state's last event is not
 * sent: so a topic for the public tells nothing of steps that the public does not see, not even that there were any.
 *
 * The door is asked by the row's act, by the handler with the thing, and again as long as the stream lasts: a look that answers
 * TD_ERROR_NOT_FOUND, _NOT_ALLOWED or _GONE ends its topic for all (ask as nobody for a topic of the public); a stream of one person has `again`,
 * which is asked for that sign-in at changes of the store, at most every TD_EVENTS_AGAIN_MS.
 *
 * One thread looks, renders and wakes; streams are suspended connections, which cost no thread. Each gets a comment every TD_EVENTS_COMMENT_SECONDS,
 * by which a connection that died is found; a stop of the server ends them all, and a browser comes back by itself.
 *
 * Private topics: a name that holds a person's id or a secret, asked for by its handler alone. A name is never an address.
 *
 * Example, in pages.c, with a row { "GET", "/{lang}/meetings/{id}/events", TD_ACT_MEETING_READ, .stream = TRUE, .handler = events_page, … }:
 *   const TdStreamWish wish = { .topics = { { .name = "live/ID/en", .keep = 1, .look = look } } };
 *   return td_reply_stream (request, &wish, error);
 * A browser that does not ask for text/event-stream gets an empty stream that ends.
 */
#pragma once

#include "web/route.h"

enum {
    TD_STREAM_TOPICS = 4,
    TD_EVENTS_COMMENT_SECONDS = 20,
    TD_EVENTS_AGAIN_MS = 2000,
    TD_EVENTS_IDLE_SECONDS = 30, /* a log that nobody follows is kept so long, for those whose line broke */
};

typedef struct TdTopic TdTopic;

/* Brings the topic up to date with td_topic_add; on the hub's thread. *position is -1 at first and then what the look left there.
 * FALSE with error: see above; any other error is logged once and tried again at the next change. */
typedef gboolean (*TdTopicLook) (TdInstance *instance, TdTopic *topic, gint64 *position, GError **error);
const char *td_topic_name (const TdTopic *topic);
/* event: letters and dashes. data: any text; goes out line by line. id: 0, the topic's own count; else ascending and the same in any server
 * (a row's number): for topics with lasting ids. */
void td_topic_add (TdTopic *topic, const char *event, gint64 id, const char *data);

/* Whether this sign-in may still follow. key: the wish's. On the hub's thread. */
typedef gboolean (*TdStreamAgain) (TdInstance *instance, const TdViewer *viewer, const char *key, GError **error);

typedef struct {
    const char *name;
    guint keep;       /* events; 1: a state; 0 is 1 */
    gboolean lasting; /* the look gives ids that hold in any server */
    gint64 after;     /* of a lasting log: its page shows what came up to this id; 0: from now on */
    TdTopicLook look; /* NULL: only published to */
} TdTopicWish;

typedef struct {
    TdTopicWish topics[TD_STREAM_TOPICS]; /* ended by one without a name */
    TdStreamAgain again;                  /* NULL: of everybody */
    const char *key;                      /* for again */
} TdStreamWish;

/* The handler's answer; only on a row with .stream. FALSE with TD_ERROR_BUSY: TD_LIMIT_STREAMS follow. Copies the wish. */
gboolean td_reply_stream (TdRequest *request, const TdStreamWish *wish, GError **error);

/* From any thread: one event for who follows the topic now or followed it a moment ago. FALSE: nobody did, and nothing is kept. */
gboolean td_events_publish (TdInstance *instance, const char *topic, const char *event, const char *data);
/* How many follow it now. */
int td_events_following (TdInstance *instance, const char *topic);
