/* Comments on drafts, their words and their support in rows; private to this area. */
#pragma once

#include "areas/general_comments/draft-comment.h"

typedef struct {
    const char *draft, *id;
    const guint8 *key_hash;           /* 32 bytes, or NULL */
    gboolean is_public;               /* only what everybody reads; one that is gone where others answered it */
    const TdViewer *own;              /* only those of this viewer, or NULL */
    const TdDraftCommentFilter *most; /* or NULL: answers too */
} TdDraftCommentSearch;
/* As they stand in the rows, public ones first, by number: nothing is left out yet, and supporters have no names. */
GPtrArray *td_draft_comments_load (TdTx *tx, const TdDraftCommentSearch *search, GError **error);
gboolean td_draft_comments_count (TdTx *tx, const TdDraftCommentSearch *search, gint64 *ret_count, GError **error);
/* Adds to counts. */
gboolean td_draft_comments_load_counts (TdTx *tx, const char *draft, GHashTable *counts, GError **error);

/* The first public comments on each of these paragraphs, at most so many on each; answers not among them. By paragraph's comments' number. */
GPtrArray *td_draft_comments_load_first (TdTx *tx, const char *draft, const char *const *anchors, int each,
                                         GError **error);

/* The number that comes next in its row, and that it is given. */
gboolean td_draft_comment_take_number (TdTx *tx, const char *draft, gboolean confidential, int *ret_number,
                                       GError **error);
gboolean td_draft_comment_insert (TdTx *tx, const TdDraftComment *comment, const guint8 *key_hash,
                                  const guint8 secret[32], GError **error);
/* Its words, wording, name, number, who reads it, version. */
gboolean td_draft_comment_update (TdTx *tx, const TdDraftComment *comment, const guint8 secret[32], GError **error);
gboolean td_draft_comment_drop_words (TdTx *tx, const char *id, gint64 at, GError **error);
gboolean td_draft_comment_set_shown (TdTx *tx, const char *id, gboolean shown, GError **error);
/* How many answers it has, whoever may read them. */
gboolean td_draft_comment_replies (TdTx *tx, const char *id, gint64 *ret_count, GError **error);
gboolean td_draft_support_set (TdTx *tx, const char *comment, const char *organisation, gint64 version,
                               gboolean supports, gint64 at, GError **error);
/* Another organisation stands for this one from now on (areas/organisations). */
gboolean td_draft_comments_merge (TdTx *tx, const char *from, const char *into, GError **error);
