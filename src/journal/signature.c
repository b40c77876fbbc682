#include "journal/signature.h"

#include <sodium.h>
#include <string.h>

static GByteArray *message_of (const char *use, const guint8 *bytes, gsize size)
{
    GByteArray *message = g_byte_array_new ();

    g_byte_array_append (message, (const guint8 *) use, (guint) strlen (use));
    g_byte_array_append (message, bytes, (guint) size);
    return message;
}

void td_signature_make (const TdLogKey *key, const char *use, const guint8 *bytes, gsize size,
                        guint8 ret_signature[TD_SIGNATURE_BYTES])
{
    g_autoptr (GByteArray) message = message_of (use, bytes, size);

    crypto_sign_detached (ret_signature, NULL, message->data, message->len, key->secret_key);
}

gboolean td_signature_holds (const TdLogKey *key, const char *use, const guint8 *bytes, gsize size,
                             const guint8 signature[TD_SIGNATURE_BYTES])
{
    g_autoptr (GByteArray) message = message_of (use, bytes, size);

    return crypto_sign_verify_detached (signature, message->data, message->len, key->public_key) == 0;
}

void td_signature_server (const TdLogKey *key, guint8 ret_server[TD_SIGNATURE_SERVER])
{
    guint8 hash[crypto_generichash_BYTES];

    crypto_generichash (hash, sizeof hash, (const guint8 *) key->origin, strlen (key->origin), NULL, 0);
    memcpy (ret_server, hash, TD_SIGNATURE_SERVER);
}
