/* What people say of a draft general comment: on a paragraph, on words of it, or on the whole.
 *
 * Everybody may, but for those who work on the draft: a registered organisation through its contributors, a State's permanent mission, a person with an account, and somebody
 * without one. Each says as what they write (TdPosition); what an account proves is known, the rest is only said, and marked so. A comment is
 * public, with the name of who wrote it, or for the Committee alone: then nobody else reads it, finds it, or counts it: such comments have numbers
 * of their own, change no public counter, and no journal entry says whose they are. An organisation without a public page can only write to the
 * Committee. What came without an account is shown to the public when an officer has looked at it.
 *
 * A comment may propose other wording for its paragraph or phrase, which is shown as a change. Public comments are open to discussion: answers
 * (reply_to) are comments too, and answers have no answers. Registered organisations with a public page support a public comment of another; support is of
 * its words as they stood, and is not carried over to others.
 *
 * All of it is taken, changed, supported and taken back in one phase alone, which is the draft's (general-comment.h): from the instant it opens up to, and not at,
 * its end, by when it began to arrive. td_draft_comment_open is the one rule; every way in asks it in the transaction that writes. A refusal gives back
 * what was typed: rules change nothing they are given, and pages and commands show it again.
 */
#pragma once

#include "areas/general_comments/draft.h"

typedef enum {
    TD_POSITION_STATE,
    TD_POSITION_EXPERT,
    TD_POSITION_AGENCY, /* a United Nations or other international or regional entity */
    TD_POSITION_NHRI,
    TD_POSITION_ORGANISATION,
    TD_POSITION_PERSON,
    TD_N_POSITIONS
} TdPosition;
const char *td_position_word (TdPosition position);  /* "state", "expert", "agency", "nhri", "organisation", "person" */
const char *td_position_label (TdPosition position); /* English, for td_words */
gboolean td_position_from_word (const char *word, TdPosition *ret);

typedef enum { TD_BY_ORGANISATION, TD_BY_STATE, TD_BY_PERSON, TD_BY_NOBODY } TdDraftSender;

typedef struct {
    char *id, *draft;
    int number; /* within its row: public ones, or confidential ones */
    char *language;
    char *anchor;   /* NULL: on the whole */
    char *phrase;   /* words of that paragraph, or NULL */
    char *reply_to; /* the comment in whose discussion it stands, or NULL */
    TdPosition position;
    gboolean known; /* by an account */
    TdDraftSender sender;
    gboolean confidential;
    gboolean shown; /* FALSE: came without an account and waits for an officer's look */
    gint64 at, changed, withdrawn;
    gint64 version;        /* of its words, from 1: what a form carries */
    char *text, *wording;  /* NULL: gone; wording: proposed instead, or NULL */
    char *name;            /* what stands beside it; NULL: not to be shown (any more) */
    char *organisation;    /* a registered one, with name; or NULL */
    char *state;           /* iso3 for which it was written, or NULL */
    GPtrArray *supporters; /* of TdDraftSupporter: those of these words, the first first */
    gboolean mine;         /* of the viewer's, or of an organisation or State for which they may write */
    char *file;   /* id of the document in which it came (comment-file.h), where readers of it may read that; NULL */
    char *person; /* private to the rules: NULL in everything they hand out */
} TdDraftComment;
void td_draft_comment_free (TdDraftComment *comment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdDraftComment, td_draft_comment_free)

typedef struct {
    char *organisation;
    char *name; /* NULL: it has no public page (any more), and only counts */
} TdDraftSupporter;

/* ---- reading ---- */

typedef struct {
    const char *anchor;   /* on this paragraph; "": on the whole; NULL: on whatever */
    const char *reply_to; /* the discussion of this comment; NULL: comments themselves, no answers */
    gboolean waiting;     /* only those that wait for an officer's look, answers too */
    int limit, offset;    /* limit 0: all */
} TdDraftCommentFilter;
/* filter NULL here and below: all, answers too. What everybody may read, by number; viewer for `mine` alone (may be NULL: nobody). *ret_total (may be NULL): without the limit. Of TdDraftComment. */
GPtrArray *td_draft_comments_public (TdInstance *instance, const TdViewer *viewer, const char *draft,
                                     const TdDraftCommentFilter *filter, gint64 *ret_total, GError **error);
/* All with their words, those for the Committee alone too: public ones first. TD_ACT_GENERAL_COMMENT_BENCH. */
GPtrArray *td_draft_comments_all (TdInstance *instance, const TdViewer *viewer, const char *draft,
                                  const TdDraftCommentFilter *filter, gint64 *ret_total, GError **error);
/* The viewer's own, and those of the organisations and the State for which they may write. TD_ACT_ACCOUNT_OWN. */
GPtrArray *td_draft_comments_mine (TdInstance *instance, const TdViewer *viewer, const char *draft, GError **error);
/* One that the viewer may read: a public one, their own, or by the bench; TD_ERROR_NOT_FOUND. */
TdDraftComment *td_draft_comment_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* The one that was sent without an account, for who has its key; TD_ERROR_NOT_FOUND. */
TdDraftComment *td_draft_comment_of_key (TdInstance *instance, const char *key, GError **error);
/* How many public comments (answers not among them) there are on each paragraph: char * anchor ("" the whole) to GINT_TO_POINTER (count). */
GHashTable *td_draft_comments_counts (TdInstance *instance, const char *draft, GError **error);

/* The first of them on each of these paragraphs (NULL-terminated), at most so many on each; for the margin. Of TdDraftComment. */
GPtrArray *td_draft_comments_first (TdInstance *instance, const TdViewer *viewer, const char *draft,
                                    const char *const *anchors, int each, GError **error);

/* {id, draft, number, language, anchor, phrase, reply_to, position, known, name, organisation, state, confidential (of the bench and one's own alone), text, wording, at, changed,
 * withdrawn, support[{name}], supported}: what is handed out. */
json_t *td_draft_comment_to_json (const TdDraftComment *comment);

/* ---- the one rule ---- */

/* Whether comments on the draft are taken at that instant, inside the transaction that takes them; at 0: now. TD_ERROR_CONFLICT says why not; the phase
 * (td_general_comment_phase) says until when they were. */
gboolean td_draft_comment_open (TdTx *tx, TdInstance *instance, const char *draft, gint64 at, GError **error);

/* ---- writing: TD_ACT_GENERAL_COMMENT_SAY ---- */

typedef struct {
    const char *language; /* of the text on which it is made; NULL: the leading one */
    const char *anchor;   /* NULL or "": the whole */
    const char *phrase;   /* NULL or "": the whole paragraph; else words that stand there */
    const char *reply_to; /* a public comment; anchor and phrase are its own then */
    const char *text, *wording;
    const char *
        organisation; /* id of one in which the viewer is contributor or lead; "state": for the State whose permanent mission the viewer is of;
                               * NULL or "": for oneself */
    const char *
        position; /* of who writes for themselves: "expert" or "person"; without an account also "agency", "nhri", "organisation" */
    const char *name;       /* as it is shown, of who writes for themselves; may be left out for the Committee alone */
    const char *visibility; /* "public", or "committee": there is no default, but answers are public */
    gint64 began;           /* when it began to arrive; 0: now */
} TdDraftCommentWish;
/* *ret_key: NULL for an account, else what opens td_draft_comment_of_key; it is kept nowhere. *ret_field (may be NULL) names what will not do, a literal. TD_ERROR_CONFLICT:
 * not open; TD_ERROR_BUSY: too many. */
gboolean td_draft_comment_add (TdInstance *instance, const TdViewer *viewer, const char *draft,
                               const TdDraftCommentWish *wish, char **ret_id, char **ret_key, const char **ret_field,
                               GError **error);
/* By its writer, with key where there is no account: other words, other wording, who reads it. version: that was seen; another by
 * now is TD_ERROR_CONFLICT. Who it is of, and on what, stays. */
gboolean td_draft_comment_change (TdInstance *instance, const TdViewer *viewer, const char *key, const char *comment,
                                  gint64 version, const TdDraftCommentWish *wish, const char **ret_field,
                                  GError **error);
/* Its words go, its number stays. */
gboolean td_draft_comment_withdraw (TdInstance *instance, const TdViewer *viewer, const char *key, const char *comment,
                                    gint64 began, GError **error);
/* An organisation in which the viewer is contributor or lead supports these words, or no longer. TD_ERROR_CONFLICT: they are others by now. */
gboolean td_draft_comment_support (TdInstance *instance, const TdViewer *viewer, const char *comment, gint64 version,
                                   const char *organisation, gboolean supports, gint64 began, GError **error);
/* An officer looked at one that came without an account: the public reads it, or not. TD_ACT_GENERAL_COMMENT_KEEP; at any time. */
gboolean td_draft_comment_show (TdInstance *instance, const TdViewer *viewer, const char *comment, gboolean shown,
                                GError **error);
