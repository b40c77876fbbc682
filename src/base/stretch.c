#include "base/stretch.h"

#include <sodium.h>

gboolean td_stretch (const char *text, const guint8 key[32], const char *purpose, guint8 ret_hash[32])
{
    guint8 salt[crypto_pwhash_SALTBYTES], stretched[32];
    gboolean done;

    crypto_generichash (salt, sizeof salt, (const guint8 *) purpose, strlen (purpose), key, 32);
    done = crypto_pwhash (stretched, sizeof stretched, text, strlen (text), salt, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13)
           == 0;
    /* What is kept is keyed once more, so that it tells nothing of what was stretched. */
    if (done)
        crypto_generichash (ret_hash, 32, stretched, sizeof stretched, key, 32);
    sodium_memzero (stretched, sizeof stretched);
    return done;
}
