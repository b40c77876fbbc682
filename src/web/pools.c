#include "web/pools.h"

struct TdWorkers {
    GThread **threads;
    int n_threads, most_waiting;
    void (*run) (gpointer job);
    GMutex lock;
    GCond wake;
    GQueue waiting;
    int running;
    gboolean closing;
};

static gpointer work (gpointer data)
{
    TdWorkers *pool = data;

    g_mutex_lock (&pool->lock);
    for (;;) {
        gpointer job = g_queue_pop_head (&pool->waiting);

        if (job == NULL && pool->closing)
            break;
        if (job == NULL) {
            g_cond_wait (&pool->wake, &pool->lock);
            continue;
        }
        pool->running++;
        g_mutex_unlock (&pool->lock);
        pool->run (job);
        g_mutex_lock (&pool->lock);
        pool->running--;
    }
    g_mutex_unlock (&pool->lock);
    return NULL;
}

TdWorkers *td_pool_new (const char *name, int threads, int most_waiting, void (*run) (gpointer job))
{
    TdWorkers *pool = g_new0 (TdWorkers, 1);

    pool->n_threads = MAX (threads, 1);
    pool->most_waiting = most_waiting;
    pool->run = run;
    g_mutex_init (&pool->lock);
    g_cond_init (&pool->wake);
    g_queue_init (&pool->waiting);
    pool->threads = g_new0 (GThread *, pool->n_threads);
    for (int i = 0; i < pool->n_threads; i++)
        pool->threads[i] = g_thread_new (name, work, pool);
    return pool;
}

gboolean td_pool_push (TdWorkers *pool, gpointer job)
{
    gboolean room;

    g_mutex_lock (&pool->lock);
    room = !pool->closing && (int) pool->waiting.length < pool->most_waiting;
    if (room) {
        g_queue_push_tail (&pool->waiting, job);
        g_cond_signal (&pool->wake);
    }
    g_mutex_unlock (&pool->lock);
    return room;
}

void td_pool_free (TdWorkers *pool)
{
    if (pool == NULL)
        return;
    g_mutex_lock (&pool->lock);
    pool->closing = TRUE;
    g_cond_broadcast (&pool->wake);
    g_mutex_unlock (&pool->lock);
    for (int i = 0; i < pool->n_threads; i++)
        g_thread_join (pool->threads[i]);
    g_mutex_clear (&pool->lock);
    g_cond_clear (&pool->wake);
    g_free (pool->threads);
    g_free (pool);
}
