/* Bounded pools of threads: what waits has a limit, and a full pool says so instead of growing. */
#pragma once

#include <glib.h>

typedef struct TdWorkers TdWorkers;

/* run is called with each job on one of so many threads; most_waiting jobs may wait beside those that run. */
TdWorkers *td_pool_new (const char *name, int threads, int most_waiting, void (*run) (gpointer job));
/* FALSE: full or closing; the job stays the caller's. Any thread. */
gboolean td_pool_push (TdWorkers *pool, gpointer job);
/* Finishes what runs and waits, then ends the threads. */
void td_pool_free (TdWorkers *pool);
