/* The transparency log: an append-only Merkle tree (hashing of RFC 9162, section 2.1) with signed heads.
 *
 * A leaf's data is SHA-256 (nonce || document hash), the nonce 32 random bytes that stand in the receipt
 * alone (and in the copy that the server keeps of it unless it was declined): the log tells nobody who sent what, and a
 * deleted nonce deletes the link. Leaves wait until the
 * next checkpoint, are padded with random ones to a multiple of the profile's batch, and put in random
 * order. Heads are signed notes (C2SP signed-note) holding checkpoints (C2SP tlog-checkpoint), Ed25519.
 * Rehearsal acts go to a log of their own with another origin and key.
 */
#pragma once

#include "base/clock.h"
#include "store/store.h"

typedef struct {
    const char *origin; /* "treatydesk/<instance id>" or "treatydesk/<instance id>/rehearsal" */
    guint8 public_key[32];
    guint8 secret_key[64];
} TdLogKey;

/* Puts a leaf in wait, in the transaction that accepts the submission; TD_ERROR_CONFLICT if the log has
 * it already. at: when it came. */
gboolean td_log_wait (TdTx *tx, const TdLogKey *key, const guint8 leaf[32], gint64 at, GError **error);

/* Takes all waiting leaves of this log into the tree, padded with random ones to a multiple of batch, and signs a new
 * head; its own transaction, with its journal entry. With TD_LOG_WHEN_WAITING nothing is done when nothing waits. With
 * TD_LOG_ALWAYS a whole batch of random leaves is taken then: heads that come whatever happens tell nobody that a
 * report came, so this is what a server does at its set times. */
typedef enum { TD_LOG_WHEN_WAITING, TD_LOG_ALWAYS } TdLogWhen;
gboolean td_log_checkpoint (TdStore *store, const TdLogKey *key, TdLogWhen when, int batch, const TdClock *clock,
                            gboolean *ret_made, GError **error);

/* The newest checkpoint as a signed note; NULL without error: none yet. Free it. */
char *td_log_newest (TdTx *tx, const TdLogKey *key, GError **error);
/* Inclusion proof of a leaf in the newest tree: index, hashes (n * 32 bytes), the checkpoint's note.
 * While it waits *ret_index is -1 and the other two are untouched. TD_ERROR_NOT_FOUND for an unknown leaf. */
gboolean td_log_prove (TdTx *tx, const TdLogKey *key, const guint8 leaf[32], gint64 *ret_index, GByteArray **ret_path,
                       char **ret_checkpoint, GError **error);
/* Consistency proof between two sizes of the tree; TD_ERROR_INPUT unless from <= to <= the newest size. */
gboolean td_log_prove_consistency (TdTx *tx, const TdLogKey *key, gint64 from, gint64 to, GByteArray **ret_path,
                                   GError **error);
/* Recomputes the tree from its leaves, compares every stored subtree and checks every stored head with its
 * signature. TD_ERROR_OURS says what does not hold. A log without leaves holds. */
gboolean td_log_check (TdStore *store, const TdLogKey *key, gint64 *ret_leaves, GError **error);
