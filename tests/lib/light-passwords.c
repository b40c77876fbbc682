/* Loaded before libsodium by tests whose matter is not what a password costs: Argon2id with the least that libsodium takes, where the
 * product asks for 64 MiB and two passes. The product knows nothing of it and has no such setting. What libsodium made with other
 * limits still verifies, since a kept password names its own. */
#include <sodium.h>

int crypto_pwhash (unsigned char *const out, unsigned long long length, const char *const password,
                   unsigned long long password_length, const unsigned char *const salt, unsigned long long opslimit,
                   size_t memlimit, int algorithm)
{
    (void) opslimit;
    (void) memlimit;
    return crypto_pwhash_argon2id (out, length, password, password_length, salt, crypto_pwhash_argon2id_OPSLIMIT_MIN,
                                   crypto_pwhash_argon2id_MEMLIMIT_MIN, algorithm);
}

int crypto_pwhash_str (char out[crypto_pwhash_STRBYTES], const char *const password, unsigned long long password_length,
                       unsigned long long opslimit, size_t memlimit)
{
    (void) opslimit;
    (void) memlimit;
    return crypto_pwhash_argon2id_str (out, password, password_length, crypto_pwhash_argon2id_OPSLIMIT_MIN,
                                       crypto_pwhash_argon2id_MEMLIMIT_MIN);
}
