/* A State's paper that came, and the stage of its review that is done with it (profile: purposes.csv, column stage).
 *
 * The stage is recorded as done on the day of the receipt, in the transaction that takes the paper. Where deadlines of calls hang on the
 * stage, nobody has seen what would move, and a review in the absence of a report has no such stage: then nothing is recorded, and
 * the desk asks an officer to do it.
 */
#pragma once

#include "areas/submissions/submission.h"

/* Nothing for a paper without a stage. */
gboolean td_state_stage_came (TdTx *tx, TdInstance *instance, const TdSubmission *submission, GError **error);

/* Stages that wait for an officer to record them. */
typedef struct {
    char *submission, *state; /* id, iso3 */
    int cycle;
    char *stage, *day; /* slug; of the receipt */
} TdStageWaiting;
/* Oldest first; what was recorded as done meanwhile, or taken down, waits no more. Of TdStageWaiting. Asks no door: the desk does. */
GPtrArray *td_state_stage_waiting (TdTx *tx, GError **error);
/* In a read of its own. */
GPtrArray *td_state_stage_read_waiting (TdStore *store, GError **error);
