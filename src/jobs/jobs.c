#include "jobs/jobs.h"

#include "jobs/failures.h"

#define LOOK_EVERY (250 * G_TIME_SPAN_MILLISECOND)

struct TdJobs {
    TdInstance *instance;
    const TdSubscriber *const *tables;
    const TdChore *const *chores;
    GThread *thread;
    GMutex lock;
    GCond wake;
    gboolean stopping;
};

gboolean td_jobs_catch_up (TdInstance *instance, const TdSubscriber *const *tables, GError **error)
{
    (void) error;
    for (gsize t = 0; tables[t] != NULL; t++)
        for (const TdSubscriber *s = tables[t]; s->name != NULL; s++) {
            g_autoptr (GError) problem = NULL;
            if (!td_journal_catch_up (instance->store, s, instance, &problem))
                g_warning ("subscriber %s: %s", s->name, problem->message);
        }
    return TRUE;
}

gboolean td_jobs_checkpoint (TdInstance *instance, gboolean *ret_made, GError **error)
{
    const TdLogKey *logs[] = { &instance->log, &instance->log_rehearsal };
    gboolean any = FALSE;

    for (gsize i = 0; i < G_N_ELEMENTS (logs); i++) {
        /* The real log grows at each set time, so that a new head tells nobody that a report came; rehearsals need no
         * such care. The rehearsal log's own entries are rehearsal too, whatever clock this process runs under; and a
         * moved clock never dates a head of the real log. */
        TdLogWhen when = i == 0 && !instance->clock.rehearsal ? TD_LOG_ALWAYS : TD_LOG_WHEN_WAITING;
        TdClock clock = i == 0 ? td_clock_real () : instance->clock;
        gboolean made = FALSE;
        clock.rehearsal = i == 1;
        if (!td_log_checkpoint (instance->store, logs[i], when, instance->profile->checkpoint_batch, &clock, &made,
                                error))
            return FALSE;
        any |= made;
    }
    if (ret_made != NULL)
        *ret_made = any;
    return TRUE;
}

/* Said once in the log, and kept for the desk. */
static void note (TdJobs *jobs, const char *kind, const char *name, const GError *problem)
{
    if (problem != NULL)
        g_warning ("%s %s: %s", kind, name, problem->message);
    td_jobs_note (kind, name, problem, td_clock_now (&jobs->instance->clock));
}

/* Each table on its own: what one cannot do must not hold up the others. */
static void catch_up_all (TdJobs *jobs)
{
    for (gsize t = 0; jobs->tables[t] != NULL; t++)
        for (const TdSubscriber *s = jobs->tables[t]; s->name != NULL; s++) {
            g_autoptr (GError) error = NULL;
            td_journal_catch_up (jobs->instance->store, s, jobs->instance, &error);
            note (jobs, "subscriber", s->name, error);
        }
}

static void checkpoint_now (TdJobs *jobs)
{
    g_autoptr (GError) error = NULL;

    td_jobs_checkpoint (jobs->instance, NULL, &error);
    note (jobs, "checkpoint", "log", error);
}

/* before: when this was last asked, 0 at start. A chore is due when a multiple of its seconds lies between. */
static void do_chores (TdJobs *jobs, gint64 before, gint64 now)
{
    for (gsize t = 0; jobs->chores[t] != NULL; t++)
        for (const TdChore *c = jobs->chores[t]; c->name != NULL; c++) {
            gint64 every = c->every_seconds * G_TIME_SPAN_SECOND;
            g_autoptr (GError) error = NULL;
            if (before != 0 && before / every == now / every)
                continue;
            c->run (jobs->instance, &error);
            note (jobs, "chore", c->name, error);
        }
}

/* Waits until LOOK_EVERY has passed or td_jobs_stop was called; TRUE: go on. */
static gboolean wait_a_little (TdJobs *jobs)
{
    gint64 until = g_get_monotonic_time () + LOOK_EVERY;
    gboolean go_on;

    g_mutex_lock (&jobs->lock);
    while (!jobs->stopping && g_cond_wait_until (&jobs->wake, &jobs->lock, until))
        ;
    go_on = !jobs->stopping;
    g_mutex_unlock (&jobs->lock);
    return go_on;
}

static gpointer run (gpointer data)
{
    TdJobs *jobs = data;
    gint64 every = MAX (1, jobs->instance->checkpoint_seconds) * G_TIME_SPAN_SECOND;
    gint64 next = (td_clock_now_real (&jobs->instance->clock) / every + 1) * every;
    gint64 seen = -1, before = 0;

    do {
        gint64 stamp = td_store_stamp (jobs->instance->store);
        gint64 now = td_clock_now_real (&jobs->instance->clock);
        if (stamp != seen) {
            seen = stamp;
            catch_up_all (jobs);
        }
        if (now >= next) {
            next = (now / every + 1) * every;
            checkpoint_now (jobs);
        }
        do_chores (jobs, before, now);
        before = now;
    } while (wait_a_little (jobs));
    return NULL;
}

TdJobs *td_jobs_start (TdInstance *instance, const TdSubscriber *const *subscribers, const TdChore *const *chores)
{
    TdJobs *jobs = g_new0 (TdJobs, 1);

    jobs->instance = instance;
    jobs->tables = subscribers;
    jobs->chores = chores;
    g_mutex_init (&jobs->lock);
    g_cond_init (&jobs->wake);
    jobs->thread = g_thread_new ("jobs", run, jobs);
    return jobs;
}

void td_jobs_stop (TdJobs *jobs)
{
    if (jobs == NULL)
        return;
    g_mutex_lock (&jobs->lock);
    jobs->stopping = TRUE;
    g_cond_signal (&jobs->wake);
    g_mutex_unlock (&jobs->lock);
    g_thread_join (jobs->thread);
    g_cond_clear (&jobs->wake);
    g_mutex_clear (&jobs->lock);
    g_free (jobs);
}
