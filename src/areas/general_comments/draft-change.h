/* A draft compared word by word with the one before, each change with the comments that led to it.
 *
 * Paragraphs of two drafts belong together by their words, not by their numbers, which move when one comes in between (text/word-diff.h). A comment on
 * the earlier draft led to the change of its paragraph where the bench took it, also in part; a person of the bench can say of any other comment that it led to a
 * change, and of one of these that it did not. Everybody sees changes; of what led to them the public sees public comments, once dispositions
 * are released (outcome.h).
 *
 * Errors: TD_GENERAL_COMMENT_ERROR. Threads: any; records are their caller's.
 */
#pragma once

#include "areas/general_comments/disposition.h"

typedef enum { TD_DRAFT_CHANGED, TD_DRAFT_ADDED, TD_DRAFT_REMOVED } TdDraftChangeKind;

typedef struct {
    TdBenchComment *comment; /* of the list of comments */
    gboolean linked;         /* somebody said so */
} TdDraftCause;

typedef struct {
    TdDraftChangeKind kind;
    char *anchor;                 /* of the later draft's paragraph; of one that went "-" and its earlier anchor */
    char *before_anchor;          /* NULL: it came */
    char *before_number, *number; /* "12.", or NULL */
    GPtrArray *runs;              /* of TdTextRun, with what came and went */
    GPtrArray *causes;            /* of TdDraftCause */
} TdDraftChange;

typedef struct {
    TdCommentDraft *before, *after;
    char *language;
    GPtrArray *changes;  /* of TdDraftChange, in order of the later draft */
    GPtrArray *comments; /* of TdBenchComment, on the earlier draft: those that the viewer reads */
    int same;            /* paragraphs that did not change */
} TdDraftChanges;
void td_draft_changes_free (TdDraftChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDraftChanges, td_draft_changes_free)

/* What changed, without comments: of TdDraftChange. A pure function. ret_same may be NULL. */
GPtrArray *td_draft_compare (const TdText *before, const TdText *after, int *ret_same);

/* draft: the later one; before: an earlier one of the same general comment, or NULL: the one right before. language: NULL: the leading one of both.
 * TD_ERROR_NOT_FOUND: there is none before, or not in that language. */
TdDraftChanges *td_draft_changes (TdInstance *instance, const TdViewer *viewer, const char *draft, const char *before,
                                  const char *language, GError **error);

/* A comment on an earlier draft led to the change at that anchor, or did not. TD_ACT_GENERAL_COMMENT_BENCH. */
gboolean td_draft_change_say (TdInstance *instance, const TdViewer *viewer, const char *draft, const char *anchor,
                              const char *comment, gboolean led, GError **error);

/* {draft, before, language, same, changes[{kind, anchor, before_anchor, number, before_number, words[{text, change}], comments[{id, number, disposition, linked}]}]}. */
json_t *td_draft_changes_to_json (const TdDraftChanges *changes);
