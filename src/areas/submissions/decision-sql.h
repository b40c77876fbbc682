/* Queries of decisions about submissions; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/submissions/submission.h"

/* One change of status after sending. */
typedef struct {
    char *id, *submission;
    TdStatus from, to;
    char *officer, *reason, *other;
    gint64 at, undone;
    char *before_reason, *before_other;
    gint64 before_decided;
} TdDecisionRow;
void td_decision_row_free (TdDecisionRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDecisionRow, td_decision_row_free)

/* TD_ERROR_NOT_FOUND as the door says it. */
TdDecisionRow *td_decision_load (TdTx *tx, const char *act, GError **error);

/* All of one submission, oldest first, those that were taken back too. Of TdDecisionRow. */
GPtrArray *td_decision_list (TdTx *tx, const char *submission, GError **error);

/* s goes over to a status: its row and the row of the act. reason, other: may be NULL. */
gboolean td_decision_set (TdTx *tx, const TdSubmission *s, const char *act, TdStatus to, const char *officer,
                          const char *reason, const char *other, gint64 now, GError **error);
/* What stood before the act stands again. */
gboolean td_decision_unset (TdTx *tx, const TdDecisionRow *row, gint64 now, GError **error);
/* The newest one that led to this status and stands. */
TdDecisionRow *td_decision_last (TdTx *tx, const char *submission, TdStatus to, GError **error);
/* The last act cannot be undone as a decision. */
gboolean td_decision_forget_last (TdTx *tx, const char *submission, GError **error);
/* Of it and of its paragraphs that were in its language until now. */
gboolean td_submission_set_language (TdTx *tx, const TdSubmission *submission, const char *language, gint64 now,
                                     GError **error);
gboolean td_submission_set_verified (TdTx *tx, const char *id, const char *reason, gint64 now, GError **error);
