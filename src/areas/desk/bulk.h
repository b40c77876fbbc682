/* Working the desk off: one decision with one reason on many submissions, and taking it back.
 *
 * Each submission is decided by itself (td_submission_decide), so that what one refuses holds up no other; each carries the
 * status that the officer saw. The acts that were done are joined by a batch, which can be taken back whole or one by one
 * (td_submission_undo), also later in the day. Nothing here decides: submissions does.
 */
#pragma once

#include "areas/desk/desk.h"

typedef struct {
    const char *id;       /* of the submission */
    const char *expected; /* status word as it was shown, or NULL: any */
} TdBulkItem;

typedef struct {
    TdDecision decision;
    const char *reason; /* or NULL */
    const char *other;  /* DUPLICATE: the one that counts */
    const TdBulkItem *items;
    gsize n_items; /* at most TD_LIMIT_DESK_ITEMS are looked at */
} TdBulk;

typedef struct {
    TdWaiting *submission; /* as it stands now; NULL: not to be had */
    char *act;             /* what was done or taken back; NULL: nothing */
    char *problem;         /* why not: an English sentence for td_words */
} TdBulkOutcome;

typedef struct {
    char *batch;         /* id, for td_desk_undo; NULL where nothing was done */
    GPtrArray *outcomes; /* of TdBulkOutcome, in the order asked */
    gint64 done;
} TdBulkResult;
void td_bulk_result_clear (TdBulkResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdBulkResult, td_bulk_result_clear)

/* Whether the secretariat must say why. */
gboolean td_desk_needs_reason (TdDecision decision);

/* FALSE only when nothing could be tried; what one submission refuses stands in its outcome. */
gboolean td_desk_decide (TdInstance *instance, const TdViewer *viewer, const TdBulk *bulk, TdBulkResult *ret_result,
                         GError **error);
/* Takes acts back, newest first: those of a batch (or NULL) and those named (or NULL). */
gboolean td_desk_undo (TdInstance *instance, const TdViewer *viewer, const char *batch, const char *const *acts,
                       TdBulkResult *ret_result, GError **error);

/* What the viewer decided since an instant, newest first, at most 200. Of TdDone. */
typedef struct {
    TdDecided *decided;
    char *batch; /* with others at once; or NULL */
} TdDone;
GPtrArray *td_desk_done (TdInstance *instance, const TdViewer *viewer, gint64 since, GError **error);
