/* What is sent sealed: in confidence, without an account, to officers who alone can open it.
 *
 * A filing has parts, each a file in the age format (age/age.h) that was sealed before it touched a disk: by the server as it streamed in, by
 * the sender's browser, or by the sender beforehand. They are sealed to the recipients of the filing's purpose (recipients.h), whose secret
 * keys no server has: officers fetch the parts and open them on their own machines.
 *
 * Instead of an account a filing has a code of words (areas/submissions/code.h: eight words, Argon2id), shown once. What it is stretched
 * to is the filing's root: a key that travels in the forms of whoever came back and is kept nowhere. From the root follow what the filing is found by (a
 * keyed hash) and a pair of keys to which officers' answers are sealed. So a stolen server tells neither what was sent nor what was answered.
 *
 * The journal says that something was sent, more of it, and each time that a part was fetched; never that somebody came back and looked.
 *
 * Who may: sending is for everybody. Listing, fetching and answering (TD_ACT_SEALED_OPEN) is split by purpose: communications and reports are for
 * whoever keeps the register of cases (TD_ACT_CASE_KEEP), reprisals for whoever keeps theirs (TD_ACT_REPRISAL_KEEP).
 *
 * Threads: any.
 *
 * Example, an officer's page:
 *   g_autoptr (TdSealedFiling) f = td_sealed_get (instance, viewer, id, error);
 *   if (f == NULL) return FALSE;
 *   ok = td_sealed_answer (instance, viewer, f->id, "Please tell us when …", error);
 */
#pragma once

#include "age/age.h"
#include "areas/submissions/code.h"
#include "door/door.h"
#include "instance/instance.h"

#define TD_SEALED_ERROR (td_sealed_error_quark ())
GQuark td_sealed_error_quark (void);

typedef enum {
    TD_SEALED_COMMUNICATION, /* an individual communication, for the register (areas/cases) */
    TD_SEALED_REPRISAL,      /* a word about reprisals, for the focal point and one named officer (areas/reprisals) */
    TD_SEALED_REPORT,        /* an alternative report that its sender dares not send otherwise */
    TD_N_SEALED_PURPOSES
} TdSealedPurpose;
const char *td_sealed_purpose_word (TdSealedPurpose purpose);  /* "communication", "reprisal", "report" */
const char *td_sealed_purpose_label (TdSealedPurpose purpose); /* for people; English, for td_words */
gboolean td_sealed_purpose_from_word (const char *word, TdSealedPurpose *ret_purpose);

/* Who sealed a part. TD_SEALED_BEFORE: it came sealed, from the sender's browser or by their own hand; the server saw no content. */
typedef enum { TD_SEALED_HERE, TD_SEALED_BEFORE } TdSealedBy;

typedef struct {
    int position;     /* from 1 */
    gboolean message; /* what was typed, with the list of the files beside it; else a file */
    TdSealedBy by;
    gint64 size; /* sealed */
    gint64 received;
    gint64 fetched; /* how often officers had it */
    char *file;     /* of a file in pieces: the browser's word for it; else NULL */
    int piece;
    char *sha256; /* among the blobs */
} TdSealedPart;

typedef struct {
    int position; /* from 1 */
    gint64 at;
    char *actor;
} TdSealedAnswer;

typedef struct {
    char *id;
    TdSealedPurpose purpose;
    char *locale;          /* of the page on which it was sent: the server's own words to its sender are in it */
    gint64 received, last; /* when it began, and when the last part came */
    gint64 closed;         /* 0: more can be sent */
    gint64 bytes;          /* of all parts */
    int n_parts, n_waiting, n_answers; /* n_waiting: parts that nobody fetched yet */
    GPtrArray *parts;                  /* of TdSealedPart; NULL in lists */
    GPtrArray *answers;                /* of TdSealedAnswer; NULL in lists */
} TdSealedFiling;
void td_sealed_filing_free (TdSealedFiling *filing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSealedFiling, td_sealed_filing_free)

/* ---- officers ---- */

/* Whether this viewer may have what was sent for a purpose. TD_ERROR_NOT_ALLOWED. */
gboolean td_sealed_may (const TdViewer *viewer, TdSealedPurpose purpose, GError **error);
/* Those of one purpose, newest part first. Of TdSealedFiling. most 0: all of them. */
GPtrArray *td_sealed_list (TdInstance *instance, const TdViewer *viewer, TdSealedPurpose purpose, gint64 from,
                           gint64 most, gint64 *ret_total, GError **error);
/* One with its parts and answers. TD_ERROR_NOT_FOUND also for one of a purpose that is not the viewer's. */
TdSealedFiling *td_sealed_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);
/* The same in the caller's transaction: for the registers that link filings to their cases. */
TdSealedFiling *td_sealed_get_in (TdTx *tx, const TdViewer *viewer, const char *id, GError **error);
/* A part as it is kept, an age file: an unlinked descriptor at its start. The journal says who had it. -1 with error. */
int td_sealed_fetch (TdInstance *instance, const TdViewer *viewer, const char *id, int position, gint64 *ret_size,
                     GError **error);
/* A message to whoever has the code of words; sealed to them, so that the server cannot read it from then on. */
gboolean td_sealed_answer (TdInstance *instance, const TdViewer *viewer, const char *id, const char *text,
                           GError **error);
/* The same in the caller's transaction, which it journals. */
gboolean td_sealed_answer_in (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id, const char *text,
                              GError **error);
/* The language for words to its sender; English where it is gone. Free it; NULL with error. */
char *td_sealed_locale_in (TdTx *tx, const char *id, GError **error);
/* Nothing more can be sent by the code, or again; what was answered stays to be read. Closing erases the address of who asked for a mail (notice.h). */
gboolean td_sealed_close (TdInstance *instance, const TdViewer *viewer, const char *id, gboolean closed,
                          GError **error);
