/* The State's own papers: its report, its replies, a draft of its report.
 *
 * Each is a submission like others (files, reader, receipt, log, search, taking down) that bears the State whose own paper it is,
 * in by_state. It has no sender's account: it is the State's, of whoever acts for it now, so that an officer who leaves takes
 * nothing along and a colleague goes on. State, sender, kind and visibility are not asked: it is about that State, comes
 * from its permanent mission or ministry, and is a public document. No page limit, no call and no deadline concerns it.
 *
 * Which papers there are is the profile's word (purposes.csv, column from). Reports and replies come by the permanent mission, the
 * formal channel; a ministry drafts them. What is shown at once (a draft for consultation) a ministry publishes too. The
 * secretariat enters what came on paper in the State's name (TdViewer.behalf_state).
 *
 * Nobody else can choose such a purpose, or say that they are a State, by any way in.
 */
#pragma once

#include "areas/submissions/submission.h"

/* The State for which this viewer sends, or NULL: what they begin is its own paper. */
const char *td_state_paper_state (const TdViewer *viewer);
/* Whether this viewer may send a paper of this purpose for their State: for pages that offer it. FALSE for a purpose that is no State's. */
gboolean td_state_paper_may_send (const TdViewer *viewer, const TdProfile *profile, const char *purpose);
/* Whether one that was sent can be taken down or put back by this viewer: whoever may send such a one, and the secretariat. TRUE for what
 * is no State's. Beside the door, which does not know purposes. */
gboolean td_state_paper_may_withdraw (const TdSubmission *submission, const TdViewer *viewer, const TdProfile *profile);
/* Whether it is shown at once when it is sent: a draft, which is no report to the Committee. */
gboolean td_state_paper_at_once (const TdProfile *profile, const TdSubmission *submission);

/* The State's papers that the viewer may read, newest first, no drafts; purpose NULL: of all purposes. Of TdSubmission. */
GPtrArray *td_state_papers (TdInstance *instance, const TdViewer *viewer, const char *state, const char *purpose,
                            GError **error);

/* ---- for the writing of submissions ---- */

/* Makes a draft that was just begun the paper of td_state_paper_state. Nothing where that is NULL. */
gboolean td_state_paper_begin (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* Whether the viewer may work on this draft now: one of a State, for that State alone. TRUE for what is no State's. */
gboolean td_state_paper_theirs (const TdSubmission *draft, const TdViewer *viewer, GError **error);
/* What must hold after answering: sets what is not asked, refuses what only a State, or no State, can choose. *ret_field as in
 * td_submission_answer. */
gboolean td_state_paper_answered (const TdInstance *instance, const TdViewer *viewer, TdSubmission *draft,
                                  const char **ret_field, GError **error);
/* The same at the moment of sending, and whether this viewer may send it. Names who sends it. began: when it began to arrive, for what is taken
 * after a dialogue alone. */
gboolean td_state_paper_check_send (TdTx *tx, TdInstance *instance, const TdViewer *viewer, TdSubmission *draft,
                                    gint64 began, GError **error);

/* ---- what is taken after a State's dialogue ---- */

/* An area that knows when dialogues are puts its row into areas.c's td_dialogue_windows. Without one nothing is taken. */
typedef struct {
    /* *ret_takes: whether something that began to arrive then is in time. */
    gboolean (*takes) (TdTx *tx, TdInstance *instance, const char *state, gint64 began, gboolean *ret_takes,
                       GError **error);
} TdDialogueWindow;
/* NULL-terminated. */
extern const TdDialogueWindow *const td_dialogue_windows[];
