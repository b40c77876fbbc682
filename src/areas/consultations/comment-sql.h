/* Comments and their words in rows; private to this area. */
#pragma once

#include "areas/consultations/comment.h"

typedef struct {
    const char *consultation, *id;
    const guint8 *key_hash;      /* 32 bytes, or NULL */
    gboolean shown;              /* only what the public reads */
    gboolean answers_all;        /* with offices and what no longer stands */
    const TdViewer *own;         /* only those of this viewer, or NULL */
    const TdCommentFilter *most; /* or NULL */
} TdCommentSearch;
/* As they stand in the rows: nothing is left out yet (comment.c does). */
GPtrArray *td_comments_load (TdTx *tx, const TdCommentSearch *search, GError **error);
gboolean td_comments_count (TdTx *tx, const TdCommentSearch *search, gint64 *ret_count, GError **error);
gboolean td_comments_counts (TdTx *tx, const char *consultation, GHashTable *counts, GError **error);

gboolean td_comment_insert (TdTx *tx, const TdComment *comment, const char *person, const guint8 *key_hash,
                            const guint8 secret[32], GError **error);
gboolean td_comment_set_choice (TdTx *tx, const char *id, gboolean shown, gboolean named, const char *name,
                                GError **error);
gboolean td_comment_drop_words (TdTx *tx, const char *id, gint64 now, GError **error);
const char *td_sender_kind_word (TdSenderKind sender);

/* Those who wrote in a consultation: organisations are added to the list that is given, each once; people are a new list. */
gboolean td_words_senders (TdTx *tx, const char *consultation, GPtrArray *organisations, GPtrArray **ret_people,
                           GError **error);
/* Whether words of this organisation are in it. */
gboolean td_words_of_organisation (TdTx *tx, const char *consultation, const char *organisation, gboolean *ret,
                                   GError **error);

/* An answer, and that it answers a comment from this version on. */
gboolean td_answer_insert (TdTx *tx, const char *consultation, const TdAnswer *answer, const char *actor,
                           GError **error);
gboolean td_answer_link (TdTx *tx, const char *comment, const TdAnswer *answer, gint64 version, gboolean replace,
                         GError **error);
/* The office that this account named last, or NULL. */
gboolean td_answer_last_office (TdTx *tx, const char *consultation, const char *actor, char **ret, GError **error);
