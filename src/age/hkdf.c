#include "age/hkdf.h"

#include <sodium.h>
#include <string.h>

#include "base/base.h"

enum { HASH = crypto_auth_hmacsha256_BYTES };

void td_hkdf (const guint8 *secret, gsize secret_n, const guint8 *salt, gsize salt_n, const guint8 *info, gsize info_n,
              guint8 *ret_key, gsize n)
{
    guint8 extracted[HASH], block[HASH];
    crypto_auth_hmacsha256_state state;

    g_assert (n <= (gsize) 255 * HASH);
    /* Nothing is still somewhere: memcpy takes no NULL. */
    crypto_auth_hmacsha256_init (&state, salt_n > 0 ? salt : (const guint8 *) "", salt_n);
    crypto_auth_hmacsha256_update (&state, secret, secret_n);
    crypto_auth_hmacsha256_final (&state, extracted);
    for (gsize done = 0, i = 1; done < n; i++) {
        guint8 counter = (guint8) i;
        gsize part = MIN (n - done, (gsize) HASH);

        crypto_auth_hmacsha256_init (&state, extracted, sizeof extracted);
        if (i > 1)
            crypto_auth_hmacsha256_update (&state, block, sizeof block);
        crypto_auth_hmacsha256_update (&state, info_n > 0 ? info : (const guint8 *) "", info_n);
        crypto_auth_hmacsha256_update (&state, &counter, 1);
        crypto_auth_hmacsha256_final (&state, block);
        memcpy (ret_key + done, block, part);
        done += part;
    }
    sodium_memzero (extracted, sizeof extracted);
    sodium_memzero (block, sizeof block);
    sodium_memzero (&state, sizeof state);
}
