#include "journal/receipt.h"
#include "journal/encode.h"
#include "journal/journal.h"
#include "journal/merkle.h"
#include "journal/note.h"
#include "journal/receipt-text.h"

#include "base/errors.h"

#include <sodium.h>

void td_receipt_free (TdReceipt *receipt)
{
    if (!receipt)
        return;
    g_free (receipt->origin);
    g_free (receipt->late);
    g_free (receipt->submission);
    g_clear_pointer (&receipt->files, g_ptr_array_unref);
    sodium_memzero (receipt->nonce, sizeof receipt->nonce);
    g_free (receipt->promise);
    g_clear_pointer (&receipt->path, g_byte_array_unref);
    g_free (receipt->checkpoint);
    g_free (receipt);
}

/* SHA-256 over the files' hashes. FALSE when one of them is no hash. */
static gboolean document_of_files (const GPtrArray *files, guint8 ret_document[32])
{
    crypto_hash_sha256_state state;
    guint8 hash[32];

    crypto_hash_sha256_init (&state);
    for (guint i = 0; i < files->len; i++) {
        const char *file = g_ptr_array_index (files, i);

        if (!td_hex32_read (file, strlen (file), hash))
            return FALSE;
        crypto_hash_sha256_update (&state, hash, sizeof hash);
    }
    crypto_hash_sha256_final (&state, ret_document);
    return TRUE;
}

static void leaf_of_document (const guint8 nonce[32], const guint8 document[32], guint8 ret_leaf[32])
{
    guint8 both[64];

    memcpy (both, nonce, 32);
    memcpy (both + 32, document, 32);
    crypto_hash_sha256 (ret_leaf, both, sizeof both);
    sodium_memzero (both, sizeof both);
}

char *td_receipt_body (const TdReceipt *receipt)
{
    GString *body = g_string_new (TD_RECEIPT_TITLE "\n");
    g_autofree char *received = td_instant_to_text (receipt->received);
    g_autofree char *document = td_hex32 (receipt->document);
    g_autofree char *nonce = td_base64 (receipt->nonce, 32);
    g_autofree char *leaf = td_base64 (receipt->leaf, 32);

    g_string_append_printf (body, "origin: %s\nsubmission: %s\nreceived: %s\n", receipt->origin, receipt->submission,
                            received);
    if (receipt->began != 0) {
        g_autofree char *began = td_instant_to_text (receipt->began);

        g_string_append_printf (body, "began: %s\n", began);
    }
    if (receipt->late != NULL)
        g_string_append_printf (body, "late: %s\n", receipt->late);
    if (receipt->rehearsal)
        g_string_append (body, "rehearsal: yes\n");
    for (guint i = 0; i < receipt->files->len; i++)
        g_string_append_printf (body, "file: %s\n", (const char *) g_ptr_array_index (receipt->files, i));
    g_string_append_printf (body, "document: %s\nnonce: %s\nleaf: %s\n", document, nonce, leaf);
    return g_string_free (body, FALSE);
}

static gint64 whole_seconds (gint64 instant)
{
    return instant - (instant % G_USEC_PER_SEC + G_USEC_PER_SEC) % G_USEC_PER_SEC;
}

TdReceipt *td_receipt_new (const TdLogKey *key, const char *submission, gint64 received, gboolean rehearsal,
                           GPtrArray *files)
{
    return td_receipt_new_begun (key, submission, 0, received, rehearsal, files);
}

TdReceipt *td_receipt_new_begun (const TdLogKey *key, const char *submission, gint64 began, gint64 received,
                                 gboolean rehearsal, GPtrArray *files)
{
    return td_receipt_new_late (key, submission, began, NULL, received, rehearsal, files);
}

gboolean td_receipt_late_known (const char *late)
{
    return g_str_equal (late, "link") || g_str_equal (late, "entered");
}

TdReceipt *td_receipt_new_late (const TdLogKey *key, const char *submission, gint64 began, const char *late,
                                gint64 received, gboolean rehearsal, GPtrArray *files)
{
    g_autoptr (TdReceipt) receipt = g_new0 (TdReceipt, 1);
    g_autofree char *body = NULL;

    receipt->origin = g_strdup (key->origin);
    receipt->submission = g_strdup (submission);
    receipt->received = whole_seconds (received);
    receipt->began = whole_seconds (began);
    receipt->late = g_strdup (late);
    receipt->rehearsal = rehearsal;
    receipt->index = -1;
    receipt->files = g_ptr_array_new_with_free_func (g_free);
    for (guint i = 0; i < files->len; i++)
        g_ptr_array_add (receipt->files, g_strdup (g_ptr_array_index (files, i)));
    g_return_val_if_fail (document_of_files (receipt->files, receipt->document), NULL);

    randombytes_buf (receipt->nonce, sizeof receipt->nonce);
    leaf_of_document (receipt->nonce, receipt->document, receipt->leaf);
    body = td_receipt_body (receipt);
    receipt->promise = td_note_sign (body, key->origin, key->public_key, key->secret_key);
    return g_steal_pointer (&receipt);
}

gboolean td_receipt_complete (TdReceipt *receipt, TdTx *tx, const TdLogKey *key, GError **error)
{
    g_autoptr (GByteArray) path = NULL;
    g_autofree char *checkpoint = NULL;
    gint64 index = -1;

    if (!td_log_prove (tx, key, receipt->leaf, &index, &path, &checkpoint, error))
        return FALSE;
    if (index < 0)
        return TRUE;
    g_clear_pointer (&receipt->path, g_byte_array_unref);
    g_free (receipt->checkpoint);
    receipt->index = index;
    receipt->path = g_steal_pointer (&path);
    receipt->checkpoint = g_steal_pointer (&checkpoint);
    return TRUE;
}

char *td_receipt_proof_text (gint64 index, const GByteArray *path, const char *checkpoint)
{
    GString *text = g_string_new (TD_RECEIPT_PROOF_TITLE "\n");

    g_string_append_printf (text, "index %" G_GINT64_FORMAT "\n", index);
    for (guint at = 0; at + 32 <= path->len; at += 32) {
        g_autofree char *hash = td_base64 (path->data + at, 32);

        g_string_append_printf (text, "%s\n", hash);
    }
    g_string_append_printf (text, "\n%s", checkpoint);
    return g_string_free (text, FALSE);
}

char *td_receipt_to_text (const TdReceipt *receipt)
{
    g_autofree char *proof = NULL;

    if (receipt->index < 0)
        return g_strdup (receipt->promise);
    proof = td_receipt_proof_text (receipt->index, receipt->path, receipt->checkpoint);
    return g_strconcat (receipt->promise, "\n", proof, NULL);
}

/* ---- checking ---- */

static gboolean refuse (GError **error, const char *sentence)
{
    g_set_error_literal (error, TD_JOURNAL_ERROR, TD_ERROR_INPUT, sentence);
    return FALSE;
}

static gboolean check_promise (const TdReceipt *receipt, const char *origin, const guint8 public_key[32],
                               GError **error)
{
    g_autofree char *signed_body = NULL, *body = td_receipt_body (receipt);
    guint8 document[32], leaf[32];

    if (!g_str_equal (receipt->origin, origin))
        return refuse (error, "This receipt was given by another log than the one it was checked against.");
    signed_body = td_note_open (receipt->promise, strlen (receipt->promise), origin, public_key, NULL);
    if (!signed_body || !g_str_equal (signed_body, body))
        return refuse (error, "The receipt's signature does not hold: the receipt was changed after it was "
                              "given, or this log never gave it.");
    if (!document_of_files (receipt->files, document) || memcmp (document, receipt->document, 32) != 0)
        return refuse (error, "The receipt's document does not belong to its files.");
    leaf_of_document (receipt->nonce, receipt->document, leaf);
    if (memcmp (leaf, receipt->leaf, 32) != 0)
        return refuse (error, "The receipt's leaf does not belong to its document.");
    return TRUE;
}

static gboolean check_proof (const TdReceipt *receipt, const char *origin, const guint8 public_key[32], GError **error)
{
    g_autofree char *body = NULL, *named = NULL;
    guint8 root[32], hash[32];
    guint64 size;

    body = td_note_open (receipt->checkpoint, strlen (receipt->checkpoint), origin, public_key, NULL);
    if (!body || !td_checkpoint_parse (body, &named, &size, root, NULL) || !g_str_equal (named, origin))
        return refuse (error, "The checkpoint in this receipt was not signed by the log.");
    td_merkle_leaf (receipt->leaf, 32, hash);
    if (!td_merkle_check_path (hash, (guint64) receipt->index, size, receipt->path->data, receipt->path->len / 32,
                               root))
        return refuse (error, "The proof in this receipt does not lead to the log's checkpoint.");
    return TRUE;
}

gboolean td_receipt_check (const TdReceipt *receipt, const char *origin, const guint8 public_key[32],
                           gboolean *ret_complete, GError **error)
{
    if (!check_promise (receipt, origin, public_key, error))
        return FALSE;
    if (receipt->index >= 0 && !check_proof (receipt, origin, public_key, error))
        return FALSE;
    *ret_complete = receipt->index >= 0;
    return TRUE;
}
