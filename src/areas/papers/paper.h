/* The Committee's own papers on a State in a cycle: lists of issues, lists of issues prior to reporting, concluding observations.
 *
 * Which kinds there are, by which outline they are written, how their symbols are built and which stage of the review is done with
 * them is the profile's (papers.csv). A paper is written in the structured editor (areas/writing), adopted (text, numbers and
 * symbol freeze; a leaf of the log proves when), transmitted to its State in confidence with an embargo, and published: by
 * hand, or by itself when the embargo's hour comes. The published text stands in the library at its symbol.
 *
 * What always holds: before its publication a paper is in no feed, page, search, count or file of anybody but the Committee's own
 * (without those with a conflict) and, from its transmission on, those who act for its State: by the door (TD_THING_PAPER). Where a
 * paragraph came from (td_paper_take_in) is known to members and secretariat alone and stands in nothing that leaves the house.
 * Two papers never have the same symbol. What was adopted is never written in again.
 *
 * Threads: any; records are their caller's.
 */
#pragma once

#include "areas/writing/writing.h"

#define TD_PAPERS_ERROR (td_papers_error_quark ())
GQuark td_papers_error_quark (void);

typedef struct {
    char *id;
    char *kind;  /* slug of papers.csv */
    char *state; /* iso3 */
    int cycle;
    TdStatus status; /* DRAFT, ACCEPTED (adopted), RECEIVED (transmitted), PUBLISHED */
    TdVisibility visibility;
    char *language;
    char *symbol;                                    /* NULL before it was adopted */
    gint64 created, adopted, transmitted, published; /* 0: not yet */
    int session;                                     /* in which it was adopted; 0: not said */
    gint64 embargo;                                  /* instant; 0: none */
    char *embargo_local, *embargo_zone;              /* what was said: "2026-12-18T18:00", "Europe/Zurich"; or NULL */
    char *document;                                  /* id in the library, once published; or NULL */
    guint8 text_hash[32];                            /* SHA-256 of the adopted text: all zero before */
    gboolean
        stage_waits; /* published, and the stage of the review is to be recorded by hand, since deadlines hang on it */
    guint8 secret[32];
} TdPaper;
void td_paper_free (TdPaper *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPaper, td_paper_free)

TdThing td_paper_thing (const TdPaper *paper);
/* "Concluding observations", an English word of the profile for td_words. */
const char *td_paper_kind_label (const TdProfile *profile, const TdPaper *paper);

/* ---- reading ---- */

/* TD_ACT_PAPER_READ. TD_ERROR_NOT_FOUND. */
TdPaper *td_paper_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
TdPaper *td_paper_get_in (TdTx *tx, const TdViewer *viewer, const char *id, GError **error);
typedef struct {
    const char *state, *kind, *status; /* iso3, slug, word of a status; or NULL */
    int cycle;                         /* 0: any */
} TdPaperFilter;
/* Those that the viewer may read, the newest first. Of TdPaper. */
GPtrArray *td_paper_list (TdInstance *instance, const TdViewer *viewer, const TdPaperFilter *filter, GError **error);
GPtrArray *td_paper_list_in (TdTx *tx, const TdViewer *viewer, const TdPaperFilter *filter, GError **error);
/* The text as the viewer may have it outside the editor: titled, with symbol and marking, and without where paragraphs came from.
 * What was adopted is given as it was adopted. */
TdText *td_paper_text (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);

/* What stands on every page of it until everybody may read it, an English sentence for td_words; NULL once it is published. */
const char *td_paper_marking (const TdPaper *paper);
/* The log's receipt of an adopted paper, with its proof where that has come. TD_ACT_PAPER_READ. Free it. */
char *td_paper_receipt (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);

/* ---- writing ---- */

/* A draft. TD_ACT_PAPER_WRITE on the State. cycle 0: the one under way. TD_ERROR_CONFLICT: there is one of this kind for State
 * and cycle already. language NULL: the first of the profile's working languages. *ret_id: free it. */
gboolean td_paper_begin (TdInstance *instance, const TdViewer *viewer, const char *kind, const char *state, int cycle,
                         const char *language, char **ret_id, GError **error);

/* Where a paragraph comes from. */
typedef struct {
    const char *submission; /* id */
    int paragraph;          /* its number in the submission's file; 0: the whole, or a structured question */
    const char *what;       /* "question", "recommendation", "paragraph" */
} TdPaperOrigin;

/* Puts a paragraph into a draft's section in one act: TD_ACT_PAPER_WRITE, inside a write of the caller's, who ends it with its own
 * journal entry. words: in the small mark-up. Where somebody else writes in the section just now it becomes a branch of it (*ret_branch TRUE).
 * section: slug of the outline; NULL: the section of the kind's questions, else the last. Every origin is stored beside the
 * paragraph (*ret_paragraph: its id, free it). */
gboolean td_paper_take_in (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *paper,
                           const char *section, const char *words, const GArray *articles, const TdPaperOrigin *origins,
                           gsize n_origins, char **ret_paragraph, gboolean *ret_branch, GError **error);
/* For members and secretariat: where a draft's paragraphs come from. Of TdPaperOrigined, by paragraph. */
typedef struct {
    char *paragraph, *submission, *what;
    int number; /* of the submission's paragraph; 0: none */
    gint64 at;
} TdPaperOrigined;
void td_paper_origined_free (TdPaperOrigined *origined);
/* TD_ACT_DOSSIER_READ on its State besides TD_ACT_PAPER_READ. */
GPtrArray *td_paper_origins_in (TdTx *tx, const TdViewer *viewer, const char *paper, GError **error);

/* ---- adopting, transmitting, publishing ---- */

/* The next free symbol by the kind's pattern: "CMW/C/GHA/CO/2". Free it. */
char *td_paper_next_symbol_in (TdTx *tx, TdInstance *instance, const TdPaper *paper, GError **error);
/* The same of one that the viewer may read. */
char *td_paper_next_symbol (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);

/* TD_ACT_PAPER_ADOPT. Text, numbers and symbol freeze; journalled, and a leaf in the log. TD_ERROR_CONFLICT: a branch is open, the symbol
 * is taken, it was adopted already, or another text stands by now than the one that was seen. seen: from td_paper_seen; NULL: as it stands.
 * session 0: not said. */
gboolean td_paper_adopt (TdInstance *instance, const TdViewer *viewer, const char *id, const char *symbol, int session,
                         const char *seen, GError **error);
/* A short text that stands for the text as it is: another text gives another. Free it. */
char *td_paper_seen (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);

/* TD_ACT_PAPER_RELEASE. embargo: local time in the body's zone, "2026-12-18T18:00", later than now; NULL or "": until it is published
 * by hand. Those who act for the State at its permanent mission are told that something waits, and no more. */
gboolean td_paper_transmit (TdInstance *instance, const TdViewer *viewer, const char *id, const char *embargo,
                            GError **error);
/* TD_ACT_PAPER_RELEASE. Into the library at its symbol; the stage of the review is done. Twice is once: TD_ERROR_CONFLICT. Before the
 * embargo's hour: TD_ERROR_CONFLICT unless early. */
gboolean td_paper_publish (TdInstance *instance, const TdViewer *viewer, const char *id, gboolean early,
                           GError **error);
/* Publishes every paper whose embargo is over, by the instance's clock: a chore. */
gboolean td_paper_publish_due (TdInstance *instance, GError **error);
