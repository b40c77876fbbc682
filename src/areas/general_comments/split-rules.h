/* What the rules of documents of comments share; private to this area. */
#pragma once

#include "areas/general_comments/split-sql.h"
#include "text/paragraph-split.h"

/* Of TdCommentPiece. */
GPtrArray *td_split_pieces_new (void);
/* One piece, or parts of it none of which is longer than a comment may be. */
void td_split_add_pieces (GPtrArray *pieces, const char *places, const char *text);
/* The number of the draft's last numbered paragraph; 0: none has one. */
int td_split_last_paragraph (const TdText *text);
/* The viewer's; NULL with TD_ERROR_NOT_FOUND for anybody else. */
TdCommentSplit *td_split_own (TdTx *tx, const TdViewer *viewer, const char *id, GError **error);
gboolean td_split_journal (TdTx *tx, TdInstance *instance, const TdCommentSplit *split, const char *act,
                           GError **error);
