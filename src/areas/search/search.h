/* Search over paragraphs of submissions and of the library: the same set of hits on both engines, each asker only what they may read.
 *
 * The public asks the public index, the Committee the restricted one (which holds all that was sent): in
 * one index, a confidential row would change the scores of public ones. Asked for an article alone, headings are left out. All words first; if few paragraphs have them all, most
 * words, and the answer says so. The subscriber td_search_subscriber keeps the indexes from the journal.
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"

#define TD_SEARCH_ERROR (td_search_error_quark ())
GQuark td_search_error_quark (void);

typedef struct {
    const char *words;
    const char *const *states; /* iso3 each, NULL-terminated: about any of them; NULL or none: about every one */
    const char *language;      /* tag or NULL */
    const char
        *who; /* a word of areas/library/source.h ("state", "committee"): a source of that kind said it; or NULL */
    const char *name;  /* words of the name of who said it, as this viewer is told it; or NULL */
    int article;       /* 0: any */
    int limit, offset; /* limit 0: 20; at most TD_LIMIT_SEARCH_HITS */
} TdSearchAsk;

/* A paragraph of a submission or of a document of the library, or a public text of another area (public-text.h). */
typedef struct {
    char *submission; /* id; NULL: of the library */
    char *document, *symbol, *anchor, *type,
        *body;          /* of the library: id, symbol or NULL, where it stands in it, slug of
                                                     * its type, who wrote it or NULL. All NULL: of a submission */
    char *kind, *path;  /* of a public text: its word, and its address behind the language; of all others NULL */
    char *state;        /* NULL: a document about none */
    char *organisation; /* NULL where withheld from the asker */
    char *by_state;     /* the State whose own paper it is, or NULL */
    char *title;
    int n, page; /* of a public text n is the number that it bears, or 0 */
    char *language;
    char *text;
    GArray *articles; /* of int */
    gint64 search_key;
    gboolean noted; /* that this viewer reads it is noted (areas/submissions/reading.h) */
} TdSearchHit;

void td_search_hit_free (gpointer hit);
/* Where it stands, for a reader: free it. */
char *td_search_hit_link (const TdSearchHit *hit, const char *locale);

typedef struct {
    gint64 total;
    gboolean most_words; /* few had all the words, so paragraphs with some of them stand here too */
    GPtrArray *hits;     /* of TdSearchHit */
    GPtrArray *query;    /* the analyzed words, for highlights (text/analyzer.h) */
} TdSearchAnswer;

/* Without words but with an article: all paragraphs that speak of it, newest first. What is shown of submissions that
 * are not public is noted (areas/submissions/reading.h). TD_ERROR_INPUT when there is neither, or the State or article is none of the profile's. */
TdSearchAnswer *td_search (TdInstance *instance, const TdViewer *viewer, const TdSearchAsk *ask, GError **error);
void td_search_answer_free (TdSearchAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSearchAnswer, td_search_answer_free)

#define TD_SEARCH_SUBSCRIBER "search" /* its name in the journal's cursors */
/* Keeps both indexes in step with the journal (a TdSubscriberFunc; data is the TdInstance). */
gboolean td_search_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error);
