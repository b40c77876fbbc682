/* What the rules of the bench share; private to this area. */
#pragma once

#include "areas/general_comments/disposition.h"
#include "areas/general_comments/general-rules.h"

/* The draft, after asking the door for the act and whether a write may be. NULL with error. */
TdCommentDraft *td_bench_held (TdTx *tx, TdInstance *instance, const TdViewer *viewer, TdAct act, const char *draft,
                               GError **error);
/* One entry about the draft; content is a hash of words (may be NULL) under its secret. */
gboolean td_bench_journal (TdTx *tx, TdInstance *instance, const char *actor, const char *act,
                           const TdCommentDraft *draft, const char *words, gboolean public_change, GError **error);

/* Whether those who commented on the draft know what became of it: it was released, or its general comment adopted. */
gboolean td_outcome_is_released (TdTx *tx, TdInstance *instance, const TdCommentDraft *draft, gboolean *ret_released,
                                 GError **error);

/* Comments as td_bench_comments has them, of those that are handed in (which it takes). */
GPtrArray *td_bench_list_of (TdInstance *instance, const char *draft, GPtrArray *take_comments, GError **error);
/* Whether it stands on this paragraph ("": the whole), also beside another. */
gboolean td_bench_stands_on (const TdBenchComment *comment, const char *anchor);
/* The language in which a comment is written, which need not be that of the draft. Interned. */
const char *td_bench_language (const TdDraftComment *comment);
/* "12" of "p12"; NULL: a paragraph without number. */
const char *td_bench_anchor_number (const char *anchor);
