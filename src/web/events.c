/* The hub: one thread that looks, renders and wakes. Contract in events.h. */
#include "web/hub.h"

#include "base/errors.h"
#include "base/limits.h"
#include <string.h>

enum { LOOK_EVERY_MS = 200 };

/* All hubs of this process, for td_events_publish: a process has one, tests have more. */
static GMutex hubs_lock;
static GPtrArray *hubs;

/* ---- looking ---- */

/* The topics that somebody follows, each with a reference. */
static GPtrArray *followed (TdEvents *e, gboolean changed)
{
    GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_topic_unref);
    GHashTableIter iter;
    gpointer value;

    g_mutex_lock (&e->lock);
    g_hash_table_iter_init (&iter, e->topics);
    while (g_hash_table_iter_next (&iter, NULL, &value)) {
        TdTopic *topic = value;

        if (topic->look == NULL || topic->ended || topic->streams->len == 0 || (topic->looked && !changed))
            continue;
        g_atomic_int_inc (&topic->refs);
        topic->looked = TRUE;
        g_ptr_array_add (list, topic);
    }
    g_mutex_unlock (&e->lock);
    return list;
}

static void end_stream (TdStream *s)
{
    s->ended = TRUE;
    td_stream_wake (s);
}

static gboolean is_shut (const GError *error)
{
    TdErrorCode code = td_error_code (error);

    return code == TD_ERROR_NOT_FOUND || code == TD_ERROR_NOT_ALLOWED || code == TD_ERROR_GONE;
}

static void end_topic (TdTopic *topic)
{
    g_mutex_lock (&topic->hub->lock);
    topic->ended = TRUE;
    for (guint i = 0; i < topic->streams->len; i++)
        end_stream (topic->streams->pdata[i]);
    g_mutex_unlock (&topic->hub->lock);
}

static void look_at (TdEvents *e, TdTopic *topic)
{
    g_autoptr (GError) error = NULL;

    if (topic->look (e->instance, topic, &topic->position, &error)) {
        topic->complained = FALSE;
        return;
    }
    if (is_shut (error)) {
        end_topic (topic);
        return;
    }
    topic->looked = FALSE; /* tried again in the next round */
    if (!topic->complained)
        g_warning ("Live events could not be read: %s", error->message);
    topic->complained = TRUE;
}

/* ---- whether those may still follow who follow by name ---- */

typedef struct {
    gint64 serial;
    TdStreamAgain again;
    char *key, *cookie;
} Question;

static void question_clear (gpointer data)
{
    Question *q = data;

    g_free (q->key);
    g_free (q->cookie);
}

static GArray *questions (TdEvents *e, gint64 now)
{
    GArray *list = g_array_new (FALSE, TRUE, sizeof (Question));
    GHashTableIter iter;
    gpointer value;

    g_array_set_clear_func (list, question_clear);
    g_mutex_lock (&e->lock);
    g_hash_table_iter_init (&iter, e->streams);
    while (g_hash_table_iter_next (&iter, NULL, &value)) {
        TdStream *s = value;

        if (s->again != NULL && !s->ended && now - s->asked >= TD_EVENTS_AGAIN_MS * 1000) {
            Question q = { s->serial, s->again, g_strdup (s->key), g_strdup (s->cookie) };

            s->asked = now;
            g_array_append_val (list, q);
        }
    }
    g_mutex_unlock (&e->lock);
    return list;
}

static gboolean learn (TdEvents *e, const char *cookie, TdViewer *ret, GError **error)
{
    g_autofree char *secret = NULL;

    *ret = (TdViewer) TD_VIEWER_NOBODY;
    return cookie == NULL || e->who == NULL || e->who (e->instance, cookie, ret, &secret, error);
}

static gboolean still_may (TdEvents *e, const Question *q)
{
    g_auto (TdViewer) viewer = { 0 };
    g_autoptr (GError) error = NULL;

    if (learn (e, q->cookie, &viewer, &error) && q->again (e->instance, &viewer, q->key, &error))
        return TRUE;
    return !is_shut (error);
}

static void ask_again (TdEvents *e)
{
    g_autoptr (GArray) list = questions (e, g_get_monotonic_time ());

    for (guint i = 0; i < list->len; i++) {
        const Question *q = &g_array_index (list, Question, i);
        TdStream *s;

        if (still_may (e, q))
            continue;
        g_mutex_lock (&e->lock);
        s = g_hash_table_lookup (e->streams, &q->serial);
        if (s != NULL)
            end_stream (s);
        g_mutex_unlock (&e->lock);
    }
}

/* ---- the round ---- */

static void comment (TdEvents *e, gint64 now)
{
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init (&iter, e->streams);
    while (g_hash_table_iter_next (&iter, NULL, &value)) {
        TdStream *s = value;

        if (s->suspended && now - s->wrote >= TD_EVENTS_COMMENT_SECONDS * G_USEC_PER_SEC) {
            s->comment = TRUE;
            td_stream_wake (s);
        }
    }
}

static gboolean is_stale (gpointer name, gpointer value, gpointer data)
{
    const TdTopic *topic = value;
    gint64 now = *(gint64 *) data;

    (void) name;
    return topic->streams->len == 0
           && (topic->keep == 1 || topic->ended || now - topic->idle >= TD_EVENTS_IDLE_SECONDS * G_USEC_PER_SEC);
}

/* Each stream waits for its time to be asked about again, so a change is remembered till all were. */
static void round_of (TdEvents *e, gint64 *stamp, gint64 *ask_until)
{
    gint64 seen = e->instance->store != NULL ? td_store_stamp (e->instance->store) : 0, now = g_get_monotonic_time ();
    gboolean changed = seen != *stamp;
    g_autoptr (GPtrArray) topics = followed (e, changed);

    *stamp = seen;
    for (guint i = 0; i < topics->len; i++)
        look_at (e, topics->pdata[i]);
    if (changed)
        *ask_until = now + 2 * TD_EVENTS_AGAIN_MS * 1000;
    if (now < *ask_until)
        ask_again (e);
    g_mutex_lock (&e->lock);
    comment (e, now);
    g_hash_table_foreach_remove (e->topics, is_stale, &now);
    g_mutex_unlock (&e->lock);
}

static gpointer run (gpointer data)
{
    TdEvents *e = data;
    gint64 stamp = -1, ask_until = 0;

    g_mutex_lock (&e->lock);
    while (!e->closing) {
        e->poked = FALSE;
        g_mutex_unlock (&e->lock);
        round_of (e, &stamp, &ask_until);
        g_mutex_lock (&e->lock);
        if (e->closing || e->poked)
            continue;
        if (g_hash_table_size (e->topics) == 0 && g_hash_table_size (e->streams) == 0)
            g_cond_wait (&e->wake, &e->lock);
        else
            g_cond_wait_until (&e->wake, &e->lock, g_get_monotonic_time () + LOOK_EVERY_MS * 1000);
    }
    g_mutex_unlock (&e->lock);
    return NULL;
}

gboolean td_events_full (TdEvents *e)
{
    gboolean full;

    g_mutex_lock (&e->lock);
    full = g_hash_table_size (e->streams) >= TD_LIMIT_STREAMS;
    g_mutex_unlock (&e->lock);
    return full;
}

void td_events_poke (TdEvents *e)
{
    g_mutex_lock (&e->lock);
    e->poked = TRUE;
    g_cond_signal (&e->wake);
    g_mutex_unlock (&e->lock);
}

/* ---- beginning and end ---- */

TdEvents *td_events_new (TdInstance *instance, TdWhoFunc who)
{
    TdEvents *e = g_new0 (TdEvents, 1);

    e->instance = instance;
    e->who = who;
    e->epoch = g_random_int ();
    g_mutex_init (&e->lock);
    g_cond_init (&e->wake);
    e->topics = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) td_topic_unref);
    e->streams = g_hash_table_new (g_int64_hash, g_int64_equal);
    e->thread = g_thread_new ("events", run, e);
    g_mutex_lock (&hubs_lock);
    if (hubs == NULL)
        hubs = g_ptr_array_new ();
    g_ptr_array_add (hubs, e);
    g_mutex_unlock (&hubs_lock);
    return e;
}

void td_events_end (TdEvents *e)
{
    GHashTableIter iter;
    gpointer value;

    g_mutex_lock (&hubs_lock);
    g_ptr_array_remove (hubs, e);
    g_mutex_unlock (&hubs_lock);
    g_mutex_lock (&e->lock);
    e->closing = TRUE;
    g_hash_table_iter_init (&iter, e->streams);
    while (g_hash_table_iter_next (&iter, NULL, &value))
        end_stream (value);
    g_cond_signal (&e->wake);
    g_mutex_unlock (&e->lock);
}

void td_events_free (TdEvents *e)
{
    if (e == NULL)
        return;
    if (!e->closing)
        td_events_end (e);
    g_thread_join (e->thread);
    g_hash_table_unref (e->topics);
    g_hash_table_unref (e->streams);
    g_mutex_clear (&e->lock);
    g_cond_clear (&e->wake);
    g_free (e);
}

/* ---- from elsewhere ---- */

/* Calls fn with the topic of that name, the hub's lock held. */
static gboolean with_topic (TdInstance *instance, const char *name, void (*fn) (TdTopic *topic, gpointer data),
                            gpointer data)
{
    gboolean found = FALSE;

    g_mutex_lock (&hubs_lock);
    for (guint i = 0; hubs != NULL && i < hubs->len; i++) {
        TdEvents *e = hubs->pdata[i];
        TdTopic *topic;

        if (e->instance != instance)
            continue;
        g_mutex_lock (&e->lock);
        topic = g_hash_table_lookup (e->topics, name);
        if (topic != NULL && !topic->ended) {
            fn (topic, data);
            found = TRUE;
        }
        g_mutex_unlock (&e->lock);
    }
    g_mutex_unlock (&hubs_lock);
    return found;
}

static void publish_in (TdTopic *topic, gpointer data)
{
    const char *const *words = data;

    td_topic_append (topic, words[0], 0, words[1]);
}

gboolean td_events_publish (TdInstance *instance, const char *topic, const char *event, const char *data)
{
    const char *words[] = { event, data };

    return with_topic (instance, topic, publish_in, words);
}

static void count_in (TdTopic *topic, gpointer data)
{
    *(int *) data += (int) topic->streams->len;
}

int td_events_following (TdInstance *instance, const char *topic)
{
    int n = 0;

    with_topic (instance, topic, count_in, &n);
    return n;
}
