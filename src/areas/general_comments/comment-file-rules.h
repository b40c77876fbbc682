/* Queries and rules of files of comments; private to this area. */
#pragma once

#include "areas/general_comments/comment-file.h"
#include "store/store.h"

/* Cleans and keeps the file behind fd, before the transaction that names it. NULL with error. Blocks. */
TdCommentFile *td_comment_file_make (TdInstance *instance, const char *id, const char *draft, const char *person,
                                     int fd, const char *format, GError **error);

gboolean td_comment_file_insert (TdTx *tx, const TdCommentFile *file, GError **error);
/* *ret: NULL where there is none. */
gboolean td_comment_file_load (TdTx *tx, const char *id, TdCommentFile **ret, GError **error);
GPtrArray *td_comment_file_load_list (TdTx *tx, const char *person, const char *draft, GError **error);
gboolean td_comment_file_delete (TdTx *tx, const char *id, GError **error);
/* It was confirmed. */
gboolean td_comment_file_confirm (TdTx *tx, const char *id, gboolean confidential, GError **error);
gboolean td_comment_file_of (TdTx *tx, const char *comment, const char *file, GError **error);
/* Whether all its comments stand as they were sent. */
gboolean td_comment_file_stands (TdTx *tx, const char *id, gboolean *ret_stands, GError **error);
/* Appends (of TdCommentFile) those whose document went unconfirmed, or whose sender is nobody any more. */
gboolean td_comment_file_lost (TdTx *tx, int limit, GPtrArray *files, GError **error);
