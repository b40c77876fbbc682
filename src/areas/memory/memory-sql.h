/* The queries of the memory; private to this area. */
#pragma once

#include "areas/memory/memory.h"

/* ---- texts ---- */

/* What a batch adds to the index; texts that are put into it are found after td_memory_batch_flush. */
typedef struct TdMemoryBatch TdMemoryBatch;
TdMemoryBatch *td_memory_batch_new (void);
void td_memory_batch_free (TdMemoryBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdMemoryBatch, td_memory_batch_free)

/* The number of a text, which is put in where it is not there. */
gboolean td_memory_put_text (TdTx *tx, TdMemoryBatch *batch, const char *language, const char *text, gint64 *ret_number,
                             GError **error);
gboolean td_memory_batch_flush (TdTx *tx, TdMemoryBatch *batch, GError **error);

/* The number of exactly this text; 0 where it is not there. */
gboolean td_memory_find_text (TdTx *tx, const char *language, const char *text, gint64 *ret_number, GError **error);
/* The highest number that any text has. */
gboolean td_memory_highest (TdTx *tx, gint64 *ret_number, GError **error);

typedef struct {
    gint64 number;
    char *text;
    guint32 *tokens;
    guint n_tokens;
} TdMemoryText;
void td_memory_text_free (TdMemoryText *text);
/* Of TdMemoryText, in no order. */
GPtrArray *td_memory_texts (TdTx *tx, const gint64 *numbers, gsize n, GError **error);

/* ---- the index ---- */

/* In how many texts of a language each token stands, into totals[n]. */
gboolean td_memory_totals (TdTx *tx, const char *language, const guint32 *tokens, gsize n, gint64 *totals,
                           GError **error);
typedef gboolean (*TdMemoryBlockFunc) (const guint8 *bytes, gsize size, gpointer data);
/* The blocks of one token, in order; func's FALSE stops without an error. */
gboolean td_memory_blocks (TdTx *tx, const char *language, guint32 token, TdMemoryBlockFunc func, gpointer data,
                           GError **error);

/* ---- pairs ---- */

/* *ret_new: whether it was not there. */
gboolean td_memory_put_pair (TdTx *tx, const TdMemoryPair *pair, gint64 source, gint64 target, const char *actor,
                             gint64 at, gboolean *ret_new, GError **error);
gboolean td_memory_drop_place (TdTx *tx, const TdMemoryPair *pair, GError **error);
gboolean td_memory_drop (TdTx *tx, TdMemoryOrigin origin, const char *name, const char *from, const char *to,
                         gint64 *ret_gone, GError **error);

typedef struct {
    gint64 text, other; /* the numbers */
    char *target;
    TdMemoryOrigin origin;
    char *name, *place;
    gint64 at;
} TdMemoryOther;
void td_memory_other_free (TdMemoryOther *other);
/* What texts were translated to in a language, or from: of TdMemoryOther, by text, official documents first, the newest first. */
GPtrArray *td_memory_others (TdTx *tx, const gint64 *numbers, gsize n, const char *to, GError **error);

/* Of char *. */
GPtrArray *td_memory_tags (TdTx *tx, GError **error);
gboolean td_memory_count (TdTx *tx, TdMemorySize *ret, GError **error);

typedef gboolean (*TdMemoryPairFunc) (const TdMemoryPair *pair, gint64 at, gpointer data, GError **error);
/* All pairs between two languages (both NULL: all) in an order that stays; func's FALSE stops. Reads in pieces, each of its own. */
gboolean td_memory_each_pair (TdStore *store, const char *from, const char *to, TdMemoryPairFunc func, gpointer data,
                              GError **error);
