/* What runs beside the pages: subscribers of the journal, and checkpoints of the log at set times.
 *
 * One thread. It wakes when any process has committed (td_store_stamp, looked at four times a second), brings every subscriber up
 * to the journal's head, and at each multiple of the instance's checkpoint_seconds since 1970 (on the hour for
 * an hourly one) signs a new head of each log that has leaves waiting. An error of one subscriber is logged once and
 * tried again at the next change; it does not stop the others. What failed last stands in jobs/failures.h, for the desk.
 */
#pragma once

#include "instance/instance.h"
#include "journal/journal.h"

typedef struct TdJobs TdJobs;

/* Work that comes round by the clock: run once at start and then every so many seconds. An error is logged once and
 * the chore comes round again. */
typedef struct {
    const char *name;
    int every_seconds;
    gboolean (*run) (TdInstance *instance, GError **error);
} TdChore;

/* subscribers, chores: NULL-terminated lists of tables, each ended by a row without a name; both outlive the jobs.
 * Subscribers get the instance as data. */
TdJobs *td_jobs_start (TdInstance *instance, const TdSubscriber *const *subscribers, const TdChore *const *chores);
void td_jobs_stop (TdJobs *jobs); /* waits until what runs is done */

/* The same once and at once: for commands, which end after their act. The act stands, whatever becomes of what follows from it: a subscriber that
 * fails holds up neither the others nor the answer (a receipt, above all); it is said in the log and tried again at the next change. So this is
 * always TRUE, and can stand among conditions. */
gboolean td_jobs_catch_up (TdInstance *instance, const TdSubscriber *const *subscribers, GError **error);
/* Signs new heads of both logs now. *ret_made (may be NULL): whether any leaf waited. */
gboolean td_jobs_checkpoint (TdInstance *instance, gboolean *ret_made, GError **error);
