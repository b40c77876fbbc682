/* Comments on a draft: of an organisation, of a person with an account, or of somebody without one.
 *
 * A comment hangs on a paragraph of the draft (n) or on the whole (0). Who writes chooses whether the public reads it or the State
 * alone, and whether a name stands beside it. There is no default: silence means the State alone, and no name. What comes without an
 * account is for the State and the counts alone.
 *
 * Nobody but its writer learns whose an unnamed comment is: not the State, not the secretariat, in no list and no journal entry.
 * Beside an unnamed comment not even the kind of its sender stands, since there may be only one of a kind. An organisation without
 * a public page is never named, whatever it chose before.
 *
 * Comments are taken from the instant the consultation opens up to, and not at, its end, by when they began to arrive. Their
 * writers may take them back at any time: the words go, the number stays.
 */
#pragma once

#include "areas/consultations/consultation.h"

typedef enum { TD_TAKEN, TD_IN_PART, TD_NOT_TAKEN, TD_N_DISPOSITIONS } TdDisposition;
const char *td_disposition_word (TdDisposition disposition);  /* "taken", "in-part", "not-taken" */
const char *td_disposition_label (TdDisposition disposition); /* English, for td_words */
gboolean td_disposition_from_word (const char *word, TdDisposition *ret);

typedef struct {
    char *id;
    gint64 version; /* of the comment when it was given */
    gboolean stands;
    TdDisposition disposition;
    char *text;
    char *office; /* which ministry: for the State alone, else NULL */
    gint64 at;
} TdAnswer;

typedef enum { TD_SENDER_ORGANISATION, TD_SENDER_PERSON, TD_SENDER_NOBODY } TdSenderKind;

typedef struct {
    char *id, *consultation;
    int number, n;
    gboolean shown, named;
    gint64 at, withdrawn;
    gint64 version;       /* how often it was answered: what a form carries */
    char *text, *wording; /* NULL: gone; wording: proposed instead, or NULL */
    char *name;           /* what stands beside it, or NULL */
    char *kind;           /* of a named sender, and for its writer; else NULL */
    char *organisation;   /* of a named one, and for its writer; else NULL */
    TdSenderKind sender;  /* for its writer; else TD_SENDER_NOBODY */
    GPtrArray *answers;   /* of TdAnswer, oldest first; but for the State only those that stand */
    char *person;         /* private to the rules: NULL in everything they hand out */
} TdComment;
void td_comment_free (TdComment *comment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdComment, td_comment_free)

/* ---- reading ---- */

typedef struct {
    int n;             /* of this paragraph; -1: of all */
    gboolean waiting;  /* only those without an answer */
    int limit, offset; /* limit 0: all */
} TdCommentFilter;
/* What everybody may read, by number; none of a withdrawn draft. *ret_total (may be NULL): without the limit. Of TdComment. */
GPtrArray *td_comments_public (TdInstance *instance, const char *consultation, const TdCommentFilter *filter,
                               gint64 *ret_total, GError **error);
/* All with their words, for those who act for the State. */
GPtrArray *td_comments_for_state (TdInstance *instance, const TdViewer *viewer, const char *consultation,
                                  const TdCommentFilter *filter, gint64 *ret_total, GError **error);
/* The viewer's own, and those of organisations in which they are a contributor or lead. TD_ACT_ACCOUNT_OWN. */
GPtrArray *td_comments_mine (TdInstance *instance, const TdViewer *viewer, const char *consultation, GError **error);
/* The one that was sent without an account, for who has its key; TD_ERROR_NOT_FOUND. */
TdComment *td_comment_of_key (TdInstance *instance, const char *key, GError **error);
/* How many public ones there are on each paragraph: GINT_TO_POINTER (n) to GINT_TO_POINTER (count). */
GHashTable *td_comments_public_counts (TdInstance *instance, const char *consultation, GError **error);

/* ---- writing ---- */

typedef struct {
    int n;
    const char *text, *wording;
    const char *organisation; /* id of one in which the viewer is contributor or lead; NULL or "": none */
    const char *kind;         /* without an organisation: slug of the profile */
    const char *visibility;   /* "public" or "state"; else "state" */
    const char *named;        /* "yes" or "no"; else "no" */
    const char *name;         /* of a person who is named */
    gint64 began;             /* when it began to arrive; 0: now */
} TdCommentWish;
/* TD_ACT_CONSULTATION_COMMENT. *ret_key: NULL for an account, else what opens td_comment_of_key; it is kept nowhere. TD_ERROR_CONFLICT:
 * it is not open, or its draft is gone; TD_ERROR_BUSY: too many. */
gboolean td_comment_add (TdInstance *instance, const TdViewer *viewer, const char *consultation,
                         const TdCommentWish *wish, char **ret_id, char **ret_key, const char **ret_field,
                         GError **error);
/* By its writer, with key where there is no account. */
gboolean td_comment_withdraw (TdInstance *instance, const TdViewer *viewer, const char *key, const char *comment,
                              GError **error);
/* Changes who reads it and whether it is named; not for those without an account. name as in the wish. */
gboolean td_comment_choose (TdInstance *instance, const TdViewer *viewer, const char *comment, const char *visibility,
                            const char *named, const char *name, GError **error);
