/* The bench of who drafts a general comment: comments on a draft by paragraph, alike ones grouped, and what becomes of each.
 *
 * Everybody of the Committee, and the secretariat, works there (TD_ACT_GENERAL_COMMENT_BENCH). They read all comments with their words, those for
 * the Committee alone too. A disposition says that a comment was taken, taken in part or not taken; the last two give a reason. It is
 * given to one comment or to a group of such as say the same. Its writer reads it once dispositions of the draft are released
 * (outcome.h), or the Committee adopted the text; everybody reads it then where the comment is public. Where a comment's words change
 * afterwards the disposition is outdated, and the comment waits again.
 *
 * Errors: TD_GENERAL_COMMENT_ERROR. Threads: any; records are their caller's.
 *
 * Acts of the journal, on thing "comment-draft" with the draft's id: general-comment.bench (dispositions and groups).
 */
#pragma once

#include "areas/consultations/comment.h"
#include "areas/general_comments/draft-comment.h"

typedef struct {
    TdDraftComment *comment;
    GPtrArray *answers; /* of TdDraftComment: its discussion */
    GPtrArray *also;    /* of char *: anchors of further paragraphs on which it stands */
    int group;          /* its group's number; 0: none */
    gboolean decided;   /* disposition and reason are of its words as they stand */
    gboolean outdated;  /* or of earlier ones */
    TdDisposition disposition;
    char *reason;   /* "" where none was needed; NULL: never decided */
    gint64 version; /* how often it was decided: what a form carries */
    gint64 at;
} TdBenchComment;
void td_bench_comment_free (TdBenchComment *comment);

/* All that have words, by paragraph in order of the draft (those on the whole first), then public ones before others, by number. Of TdBenchComment. */
GPtrArray *td_bench_comments (TdInstance *instance, const TdViewer *viewer, const char *draft, GError **error);

/* ---- choosing and counting ---- */

typedef enum {
    TD_BENCH_ALL,
    TD_BENCH_WAITING, /* without a disposition that stands */
    TD_BENCH_TAKEN,
    TD_BENCH_IN_PART,
    TD_BENCH_NOT_TAKEN,
    TD_N_BENCH_STATES
} TdBenchState;
const char *td_bench_state_word (TdBenchState state);  /* "", "waiting", "taken", "in-part", "not-taken" */
const char *td_bench_state_label (TdBenchState state); /* English, for td_words */
gboolean td_bench_state_from_word (const char *word, TdBenchState *ret);

typedef struct {
    const char *anchor; /* on this paragraph, also beside another; "": on the whole; NULL: on any */
    TdBenchState state;
    gboolean confidential; /* only those for the Committee alone */
    int group;             /* only these; 0: any */
} TdBenchFilter;
/* Those of list that fit. Of TdBenchComment, which stay list's. */
GPtrArray *td_bench_choose (const GPtrArray *list, const TdBenchFilter *filter);

typedef struct {
    int all, waiting, by_disposition[TD_N_DISPOSITIONS];
} TdBenchTally;
TdBenchTally td_bench_tally (const GPtrArray *list);

/* ---- what becomes of them ---- */

typedef struct {
    const char *const *comments; /* "ID.VERSION" of each, as it was seen; NULL-terminated */
    gboolean whole_group;        /* and of all others of their groups, however often these were decided */
    const char *disposition;
    const char *reason;
} TdDispositionWish;
/* *ret_field (may be NULL) names what will not do, a literal. TD_ERROR_CONFLICT: somebody else decided one of them meanwhile, and nothing was stored. */
gboolean td_disposition_give (TdInstance *instance, const TdViewer *viewer, const char *draft,
                              const TdDispositionWish *wish, const char **ret_field, GError **error);

/* ---- groups ---- */

/* What may say the same: on the same paragraph, alike in words (text/resemblance.h), at least one of them in no group, and none that somebody said is not
 * alike. Each of at least two and at most TD_LIMIT_COMMENTS_ALIKE, the largest first; of GPtrArray of TdBenchComment, which stay list's. unlike: of td_bench_unlike. */
GPtrArray *td_bench_suggest (const GPtrArray *list, GHashTable *unlike);
/* Pairs that are said to be unlike: "ID ID" with the smaller first. NULL with error. */
GHashTable *td_bench_unlike (TdInstance *instance, const char *draft, GError **error);

/* They say the same: one group of all of them and of those in their groups. comments: ids, at least two, NULL-terminated. */
gboolean td_bench_group (TdInstance *instance, const TdViewer *viewer, const char *draft, const char *const *comments,
                         GError **error);
/* This one does not say the same as the rest of its group; a group of one is none. */
gboolean td_bench_ungroup (TdInstance *instance, const TdViewer *viewer, const char *draft, const char *comment,
                           GError **error);
/* They do not say the same: not suggested together again. */
gboolean td_bench_not_alike (TdInstance *instance, const TdViewer *viewer, const char *draft,
                             const char *const *comments, GError **error);

/* {draft, all, waiting, taken, in_part, not_taken, comments[{…as td_draft_comment_to_json, also, answers, group, disposition, reason, outdated, decided}]}. list: what was
 * chosen; all: of which it was. */
json_t *td_bench_to_json (const char *draft, const GPtrArray *list, const GPtrArray *all);
