/* Rows of documents of comments; private to this area. */
#pragma once

#include "areas/general_comments/split.h"

/* *ret NULL: there is none. With its pieces. */
gboolean td_split_load (TdTx *tx, const char *id, TdCommentSplit **ret, GError **error);
GPtrArray *td_split_load_list (TdTx *tx, const char *person, const char *draft, GError **error);
/* Adds to ids (of char *) at most limit of those that came before that instant, the oldest first. */
gboolean td_split_old (TdTx *tx, gint64 before, int limit, GPtrArray *ids, GError **error);
gboolean td_split_insert (TdTx *tx, const TdCommentSplit *split, GError **error);
/* Who reads it, and its pieces as they are now, numbered anew, and a version more. */
gboolean td_split_put_pieces (TdTx *tx, const TdCommentSplit *split, GError **error);
gboolean td_split_delete (TdTx *tx, const char *id, GError **error);
