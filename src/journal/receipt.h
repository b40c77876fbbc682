/* Receipts: a signed promise at once, complete with its proof at the next checkpoint.
 *
 * A small text file that a person can keep and anyone can check, a C2SP signed note whose body says: format, log origin, submission,
 * when received, each file's SHA-256, the document hash (over all files), nonce, leaf; then, once the checkpoint is made,
 * after an empty line the proof: index, path, checkpoint note (C2SP tlog-proof). Lines are
 * "key: value"; the order is fixed; the parser takes nothing else (a fuzz target).
 */
#pragma once

#include "journal/log.h"

typedef struct {
    char *origin;
    char *submission;         /* id */
    gint64 received;          /* instant, seconds precise */
    gboolean rehearsal;
    GPtrArray *files;         /* of char *: 64 hex letters each, in the order sent */
    guint8 document[32];      /* SHA-256 over the files' hashes (32 bytes each) joined */
    guint8 nonce[32];
    guint8 leaf[32];          /* SHA-256 (nonce || document) */
    char *promise;            /* the whole signed note as text; owned */
    /* the proof; index -1 while it waits */
    gint64 index;
    GByteArray *path;
    char *checkpoint;         /* signed note */
} TdReceipt;

TdReceipt *td_receipt_new (const TdLogKey *key, const char *submission, gint64 received, gboolean rehearsal,
                           GPtrArray *files); /* draws the nonce, signs; index -1 */
void td_receipt_free (TdReceipt *receipt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdReceipt, td_receipt_free)

/* Fills index, path and checkpoint if the log has it by now. */
gboolean td_receipt_complete (TdReceipt *receipt, TdTx *tx, const TdLogKey *key, GError **error);

char *td_receipt_to_text (const TdReceipt *receipt);
TdReceipt *td_receipt_from_text (const char *text, gsize length, GError **error); /* parses; checks no signature */

/* Checks signature, leaf, proof and checkpoint against the log's public key. TD_ERROR_INPUT says in one
 * sentence what does not hold. *ret_complete: whether it holds its proof already. */
gboolean td_receipt_check (const TdReceipt *receipt, const char *origin, const guint8 public_key[32], gboolean *ret_complete, GError **error);
