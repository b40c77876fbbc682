/* Receipts and notes come from anybody: parser, check and writer must agree on every input.
 *
 * What always holds: a text that is taken is written again byte for byte. The seeds are signed with the key
 * below, so that the check goes on to the proof. */
#include "base/base.h"
#include "journal/note.h"
#include "journal/receipt.h"

#include <sodium.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
    static const guint8 seed[32] = "seed of the sample receipts....";
    guint8 public_key[32], secret_key[64];
    g_autoptr (TdReceipt) receipt = NULL;
    g_autofree char *again = NULL, *body = NULL;
    gboolean complete;

    td_base_init ();
    crypto_sign_seed_keypair (public_key, secret_key, seed);
    body = td_note_open ((const char *) data, size, "treatydesk/0123456789abcdef", public_key, NULL);
    receipt = td_receipt_from_text ((const char *) data, size, NULL);
    if (!receipt)
        return 0;
    again = td_receipt_to_text (receipt);
    g_assert_cmpmem (again, strlen (again), data, size);
    td_receipt_check (receipt, receipt->origin, public_key, &complete, NULL);
    return 0;
}
