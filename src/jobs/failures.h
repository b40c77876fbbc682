/* What failed last among the works of td_jobs_start, for the desk: subscribers, chores and checkpoints.
 *
 * In memory: a store that cannot be written could not keep it either, and each is tried again at the next start, so a
 * failure that lasts is known again. One row a work; it goes when the work succeeds. Any thread.
 */
#pragma once

#include <glib.h>

typedef struct {
    const char *kind; /* "subscriber", "chore", "checkpoint" */
    const char *name; /* as in its row */
    gint64 since;     /* instant of the first failure in a row */
    gint64 last;      /* of the newest one */
    gint64 times;
    char *reason; /* an English sentence for people: of ours alone, never words of another program */
} TdJobFailure;
void td_job_failure_free (TdJobFailure *failure);

/* Of TdJobFailure, longest first. */
GPtrArray *td_jobs_failures (void);

/* jobs/ alone: the work was done (problem NULL) or failed. kind and name live for ever. */
void td_jobs_note (const char *kind, const char *name, const GError *problem, gint64 now);
