/* The pool: what contributions about a State propose that the Committee should ask or recommend, and what they say matters most.
 *
 * Questions, recommendations (paragraphs of these kinds, as their sender confirmed them) and priorities of everything that was sent
 * about a State for one of its reviews, as far as the viewer may read it. What has the same kind and resembles one another stands in
 * one group (text/resemblance.h); a group says how many organisations say it. A member takes a group, or some of it, into a draft of the
 * Committee in one act, in words of their own choice (paper.h keeps where it came from).
 *
 * What always holds: the pool is the dossier's (TD_ACT_DOSSIER_READ): members without conflict and the secretariat. Every count is
 * one of what this viewer may read. A name stands only where TD_ACT_SUBMISSION_NAME allows it. What was replaced, refused, found to be
 * a duplicate or taken back is not in it; nor are a State's own papers.
 *
 * To which review a contribution belongs: its call's; without one, the one that was under way on the day it came, by the stage that
 * calls for its purpose hang on.
 *
 * Threads: any; records are their caller's.
 */
#pragma once

#include "areas/papers/paper.h"
#include <jansson.h>

typedef enum {
    TD_POOL_QUESTION,
    TD_POOL_RECOMMENDATION,
    TD_POOL_PRIORITY,
    TD_N_POOL_KINDS,
} TdPoolKind;
const char *
td_pool_kind_word (TdPoolKind kind); /* "question", "recommendation", "priority": of programs and of TdPaperOrigin */
const char *td_pool_kind_label (TdPoolKind kind); /* English, for td_words */
gboolean td_pool_kind_from_word (const char *word, TdPoolKind *ret_kind);

/* Where something of the pool stands in a draft or paper already. */
typedef struct {
    char *paper, *paper_kind; /* id; slug of papers.csv */
    char *paragraph;          /* id in its text */
} TdPoolTaken;

typedef struct {
    char *submission; /* id */
    TdPoolKind kind;
    int n; /* of the paragraph; of a priority its place, from 1 */
    char *text, *language;
    char *title;      /* of the contribution, or NULL */
    char *name;       /* of its sender; NULL: not for this viewer */
    gboolean quiet;   /* for the Committee alone, or not published (yet) */
    gboolean noted;   /* reading it is noted */
    GArray *articles; /* of int, ascending: those it speaks of */
    GPtrArray *says;  /* of char *: keys of the organisations that say it, its co-signers too */
    GPtrArray *taken; /* of TdPoolTaken */
} TdPoolItem;

/* "SUBMISSION.question.12": names an item in addresses and forms. Free it. */
char *td_pool_item_key (const TdPoolItem *item);

typedef struct {
    TdPoolKind kind;
    GPtrArray
        *items; /* of TdPoolItem: public ones first, of these the earliest; the first's words stand for the group */
    int organisations; /* that say it */
    int article;       /* under which it stands: the one most of it speaks of; 0: none */
    GArray *articles;  /* of int, ascending: of all */
    gboolean taken;    /* some of it */
} TdPoolGroup;

typedef struct {
    const char *state; /* iso3 */
    int cycle;         /* 0: the review under way */
    int article;       /* 0: all; -1: what speaks of none */
    const char *kind;  /* word; NULL or "": all */
    const char *words; /* all of them stand in it, in any language; NULL or "": all */
    int offset, limit; /* of groups; limit 0: all */
} TdPoolAsk;

typedef struct {
    const TdState *state;
    int cycle;
    gint64 total;       /* groups that the question lets through */
    gint64 items;       /* what they hold */
    gint64 submissions; /* contributions of this review that the viewer may read */
    GPtrArray *groups;  /* of TdPoolGroup, by article, then by how many say it */
} TdPoolList;
void td_pool_clear (TdPoolList *pool);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdPoolList, td_pool_clear)

/* TD_ERROR_NOT_FOUND, TD_ERROR_NOT_ALLOWED. What is not public and is given is noted as read (submissions/reading.h). */
gboolean td_pool (TdInstance *instance, const TdViewer *viewer, const TdPoolAsk *ask, TdPoolList *ret_pool,
                  GError **error);
/* The pool of one group, the one that holds this item. TD_ERROR_NOT_FOUND. */
gboolean td_pool_group_of (TdInstance *instance, const TdViewer *viewer, const char *state, int cycle, const char *item,
                           TdPoolList *ret_pool, GError **error);

typedef struct {
    const char *state;
    int cycle;
    const char *paper, *section; /* id of a draft on that State; slug of one of its sections, or NULL */
    const char *words;           /* in the small mark-up */
    const char *const *items;    /* keys, NULL-terminated: at least one */
} TdPoolTake;
/* One paragraph with all these origins, in one transaction (td_paper_take_in). TD_ACT_PAPER_WRITE on the draft. TD_ERROR_CONFLICT: all of
 * it stands in this draft already. *ret_branch as there; *ret_paragraph: free it. */
gboolean td_pool_take (TdInstance *instance, const TdViewer *viewer, const TdPoolTake *take, char **ret_paragraph,
                       gboolean *ret_branch, GError **error);

/* {state, cycle, total, groups[{kind, article, articles, organisations, text, language, items[{submission, kind, n, text, language,
 * name, title, articles, taken[{paper, kind, paragraph}]}]}]}. */
json_t *td_pool_to_json (const TdPoolList *pool);
