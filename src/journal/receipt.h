/* Receipts: a signed promise at once, complete with its proof at the next checkpoint.
 *
 * A small text file that a person can keep and anyone can check with public tools. The promise is a C2SP
 * signed note by the log's own key, named by its origin:
 *
 *   treatydesk receipt 1
 *   origin: treatydesk/0123456789abcdef
 *   submission: aaaabbbbccccdddd
 *   received: 2027-01-15T08:00:00Z
 *   began: 2027-01-15T07:49:00Z             (only where a deadline passed while it arrived: it began to arrive before)
 *   late: link                              (only where its call was over: by a personal link, or "entered" by the secretariat)
 *   rehearsal: yes                          (only in a rehearsal)
 *   file: SHA-256 in hex                    (one line a file, in the order sent, at least one)
 *   document: SHA-256 in hex                (over the files' hashes, 32 bytes each, joined)
 *   nonce: 32 bytes in base64
 *   leaf: 32 bytes in base64                (SHA-256 of nonce and document hash joined)
 *
 *   — treatydesk/0123456789abcdef SIGNATURE
 *
 * Once the checkpoint is made, an empty line and a C2SP tlog-proof follow: "c2sp.org/tlog-proof@v1",
 * "index N", the path, an empty line, the checkpoint. The leaf's data in the tree is the 32 bytes of
 * "leaf". The parser takes exactly what td_receipt_to_text writes and nothing else (fuzz/fuzz-receipt.c),
 * at most TD_LIMIT_FIELD_BYTES.
 */
#pragma once

#include "journal/log.h"

typedef struct {
    char *origin;
    char *submission; /* id */
    gint64 received;  /* instant, seconds precise */
    gint64 began;     /* instant, seconds precise; 0: not said */
    char *late;       /* by what right it was taken late: "link" or "entered"; NULL: it was not late */
    gboolean rehearsal;
    GPtrArray *files;    /* of char *: 64 hex letters each, in the order sent */
    guint8 document[32]; /* SHA-256 over the files' hashes (32 bytes each) joined */
    guint8 nonce[32];
    guint8 leaf[32]; /* SHA-256 (nonce || document) */
    char *promise;   /* the whole signed note as text; owned */
    /* the proof; index -1 while it waits */
    gint64 index;
    GByteArray *path;
    char *checkpoint; /* signed note */
} TdReceipt;

TdReceipt *td_receipt_new (const TdLogKey *key, const char *submission, gint64 received, gboolean rehearsal,
                           GPtrArray *files); /* copies; draws the nonce, signs; index -1 */
/* The same, saying when it began to arrive: for what was in time though its deadline passed while it arrived. began 0: not said. */
TdReceipt *td_receipt_new_begun (const TdLogKey *key, const char *submission, gint64 began, gint64 received,
                                 gboolean rehearsal, GPtrArray *files);
/* The same, saying by what right it was taken late. late NULL: it was not. */
TdReceipt *td_receipt_new_late (const TdLogKey *key, const char *submission, gint64 began, const char *late,
                                gint64 received, gboolean rehearsal, GPtrArray *files);
/* Whether a word says by what right something was taken late. */
gboolean td_receipt_late_known (const char *late);
void td_receipt_free (TdReceipt *receipt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdReceipt, td_receipt_free)

/* Fills index, path and checkpoint if the log has it by now; TRUE and nothing changed while it waits. A
 * complete receipt is renewed to the newest checkpoint. TD_ERROR_NOT_FOUND when the log never had it. */
gboolean td_receipt_complete (TdReceipt *receipt, TdTx *tx, const TdLogKey *key, GError **error);

char *td_receipt_to_text (const TdReceipt *receipt);
/* The proof alone, as a C2SP tlog-proof; put behind a promise and an empty line it makes the receipt whole. */
char *td_receipt_proof_text (gint64 index, const GByteArray *path, const char *checkpoint);
/* Parses; checks no signature. */
TdReceipt *td_receipt_from_text (const char *text, gsize length, GError **error);

/* Checks signature, leaf, proof and checkpoint against the log's public key. TD_ERROR_INPUT says in one
 * sentence what does not hold. *ret_complete: whether it holds its proof already. */
gboolean td_receipt_check (const TdReceipt *receipt, const char *origin, const guint8 public_key[32],
                           gboolean *ret_complete, GError **error);
