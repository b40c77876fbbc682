/* Which paragraphs speak of the Committee's earlier concluding observations on the same State.
 *
 * A paragraph of a submission or of a document of the library is matched to a paragraph of concluding observations in two ways: it
 * cites it ("CMW/C/GHA/CO/1, para. 34"; "the concluding observations, para. 34" means the State's last ones before it), or its
 * words resemble it (text/resemblance.h). What is cited counts at once, unless its sender says that it is a mistake. A likeness is a
 * suggestion: it counts when its sender confirms it, and until then the Committee alone is shown that the paragraph "may be about" it.
 *
 * What a paragraph may be matched to: documents of the library of the Committee on the State that are concluding observations
 * (td_match_is_observations), by the paragraphs of their leading language that have a printed number. Matches are found from the
 * journal, when a submission is received or a document comes, in bounded pieces: td_match_follow notes what came and looks
 * through its first piece, td_match_work (a chore) goes on with the rest.
 *
 * Reading asks the door: of submissions only those that the viewer may read (td_door_filter), with the words that they may read.
 *
 * Threads: any; records are their caller's.
 */
#pragma once

#include "areas/library/library.h"
#include "areas/submissions/submission.h"

typedef enum { TD_MATCH_CITED, TD_MATCH_ALIKE, TD_N_MATCH_HOWS } TdMatchHow;
const char *td_match_how_word (TdMatchHow how); /* "cited", "alike" */
typedef enum { TD_MATCH_UNSAID, TD_MATCH_CONFIRMED, TD_MATCH_DENIED, TD_N_MATCH_SAIDS } TdMatchSaid;
const char *td_match_said_word (TdMatchSaid said); /* "", "confirmed", "denied" */

typedef struct {
    char *id;
    char *submission, *document; /* where the paragraph stands that speaks: one of both */
    char *symbol;                /* of document, or NULL */
    int n, page;
    char *anchor; /* of the paragraph in document, "p12"; NULL in a submission (its page has "p" and n) */
    char *source; /* the dossier's column: "state", "un", "regional", "nhri", "civil-society" */
    char *who;    /* its sender as this viewer may see it, or the document's body; NULL: withheld or not known */
    char *title;  /* or NULL */
    char *text;   /* as this viewer may read it */
    char *language;
    gint64 received;              /* of a submission; else 0 */
    gboolean is_public;           /* everybody may read it */
    gboolean noted;               /* that this viewer reads it is noted (areas/submissions/reading.h) */
    char *target, *target_symbol; /* the Committee's document; symbol or NULL */
    char *target_anchor;
    TdMatchHow how;
    double score;
    TdMatchSaid said;
} TdParagraphMatch;
void td_match_free (TdParagraphMatch *match);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdParagraphMatch, td_match_free)

/* Whether it counts: cited and not denied, or confirmed. */
gboolean td_match_counts (const TdParagraphMatch *match);

/* ---- reading ---- */

typedef struct {
    const char *state;  /* iso3 that the Committee's document is about; or NULL */
    const char *target; /* id of the Committee's document; or NULL */
    const char *anchor; /* one paragraph of it; or NULL */
    gboolean counting;  /* those that count alone */
} TdMatchFilter;
/* Those of which the viewer may read the paragraph that speaks; those that count first, then by document, paragraph, score. Who does not
 * read the State's dossier (TD_ACT_DOSSIER_READ) gets those that count alone; nobody gets denied ones. Of TdParagraphMatch, at most
 * TD_LIMIT_MATCHES. */
GPtrArray *td_match_list_in (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const TdMatchFilter *filter,
                             GError **error);
GPtrArray *td_match_list (TdInstance *instance, const TdViewer *viewer, const TdMatchFilter *filter, GError **error);

/* How many of them count for each paragraph of the Committee's document, by column, without reading their words: anchor (char *) to
 * TdMatchCounts. */
typedef struct {
    int state, un, regional, nhri, civil_society; /* that count */
    int maybe; /* likenesses of any column but the State's that nobody confirmed; for who reads the dossier */
} TdMatchCounts;
GHashTable *td_match_counts_in (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *target,
                                GError **error);

/* ---- what may be matched ---- */

/* Whether a type of document (slug) is the Committee's concluding observations. */
gboolean td_match_is_observations (const TdProfile *profile, const char *type);
/* The State's concluding observations, newest first. Of TdLibraryDocument. */
GPtrArray *td_match_observations_in (TdTx *tx, const TdInstance *instance, const char *state, GError **error);

/* ---- the sender's word ---- */

/* All of one's own submission, denied ones too, in its order. Of TdParagraphMatch. key as in submission.h. TD_ACT_SUBMISSION_LINK. */
GPtrArray *td_match_of_submission (TdInstance *instance, const TdViewer *viewer, const char *key,
                                   const char *submission, GError **error);
/* said UNSAID takes one's word back. TD_ACT_SUBMISSION_LINK; TD_ERROR_NOT_FOUND when it is no match of this submission. A public change where
 * the submission is public. */
gboolean td_match_say (TdInstance *instance, const TdViewer *viewer, const char *key, const char *submission,
                       const char *match, TdMatchSaid said, GError **error);

/* ---- finding (from the journal) ---- */

#define TD_MATCH_SUBSCRIBER "matches"
gboolean td_match_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error);
/* Looks through what waits, for at most so many pieces of TD_LIMIT_MATCH_PIECE paragraphs; *ret_left (may be NULL): whether anything waits
 * still. */
gboolean td_match_work (TdInstance *instance, int pieces, gboolean *ret_left, GError **error);
/* At most TD_LIMIT_MATCH_PIECES of them: a chore. */
gboolean td_match_chore (TdInstance *instance, GError **error);
