/* Topics: their last events, and who follows. */
#include "web/hub.h"

#include "base/limits.h"
#include <string.h>

static void event_free (TdEvent *event)
{
    g_bytes_unref (event->bytes);
    g_free (event);
}

const char *td_topic_name (const TdTopic *topic)
{
    return topic->name;
}

TdTopic *td_topic_get (TdEvents *events, const TdTopicWish *wish)
{
    TdTopic *topic = g_hash_table_lookup (events->topics, wish->name);

    if (topic != NULL && topic->ended) { /* asked for anew by somebody whom the door let in */
        g_hash_table_remove (events->topics, wish->name);
        topic = NULL;
    }
    if (topic == NULL) {
        topic = g_new0 (TdTopic, 1);
        topic->hub = events;
        topic->refs = 1;
        topic->name = g_strdup (wish->name);
        topic->keep = MAX (wish->keep, 1);
        topic->lasting = wish->lasting;
        topic->look = wish->look;
        topic->position = -1;
        topic->streams = g_ptr_array_new ();
        g_queue_init (&topic->events);
        g_hash_table_insert (events->topics, topic->name, topic);
    }
    g_atomic_int_inc (&topic->refs);
    return topic;
}

void td_topic_unref (TdTopic *topic)
{
    if (!g_atomic_int_dec_and_test (&topic->refs))
        return;
    g_queue_clear_full (&topic->events, (GDestroyNotify) event_free);
    g_ptr_array_unref (topic->streams);
    g_free (topic->name);
    g_free (topic);
}

const TdEvent *td_topic_after (const TdTopic *topic, gint64 id)
{
    const TdEvent *found = NULL;

    for (GList *l = topic->events.tail; l != NULL && ((TdEvent *) l->data)->id > id; l = l->prev)
        found = l->data;
    return found;
}

/* As the standard wants it: a "data:" for each line, and no line breaks but \n. */
static GBytes *wire (const char *event, const char *data)
{
    GString *out = g_string_new (NULL);
    const char *line = data;

    g_string_append_printf (out, "event: %s\n", event);
    for (;;) {
        gsize n = strcspn (line, "\r\n");

        g_string_append (out, "data: ");
        g_string_append_len (out, line, (gssize) n);
        g_string_append_c (out, '\n');
        if (line[n] == '\0')
            break;
        line += n + (line[n] == '\r' && line[n + 1] == '\n' ? 2 : 1);
    }
    g_string_append_c (out, '\n');
    return g_string_free_to_bytes (out);
}

void td_topic_append (TdTopic *topic, const char *event, gint64 id, const char *data)
{
    g_autoptr (GBytes) bytes = wire (event, data);
    const TdEvent *before = g_queue_peek_tail (&topic->events);
    TdEvent *one;

    if (topic->keep == 1 && before != NULL && g_bytes_equal (before->bytes, bytes))
        return;
    one = g_new0 (TdEvent, 1);
    one->id = topic->last = MAX (id, topic->last + 1);
    one->bytes = g_steal_pointer (&bytes);
    g_queue_push_tail (&topic->events, one);
    while (g_queue_get_length (&topic->events) > topic->keep) {
        TdEvent *oldest = g_queue_pop_head (&topic->events);

        topic->dropped = oldest->id;
        event_free (oldest);
    }
    for (guint i = 0; i < topic->streams->len; i++)
        td_stream_wake (topic->streams->pdata[i]);
}

void td_topic_add (TdTopic *topic, const char *event, gint64 id, const char *data)
{
    g_mutex_lock (&topic->hub->lock);
    td_topic_append (topic, event, id, data);
    g_mutex_unlock (&topic->hub->lock);
}
