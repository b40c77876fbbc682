/* The list of what is public: documents of the library and published submissions, each with the instant since when it stands as it stands.
 *
 * A subscriber of the journal keeps it (td_open_follow): after each entry about a document or a submission it asks, as nobody, whether
 * the thing can be read, and writes that down where what everybody reads there is another than before: what somebody does in private about a
 * public thing moves nothing. What was public and is not any more stays as deleted, for those who copied it: its id, kind, State and
 * type, which were public. What never was public never stands here. Everything that programs get in bulk (OAI-PMH, Atom, JSON Lines,
 * CSV, sitemaps) is read from this list, so none of it can tell more than a page tells nobody.
 */
#pragma once

#include "areas/library/library.h"
#include "areas/submissions/submission.h"
#include "journal/journal.h"

#define TD_OPEN_ERROR (td_open_error_quark ())
GQuark td_open_error_quark (void);

typedef enum { TD_OPEN_DOCUMENT, TD_OPEN_SUBMISSION, TD_N_OPEN_KINDS } TdOpenKind;
const char *td_open_kind_word (TdOpenKind kind); /* "document", "submission" */
gboolean td_open_kind_from_word (const char *word, TdOpenKind *ret_kind);

typedef struct {
    char *id;
    TdOpenKind kind;
    char *state; /* iso3, or NULL */
    char *type;  /* slug: of the document's type, or of the submission's purpose */
    gint64 position, at;
    gboolean deleted;
    char *hash; /* of what everybody reads there; "" where it is deleted */
} TdOpenRecord;
void td_open_record_free (TdOpenRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdOpenRecord, td_open_record_free)

typedef struct {
    gint64 after;       /* positions behind this one */
    gint64 from, until; /* instants, both counted in; 0: any */
    const char *kind;   /* word, or NULL */
    const char *state;  /* or NULL */
    const char *type;   /* or NULL */
    gboolean deleted;   /* deleted ones too */
    gboolean newest;    /* the last first */
    int most;           /* 0: all */
} TdOpenSearch;
/* By position. Of TdOpenRecord. *ret_total (may be NULL): of all that match, wherever after points. */
GPtrArray *td_open_records_in (TdTx *tx, const TdOpenSearch *search, gint64 *ret_total, GError **error);
/* *ret NULL: it never was public. */
gboolean td_open_record_in (TdTx *tx, const char *id, TdOpenRecord **ret, GError **error);
/* The instant of the oldest; now where there is none. */
gboolean td_open_earliest_in (TdTx *tx, gint64 now, gint64 *ret_at, GError **error);

/* The subscriber; data is the TdInstance. */
gboolean td_open_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error);

/* The thing itself as nobody reads it. Both NULL where it is not public any more. */
typedef struct {
    TdLibraryDocument *document;
    TdSubmission *submission;
} TdOpenThing;
void td_open_thing_clear (TdOpenThing *thing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdOpenThing, td_open_thing_clear)
gboolean td_open_thing_in (TdTx *tx, const TdInstance *instance, const TdOpenRecord *record, TdOpenThing *ret_thing,
                           GError **error);
/* The address of its page, without the site's: "/en/documents/…". Free it. */
char *td_open_path (const TdOpenRecord *record, const TdOpenThing *thing, const char *locale);
