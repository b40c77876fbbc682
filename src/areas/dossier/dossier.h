/* The dossier of a State in one cycle: everything known, by source and by article.
 *
 * For the Committee: the door is asked for TD_ACT_DOSSIER_READ with the State, and each submission is read as this viewer may read it
 * (td_door_filter, td_submission_seen), so that a name that is withheld from them is not in it. A member with a conflict, or whose conflicts
 * nobody recorded, gets TD_ERROR_NOT_ALLOWED and nothing else.
 *
 * A dossier is opened (its papers are read), then asked for paragraphs. Both are made of few queries however many papers there are: one for
 * submissions, one for documents, then the words of those paragraphs alone that are shown. What of it is not public and was shown is
 * noted as read, once for all (td_dossier_note_readings), by whoever shows it.
 *
 * Threads: any; a dossier is its caller's.
 */
#pragma once

#include "areas/dossier/coverage.h"

/* A submission, a document, or what somebody answered at a meeting. */
typedef struct {
    char *submission, *document; /* one of both, or of a meeting neither */
    char *meeting, *id;          /* of a meeting: the meeting's id, and a word that tells its papers apart */
    GPtrArray *filed;            /* of a meeting: of TdFiled (areas/questions/filed.h); else NULL */
    TdSource source;
    char *title, *who; /* who: NULL where withheld, or not known */
    char *symbol;      /* of a document, or NULL */
    char *type;        /* of a document: slug of the profile; of a submission: slug of its purpose */
    char *language;
    char *format;              /* of its main file, or of a document's leading language; or NULL */
    gint64 received;           /* of a submission: instant; of a document: when it came into the library */
    char *day;                 /* of a document: its own, of any precision; or NULL */
    char *status;              /* of a submission: word */
    gboolean is_public, noted; /* noted: that it is read is noted */
    gboolean as_public;        /* without the name that was taken out */
    gboolean read_file;        /* the viewer may have the original */
    GArray *priorities;        /* of int: articles that its sender named first */
} TdDossierPaper;
void td_dossier_paper_free (TdDossierPaper *paper);

typedef struct {
    TdSpan span;
    GPtrArray *papers; /* of TdDossierPaper: by source, the newest first */
    GHashTable *by_id; /* id to TdDossierPaper */
} TdDossier;
void td_dossier_clear (TdDossier *dossier);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdDossier, td_dossier_clear)

/* state: iso3; cycle as in td_span_in. */
gboolean td_dossier_open_in (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *state, int cycle,
                             TdDossier *ret_dossier, GError **error);

/* Whether this viewer reads the dossier of the State at all. TD_ERROR_NOT_FOUND when it is no State party. */
gboolean td_dossier_may_read (const TdInstance *instance, const TdViewer *viewer, const char *state, GError **error);

/* One paragraph that speaks of an article. */
typedef struct {
    const TdDossierPaper *paper; /* the dossier's */
    int article, n;
    int page, file;    /* of the file it stands in (of a submission, by position) */
    char *file_format; /* of that file, or NULL */
    char *anchor; /* in a document; of a meeting the question's id; NULL in a submission, whose page has "p" and n */
    char *number, *heading, *text, *language;
    gboolean priority; /* its sender named this article first */
    int confidence;    /* per mille */
} TdDossierParagraph;
void td_dossier_paragraph_free (TdDossierParagraph *paragraph);

typedef struct {
    int article;      /* 0: every article */
    int source;       /* a TdSource; -1: every source */
    guint from, most; /* of each article and source: those after the first from ones, at most most */
} TdDossierAsk;
typedef struct {
    GPtrArray *
        paragraphs; /* of TdDossierParagraph: by article, then source; what somebody named first, then what is surest, then the newest */
    TdCoverage coverage; /* how many there are */
} TdDossierFound;
void td_dossier_found_clear (TdDossierFound *found);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdDossierFound, td_dossier_found_clear)
gboolean td_dossier_find_in (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const TdDossier *dossier,
                             const TdDossierAsk *ask, TdDossierFound *ret_found, GError **error);

/* Both in one read. found NULL: only the dossier. */
gboolean td_dossier_read (TdInstance *instance, const TdViewer *viewer, const char *state, int cycle,
                          const TdDossierAsk *ask, TdDossier *ret_dossier, TdDossierFound *ret_found, GError **error);
/* Notes that those papers were read of which paragraphs were found. */
gboolean td_dossier_note_readings (TdInstance *instance, const TdViewer *viewer, const TdDossierFound *found,
                                   GError **error);

/* The address of a paragraph behind the language: "/submissions/ID#p12", "/documents/SYMBOL#p12"; of a paper with n 0. Free it. */
char *td_dossier_address (const TdDossierPaper *paper, int n, const char *anchor);
/* The file at that page, "/submissions/ID/files/1#page=3"; NULL where there is none to be had. Free it. */
char *td_dossier_file_address (const TdDossierParagraph *paragraph);
/* "Ghana Union, paragraph 12", "CMW/C/GHA/CO/1, paragraph 34". Free it. */
char *td_dossier_reference (const TdDossierParagraph *paragraph, const char *locale);
/* What a paper is called: its title, else its symbol, else words that say it has none. */
const char *td_dossier_paper_title (const TdDossierPaper *paper, const char *locale);
const char *td_dossier_paper_who (const TdDossierPaper *paper, const char *locale);
