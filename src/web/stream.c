/* One who follows: a suspended connection that is resumed when there is something to send. */
#include "web/hub.h"

#include "base/limits.h"
#include "web/headers.h"
#include <string.h>

enum { BLOCK = 1024, RETRY_MS = 2000, RETRY_SPREAD_MS = 4000 };

void td_wish_copy (const TdStreamWish *wish, TdStreamWish *ret)
{
    *ret = *wish;
    ret->key = g_strdup (wish->key);
    for (guint i = 0; i < TD_STREAM_TOPICS; i++)
        ret->topics[i].name = g_strdup (wish->topics[i].name);
}

void td_wish_clear (TdStreamWish *wish)
{
    g_free ((char *) wish->key);
    for (guint i = 0; i < TD_STREAM_TOPICS; i++)
        g_free ((char *) wish->topics[i].name);
    memset (wish, 0, sizeof *wish);
}

void td_stream_wake (TdStream *s)
{
    if (!s->suspended)
        return;
    s->suspended = FALSE;
    MHD_resume_connection (s->connection);
}

/* ---- what goes out; the lock is held ---- */

static void put (TdStream *s, const char *head, GBytes *bytes)
{
    s->head_size = g_strlcpy (s->head, head, sizeof s->head);
    s->out = bytes != NULL ? g_bytes_ref (bytes) : NULL;
    s->sent = 0;
}

/* "id: EPOCH.1.7": where this stream stands in each of its topics. */
static void id_line (const TdStream *s, char *line, gsize size)
{
    gsize n = (gsize) g_snprintf (line, size, "id: %x", s->hub->epoch);

    for (guint i = 0; i < s->n_topics && n < size; i++)
        n += (gsize) g_snprintf (line + n, size - n, ".%" G_GINT64_FORMAT, s->seen[i]);
    g_strlcat (line, "\n", size);
}

static gboolean put_event (TdStream *s, guint i)
{
    TdTopic *topic = s->topics[i];
    const TdEvent *event = td_topic_after (topic, s->seen[i]);
    char line[sizeof s->head];

    if (topic->keep > 1 && s->seen[i] >= 0
        && topic->dropped > s->seen[i]) { /* what lies between is lost: the page has to be read anew */
        s->seen[i] = topic->last;
        id_line (s, line, sizeof line);
        g_strlcat (line, "event: reset\ndata: 1\n\n", sizeof line);
        put (s, line, NULL);
        return TRUE;
    }
    if (event == NULL)
        return FALSE;
    s->seen[i] = event->id;
    id_line (s, line, sizeof line);
    put (s, line, event->bytes);
    return TRUE;
}

static gboolean anything (TdStream *s)
{
    for (guint i = 0; i < s->n_topics; i++)
        if (put_event (s, i))
            return TRUE;
    if (s->comment) {
        put (s, ":\n\n", NULL);
        return TRUE;
    }
    return FALSE;
}

static gsize left (const TdStream *s)
{
    return s->head_size + (s->out != NULL ? g_bytes_get_size (s->out) : 0) - s->sent;
}

static gsize copy (TdStream *s, char *to, gsize most)
{
    gsize n = MIN (left (s), most), first = 0, size;
    const char *data;

    if (s->sent < s->head_size) {
        first = MIN (n, s->head_size - s->sent);
        memcpy (to, s->head + s->sent, first);
    }
    if (n > first) {
        data = g_bytes_get_data (s->out, &size);
        memcpy (to + first, data + (s->sent + first - s->head_size), n - first);
    }
    s->sent += n;
    s->wrote = g_get_monotonic_time ();
    s->comment = FALSE;
    if (left (s) == 0) {
        g_clear_pointer (&s->out, g_bytes_unref);
        s->head_size = s->sent = 0;
    }
    return n;
}

/* MHD's reader, on the connection's event thread. */
static ssize_t reader (void *cls, uint64_t at, char *to, size_t most)
{
    TdStream *s = cls;
    ssize_t n = 0;

    (void) at;
    g_mutex_lock (&s->hub->lock);
    if (left (s) > 0 || (!s->ended && anything (s))) {
        n = (ssize_t) copy (s, to, most);
    } else if (s->ended) {
        n = MHD_CONTENT_READER_END_OF_STREAM;
    } else {
        s->suspended = TRUE;
        MHD_suspend_connection (s->connection);
    }
    g_mutex_unlock (&s->hub->lock);
    return n;
}

/* ---- beginning and end ---- */

static void gone (void *cls)
{
    TdStream *s = cls;
    TdEvents *hub = s->hub;

    g_mutex_lock (&hub->lock);
    g_hash_table_remove (hub->streams, &s->serial);
    for (guint i = 0; i < s->n_topics; i++) {
        g_ptr_array_remove_fast (s->topics[i]->streams, s);
        if (s->topics[i]->streams->len == 0)
            s->topics[i]->idle = g_get_monotonic_time ();
        td_topic_unref (s->topics[i]);
    }
    g_mutex_unlock (&hub->lock);
    g_clear_pointer (&s->out, g_bytes_unref);
    g_free (s->key);
    g_free (s->cookie);
    g_free (s);
}

/* Where a browser that comes back stands in its topics. */
static void resume_at (TdStream *s, const char *last)
{
    g_auto (GStrv) parts = last != NULL ? g_strsplit (last, ".", TD_STREAM_TOPICS + 1) : NULL;
    gboolean this_server;

    if (parts == NULL || g_strv_length (parts) != s->n_topics + 1)
        return;
    this_server = g_ascii_strtoull (parts[0], NULL, 16) == s->hub->epoch;
    for (guint i = 0; i < s->n_topics; i++)
        if (this_server || s->topics[i]->lasting)
            s->seen[i] = g_ascii_strtoll (parts[i + 1], NULL, 10);
}

static gint64 begins_at (const TdTopic *topic, gint64 after)
{
    if (topic->keep == 1)
        return 0;
    if (after > 0)
        return after;
    return topic->position >= 0 || topic->look == NULL ? topic->last : -1;
}

static void follow (TdStream *s, const TdStreamWish *wish)
{
    for (guint i = 0; i < TD_STREAM_TOPICS && wish->topics[i].name != NULL; i++) {
        TdTopic *topic = td_topic_get (s->hub, &wish->topics[i]);

        s->topics[s->n_topics] = topic;
        s->seen[s->n_topics++] = begins_at (topic, wish->topics[i].after);
        if (topic->streams->len == 0)
            topic->looked = FALSE; /* what came while nobody followed */
        g_ptr_array_add (topic->streams, s);
        topic->idle = 0;
    }
}

static void greet (TdStream *s)
{
    char line[64];

    /* Not all at once when the server comes back. */
    g_snprintf (line, sizeof line, "retry: %d\n\n", RETRY_MS + g_random_int_range (0, RETRY_SPREAD_MS));
    put (s, line, NULL);
}

static TdStream *stream_new (TdEvents *events, struct MHD_Connection *connection, const TdStreamWish *wish,
                             const char *cookie, const char *last)
{
    TdStream *s = g_new0 (TdStream, 1);

    s->hub = events;
    s->connection = connection;
    s->again = wish->again;
    s->key = g_strdup (wish->key);
    s->cookie = wish->again != NULL ? g_strdup (cookie) : NULL;
    s->serial = ++events->serials;
    s->asked = s->wrote = g_get_monotonic_time ();
    follow (s, wish);
    resume_at (s, last);
    greet (s);
    g_hash_table_insert (events->streams, &s->serial, s);
    return s;
}

struct MHD_Response *td_stream_response (TdEvents *events, struct MHD_Connection *connection, const TdStreamWish *wish,
                                         const char *cookie, const char *last)
{
    struct MHD_Response *response;
    TdStream *s = NULL;

    g_mutex_lock (&events->lock);
    if (!events->closing && g_hash_table_size (events->streams) < TD_LIMIT_STREAMS)
        s = stream_new (events, connection, wish, cookie, last);
    g_cond_signal (&events->wake);
    g_mutex_unlock (&events->lock);
    if (s == NULL)
        return NULL;
    response = MHD_create_response_from_callback (MHD_SIZE_UNKNOWN, BLOCK, reader, s, gone);
    if (response == NULL)
        gone (s);
    return response;
}
