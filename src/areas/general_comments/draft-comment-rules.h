/* What the rules of comments on drafts share; private to this area. */
#pragma once

#include "areas/general_comments/draft-comment-sql.h"
#include "areas/general_comments/general-rules.h"

enum { TD_DRAFT_KEY_LENGTH = 64 };
/* FALSE: this is no key. */
gboolean td_draft_key_hash (const TdInstance *instance, const char *key, guint8 ret_hash[32]);
/* Whether it is the viewer's, or of an organisation or State for which they may write. */
gboolean td_draft_comment_owned (const TdDraftComment *comment, const TdViewer *viewer);
/* Sets names and `mine`, and takes out what the viewer is not to learn. */
gboolean td_draft_comments_finish (TdTx *tx, const TdViewer *viewer, GPtrArray *list, GError **error);
/* Whether the organisation has a public page. */
gboolean td_draft_organisation_is_public (TdTx *tx, const char *organisation, gboolean *ret, GError **error);
