/* Several comments of one writer in one transaction, all of them or none; private to this area.
 *
 * A saying is a comment with everything checked that needs no transaction; it is added within one. td_draft_comment_add (draft-comment.h) does both for one.
 */
#pragma once

#include "areas/general_comments/draft-comment.h"

typedef struct TdDraftSaying TdDraftSaying;
/* Borrows what it is given. NULL with error. */
TdDraftSaying *td_draft_saying_new (TdInstance *instance, const TdViewer *viewer, const char *draft,
                                    const TdDraftCommentWish *wish, const char **ret_field, GError **error);
void td_draft_saying_free (TdDraftSaying *saying);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDraftSaying, td_draft_saying_free)
/* In the transaction that writes: asks the one rule again, and whether a write may be. */
gboolean td_draft_saying_add (TdTx *tx, TdDraftSaying *saying, GError **error);
const char *td_draft_saying_id (const TdDraftSaying *saying);
