/* Rows of captions; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/questions/caption.h"

/* closed_too: also what was said in a closed part. shown is what was typed alone. Of TdCaption. */
GPtrArray *td_caption_select (TdTx *tx, const char *meeting, const TdCaptionAsk *ask, gboolean closed_too,
                              GError **error);
/* *ret NULL: there is none. */
gboolean td_caption_load (TdTx *tx, const char *meeting, const char *language, int n, TdCaption **ret, GError **error);
GPtrArray *td_channel_select (TdTx *tx, const char *meeting, gboolean closed_too, GError **error);
gboolean td_channel_count (TdTx *tx, const char *meeting, int *ret_n, GError **error);
/* *ret_found FALSE: nobody has begun it. */
gboolean td_channel_secret (TdTx *tx, const char *meeting, const char *language, guint8 ret_secret[32],
                            gboolean *ret_found, GError **error);
gboolean td_channel_insert (TdTx *tx, const char *meeting, const char *language, const guint8 secret[32], gint64 now,
                            GError **error);
gboolean td_caption_last (TdTx *tx, const char *meeting, const char *language, int *ret_n, GError **error);
gboolean td_caption_insert (TdTx *tx, const TdCaption *caption, const char *actor, GError **error);
gboolean td_caption_update (TdTx *tx, const TdCaption *caption, GError **error);
/* Whether anybody but actor typed there since. */
gboolean td_caption_typed_since (TdTx *tx, const char *meeting, const char *language, const char *actor, gint64 since,
                                 gboolean *ret_typed, GError **error);
