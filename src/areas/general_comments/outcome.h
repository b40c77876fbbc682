/* What became of comments, for those who made them and for everybody.
 *
 * The secretariat releases the dispositions of a draft (TD_ACT_GENERAL_COMMENT_KEEP) once the bench has decided; where it did not, they are released
 * with the adoption of the text. From then on whoever commented reads what became of it, and everybody reads it where the comment is public. What is said
 * afterwards is read at once. With the release everybody who wrote from an account, for themselves, for an organisation or a State, gets one letter, which
 * names neither text nor comment.
 *
 * Errors: TD_GENERAL_COMMENT_ERROR. Threads: any; records are their caller's.
 *
 * Acts of the journal, on thing "comment-draft" with the draft's id: general-comment.release.
 */
#pragma once

#include "areas/general_comments/disposition.h"
#include "journal/journal.h"

typedef struct {
    gboolean released;
    gint64 at; /* 0: with the adoption */
} TdOutcomeRelease;
gboolean td_outcome_release_of (TdInstance *instance, const char *draft, TdOutcomeRelease *ret_release, GError **error);

/* TD_ERROR_CONFLICT: comments are still taken, or it was released already. */
gboolean td_outcome_release (TdInstance *instance, const TdViewer *viewer, const char *draft, GError **error);

/* Public comments with what became of them. Before the release the same, nothing being decided. Of TdBenchComment: groups are left out. */
GPtrArray *td_outcome_public (TdInstance *instance, const char *draft, GError **error);
/* The viewer's own and those of organisations and the State for which they may write. Before the release nothing is decided. TD_ACT_ACCOUNT_OWN. */
GPtrArray *td_outcome_mine (TdInstance *instance, const TdViewer *viewer, const char *draft, GError **error);

/* {draft, released, at, all, waiting, taken, in_part, not_taken, comments[…as td_bench_to_json has them]}. */
json_t *td_outcome_to_json (const char *draft, const TdOutcomeRelease *release, const GPtrArray *list);

/* A subscriber: an adopted text releases the dispositions of its drafts. data is the TdInstance. */
gboolean td_outcome_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error);
