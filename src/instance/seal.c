#include "instance/seal.h"

#include <sodium.h>

enum {
    KEY = crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
};

static void key_for (const TdInstance *instance, const char *purpose, guint8 ret_key[KEY])
{
    static const char sealing[] = "treatydesk seal 1";
    crypto_generichash_state state;

    crypto_generichash_init (&state, instance->pepper, sizeof instance->pepper, KEY);
    crypto_generichash_update (&state, (const guint8 *) sealing, sizeof sealing);
    crypto_generichash_update (&state, (const guint8 *) purpose, strlen (purpose));
    crypto_generichash_final (&state, ret_key, KEY);
}

GBytes *td_seal (const TdInstance *instance, const char *purpose, const char *about, const guint8 *plain, gsize size)
{
    guint8 *out = g_malloc (NONCE + size + TAG);
    unsigned long long n = 0;
    guint8 key[KEY];

    key_for (instance, purpose, key);
    randombytes_buf (out, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt (out + NONCE, &n, plain, size, (const guint8 *) about, strlen (about),
                                                NULL, out, key);
    sodium_memzero (key, sizeof key);
    return g_bytes_new_take (out, NONCE + (gsize) n);
}

GBytes *td_unseal (const TdInstance *instance, const char *purpose, const char *about, const guint8 *sealed, gsize size)
{
    g_autofree guint8 *out = NULL;
    unsigned long long n = 0;
    guint8 key[KEY];
    int wrong;

    if (sealed == NULL || size < NONCE + TAG)
        return NULL;
    out = g_malloc (size - NONCE - TAG + 1);
    key_for (instance, purpose, key);
    wrong = crypto_aead_xchacha20poly1305_ietf_decrypt (out, &n, NULL, sealed + NONCE, size - NONCE,
                                                        (const guint8 *) about, strlen (about), sealed, key);
    sodium_memzero (key, sizeof key);
    return wrong ? NULL : g_bytes_new_take (g_steal_pointer (&out), (gsize) n);
}
