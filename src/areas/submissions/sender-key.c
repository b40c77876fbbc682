#include "areas/submissions/sender-key.h"

#include <sodium.h>

enum { KEY_BYTES = 32, KEY_TEXT = 2 * KEY_BYTES };

char *td_sender_key_new (void)
{
    guint8 bytes[KEY_BYTES];
    char text[KEY_TEXT + 1];

    randombytes_buf (bytes, sizeof bytes);
    sodium_bin2hex (text, sizeof text, bytes, sizeof bytes);
    return g_strdup (text);
}

gboolean td_sender_key_hash (const TdInstance *instance, const char *key, guint8 ret_hash[32])
{
    static const char purpose[] = "sender key";
    crypto_generichash_state state;

    if (key == NULL || strlen (key) != KEY_TEXT)
        return FALSE;
    crypto_generichash_init (&state, instance->pepper, sizeof instance->pepper, 32);
    crypto_generichash_update (&state, (const guint8 *) purpose, sizeof purpose);
    crypto_generichash_update (&state, (const guint8 *) key, strlen (key));
    crypto_generichash_final (&state, ret_hash, 32);
    return TRUE;
}
