/* Drafts and their texts in rows; private to this area. */
#pragma once

#include "areas/general_comments/draft.h"

/* *ret NULL: none. */
gboolean td_comment_draft_load (TdTx *tx, const char *id, TdCommentDraft **ret, GError **error);
/* The first first. */
GPtrArray *td_comment_draft_load_list (TdTx *tx, const char *general_comment, GError **error);
/* The text as JSON, or NULL in *ret: none in that language. language NULL: the leading one. */
gboolean td_comment_draft_load_text (TdTx *tx, const char *id, const char *language, char **ret, GError **error);

/* And that its general comment has one more. */
gboolean td_comment_draft_insert (TdTx *tx, const TdCommentDraft *draft, const char *actor, GError **error);
gboolean td_comment_draft_insert_text (TdTx *tx, const char *draft, const TdDraftLanguage *language, const char *json,
                                       GError **error);
gboolean td_comment_draft_set_leading (TdTx *tx, const char *draft, const char *language, GError **error);
