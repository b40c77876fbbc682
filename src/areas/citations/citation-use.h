/* Which texts cite which paragraph: "general comment No. 2, para. 23", "CMW/C/GHA/CO/1, para. 34", from both sides.
 *
 * A subscriber of the journal (td_citations_follow) looks through the paragraphs of each submission that is received and of each document
 * that comes into the library (text/citation.h knows the forms in six languages), and keeps what they cite: by symbol, by the number of a general
 * comment, and "the concluding observations, para. 34" as the State's last ones before. A number means the general comments of the body that
 * the text names, else of the body whose paper the text is, else this Committee's own; a joint general comment is found by each of its symbols.
 * What is cited need not be in the library yet.
 *
 * Reading asks the door for each row (td_door_filter): a submission that the viewer may not read is in no list and no count, and one that was
 * taken down is gone at once. A document does not use itself.
 *
 * Threads: any; records are their caller's.
 */
#pragma once

#include "areas/library/library.h"
#include "areas/submissions/submission.h"
#include "journal/journal.h"

#define TD_CITATIONS_ERROR (td_citations_error_quark ())
GQuark td_citations_error_quark (void);

/* One citation: where it stands and what it cites. */
typedef struct {
    char *submission, *document; /* where it stands: one of both */
    char *symbol;                /* of document, or NULL */
    int n;
    char *anchor; /* of the paragraph in document, "p12"; NULL in a submission (its page has "p" and n) */
    char *title;  /* or NULL */
    char *who;    /* its sender as this viewer may see it, or the document's body; NULL: withheld or not known */
    char *text, *language;
    char *day; /* of the document, or the day on which the submission was received; or NULL */
    gboolean is_public;
    gboolean noted;            /* that this viewer reads it is noted (areas/submissions/reading.h) */
    char *cited, *cited_state; /* the symbol, or "" and the State of "the concluding observations" */
    int first, last;           /* 0: as a whole */
} TdUse;
void td_use_free (TdUse *use);

/* How many texts (not places) cite one paragraph. */
typedef struct {
    int paragraph; /* 0: the document as a whole, without a paragraph */
    int submissions, documents;
} TdUseCount;

typedef struct {
    TdLibraryDocument *document;
    GArray *counts;  /* of TdUseCount, of all its paragraphs that are cited, ascending */
    int texts;       /* that cite it anywhere */
    GPtrArray *uses; /* of TdUse, the newest first; of the paragraph that was asked for */
    gboolean cut;    /* there are more than TD_LIMIT_CITATIONS */
} TdUses;
void td_uses_clear (TdUses *uses);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdUses, td_uses_clear)

/* Which texts that the viewer may read cite this document. paragraph 0: any. TD_ERROR_NOT_FOUND. */
gboolean td_uses_get (TdInstance *instance, const TdViewer *viewer, const char *symbol_or_id, int paragraph,
                      TdUses *ret_uses, GError **error);
/* The counts alone, for everybody's eyes. Of TdUseCount. */
GArray *td_uses_public_counts_in (TdTx *tx, const TdInstance *instance, const char *document, GError **error);
/* How many texts cite a paragraph. */
int td_use_count_texts (const TdUseCount *count);

/* What a text cites, in its order. */
typedef struct {
    TdUse *use;
    TdLibraryDocument *target; /* NULL: it is not in the library */
} TdCite;
void td_cite_free (TdCite *cite);
/* Of TdCite, at most TD_LIMIT_CITATIONS. document: id or symbol. */
GPtrArray *td_cites_of_document (TdInstance *instance, const char *document, TdLibraryDocument **ret_document,
                                 GError **error);
/* submission: for who may read it; key as in submission.h. */
GPtrArray *td_cites_of_submission (TdInstance *instance, const TdViewer *viewer, const char *key,
                                   const char *submission, TdSubmission **ret_submission, GError **error);

/* {document, symbol, title, paragraph, texts, paragraphs[{paragraph, texts, submissions, documents}], uses[{kind, id, symbol, title, from, at,
 * text, language, day, public, first, last}], complete}. Free with json_decref. */
json_t *td_uses_to_json (const TdUses *uses, int paragraph);
/* [{at, text, language, symbol, state, first, last, document, title}]: document is its id, null where the library lacks it. */
json_t *td_cites_to_json (const GPtrArray *cites);

/* The subscriber; data is the TdInstance. */
#define TD_CITATIONS_SUBSCRIBER "citations"
gboolean td_citations_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error);
