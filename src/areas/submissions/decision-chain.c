/* Contract in decision-chain.h. */
#include "areas/submissions/decision-chain.h"

/* The next of those that are left: of the earliest instant, the one that begins where the chain stands. NULL: none does. */
static const TdDecisionRow *next_of (const GPtrArray *decisions, const gboolean *done, TdStatus status, guint *ret_at)
{
    const TdDecisionRow *first = NULL;

    for (guint i = 0; i < decisions->len; i++) {
        const TdDecisionRow *d = decisions->pdata[i];
        if (done[i])
            continue;
        if (first == NULL)
            first = d;
        if (d->at != first->at)
            break;
        if (d->from == status) {
            *ret_at = i;
            return d;
        }
    }
    return NULL;
}

gboolean td_decision_chain_holds (const GPtrArray *decisions, TdStatus now)
{
    g_autofree gboolean *done = g_new0 (gboolean, decisions->len + 1);
    /* Where it began is where it was received or entered in a register: either is a beginning. */
    TdStatus status = decisions->len > 0 ? ((const TdDecisionRow *) decisions->pdata[0])->from : now;

    for (guint n = 0; n < decisions->len; n++) {
        guint at = 0;
        const TdDecisionRow *d = next_of (decisions, done, status, &at);
        if (d == NULL)
            return FALSE;
        done[at] = TRUE;
        /* One that was taken back was the last then, so the next begins where it began. */
        status = d->undone != 0 ? d->from : d->to;
    }
    return status == now && (decisions->len > 0 || now == TD_STATUS_RECEIVED || now == TD_STATUS_ACCEPTED);
}
