/* Whether the decisions about a submission lead from one to the next, and to where it stands: for `verify`.
 *
 * A status changes by an act that is kept (decision-sql.h) or by taking the last one back, and in no other way: a status that no act led to
 * was written behind the program's back.
 */
#pragma once

#include "areas/submissions/decision-sql.h"

/* decisions: of one submission, of TdDecisionRow, oldest first; those of one instant in any order. A pure function. */
gboolean td_decision_chain_holds (const GPtrArray *decisions, TdStatus now);
