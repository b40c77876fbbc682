/* Rows of dispositions and groups; private to this area. */
#pragma once

#include "areas/general_comments/disposition.h"

/* Fills disposition, group and also of those in list, which are comments of the draft. */
gboolean td_bench_fill (TdTx *tx, const char *draft, GPtrArray *list, GError **error);

/* What is known of one comment: *ret_words 0 where there is no such comment on the draft, or it has no words. */
typedef struct {
    gint64 words;   /* version of its words */
    gint64 version; /* how often it was decided */
    gboolean confidential;
    char *group; /* id, or NULL */
} TdBenchRow;
void td_bench_row_clear (TdBenchRow *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdBenchRow, td_bench_row_clear)
gboolean td_bench_row (TdTx *tx, const char *draft, const char *comment, TdBenchRow *ret_row, GError **error);
/* Ids of the comments of a group that have words. Of char *. */
GPtrArray *td_bench_group_members (TdTx *tx, const char *group, GError **error);

gboolean td_disposition_put (TdTx *tx, const char *comment, TdDisposition disposition, const char *reason, gint64 words,
                             const char *actor, gint64 at, GError **error);
gboolean td_bench_group_insert (TdTx *tx, const char *id, const char *draft, const char *actor, gint64 at,
                                GError **error);
/* From whatever group it is in. */
gboolean td_bench_group_put (TdTx *tx, const char *comment, const char *group, GError **error);
gboolean td_bench_group_take (TdTx *tx, const char *comment, GError **error);
/* Groups of one or none of the draft go. */
gboolean td_bench_groups_tidy (TdTx *tx, const char *draft, GError **error);
gboolean td_bench_unlike_put (TdTx *tx, const char *comment, const char *other, GError **error);
/* "ID ID" into set. */
gboolean td_bench_unlike_load (TdTx *tx, const char *draft, GHashTable *set, GError **error);
gboolean td_bench_also_put (TdTx *tx, const char *comment, const char *anchor, GError **error);
