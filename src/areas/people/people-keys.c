#include "areas/people/people-keys.h"

#include <sodium.h>

void td_people_hash (const TdInstance *instance, const char *purpose, const char *text, guint8 ret_hash[32])
{
    crypto_generichash_state state;

    crypto_generichash_init (&state, instance->pepper, sizeof instance->pepper, 32);
    crypto_generichash_update (&state, (const guint8 *) purpose, strlen (purpose) + 1);
    crypto_generichash_update (&state, (const guint8 *) text, strlen (text));
    crypto_generichash_final (&state, ret_hash, 32);
}

char *td_people_random_text (void)
{
    guint8 bytes[TD_PEOPLE_RANDOM_CHARACTERS / 2];
    char text[TD_PEOPLE_RANDOM_CHARACTERS + 1];

    randombytes_buf (bytes, sizeof bytes);
    sodium_bin2hex (text, sizeof text, bytes, sizeof bytes);
    return g_strdup (text);
}
