/* What the rules of comments and of answers share; private to this area. */
#pragma once

#include "areas/consultations/comment-sql.h"

enum { TD_COMMENT_KEY_LENGTH = 64 };
/* FALSE: this is no key. */
gboolean td_comment_key_hash (const TdInstance *instance, const char *key, guint8 ret_hash[32]);
/* Whether it is the viewer's, or of an organisation for which they may write. */
gboolean td_comment_owned (const TdComment *comment, const TdViewer *viewer);
/* As those who act for the State may read them. */
GPtrArray *td_comments_of_state (TdTx *tx, const TdCommentSearch *search, GError **error);
