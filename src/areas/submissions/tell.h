/* Telling those who sent a submission that something happened to it; private to this area. */
#pragma once

#include "areas/people/membership.h"
#include "areas/submissions/submission.h"

/* Its organisation's people who may write (else the account that sent it, else the address that was left). notice's path and topic are
 * filled in here. */
gboolean td_tell_senders (TdTx *tx, TdInstance *instance, const TdSubmission *submission, const TdNotice *notice,
                          GError **error);
/* The same after a decision: after TD_LIMIT_UNDO_SECONDS, so that what is undone by then tells nobody. */
gboolean td_tell_decision (TdTx *tx, TdInstance *instance, const TdSubmission *submission, TdDecision decision,
                           const char *act, GError **error);
/* Letters about the act that wait are taken back; who had one is told that it does not stand. */
gboolean td_tell_undone (TdTx *tx, TdInstance *instance, const TdSubmission *submission, const char *act,
                         GError **error);
