/* Keys as people hand them about. Contract in age.h. */
#include <sodium.h>
#include <string.h>

#include "age/age.h"
#include "age/bech32.h"
#include "base/base.h"
#include "base/errors.h"

TD_DEFINE_ERROR (age)

static const char public_prefix[] = "age", secret_prefix[] = "age-secret-key-";

static void wipe_free (gpointer bytes, gsize n)
{
    if (bytes != NULL)
        sodium_memzero (bytes, n);
    g_free (bytes);
}

/* The 32 bytes behind the prefix. FALSE without error: it is something else. */
static gboolean key_of (const char *text, const char *prefix, guint8 ret_key[TD_AGE_KEY_BYTES])
{
    g_autofree char *stripped = g_strstrip (g_strdup (text)), *found = NULL;
    guint8 *bytes = NULL;
    gsize n = 0;
    gboolean ok =
        td_bech32_decode (stripped, &found, &bytes, &n) && strcmp (found, prefix) == 0 && n == TD_AGE_KEY_BYTES;

    if (ok)
        memcpy (ret_key, bytes, TD_AGE_KEY_BYTES);
    wipe_free (bytes, n);
    sodium_memzero (stripped, strlen (stripped));
    return ok;
}

/* A public key of few possible secrets with everybody seals nothing. */
static gboolean protects (const guint8 key[TD_AGE_KEY_BYTES])
{
    guint8 secret[TD_AGE_KEY_BYTES], shared[TD_AGE_KEY_BYTES];
    gboolean ok;

    randombytes_buf (secret, sizeof secret);
    ok = crypto_scalarmult (shared, secret, key) == 0;
    sodium_memzero (secret, sizeof secret);
    sodium_memzero (shared, sizeof shared);
    return ok;
}

static gboolean begins (const char *text, const char *with)
{
    return g_ascii_strncasecmp (text, with, strlen (with)) == 0;
}

static const char *what_is_wrong (const char *text)
{
    while (g_ascii_isspace (*text))
        text++;
    if (begins (text, "AGE-SECRET-KEY-"))
        return "This is a secret key. Nobody but its owner may have it: make a new pair of keys, and give the public "
               "one, "
               "which begins with age1.";
    if (!begins (text, "age1"))
        return "This is not a public key of age. One begins with age1 and stands in the file that age-keygen made.";
    if (strlen (text) > 80)
        return "This key is of another kind: of a plug-in, or for post-quantum encryption. Please make one with "
               "Debian's "
               "age-keygen: it has 62 letters.";
    return "This key is mistyped or cut off. Copy the whole line that begins with age1.";
}

gboolean td_age_recipient_parse (const char *text, TdAgeRecipient *ret_recipient, GError **error)
{
    TdAgeRecipient read;

    if (!key_of (text, public_prefix, read.key)) {
        g_set_error_literal (error, TD_AGE_ERROR, TD_ERROR_INPUT, what_is_wrong (text));
        return FALSE;
    }
    if (!protects (read.key)) {
        g_set_error (error, TD_AGE_ERROR, TD_ERROR_INPUT,
                     "This key would protect nothing. Please make a new pair with age-keygen.");
        return FALSE;
    }
    *ret_recipient = read;
    return TRUE;
}

char *td_age_recipient_text (const TdAgeRecipient *recipient)
{
    return td_bech32_encode (public_prefix, recipient->key, sizeof recipient->key);
}

void td_age_identity_of (const guint8 secret[TD_AGE_KEY_BYTES], TdAgeIdentity *ret_identity)
{
    memcpy (ret_identity->secret, secret, sizeof ret_identity->secret);
    crypto_scalarmult_base (ret_identity->recipient.key, ret_identity->secret);
}

void td_age_identity_new (TdAgeIdentity *ret_identity)
{
    guint8 secret[TD_AGE_KEY_BYTES];

    randombytes_buf (secret, sizeof secret);
    td_age_identity_of (secret, ret_identity);
    sodium_memzero (secret, sizeof secret);
}

gboolean td_age_identity_parse (const char *text, TdAgeIdentity *ret_identity, GError **error)
{
    TdAgeIdentity read;

    if (!key_of (text, secret_prefix, read.secret)) {
        g_set_error (error, TD_AGE_ERROR, TD_ERROR_INPUT,
                     "This is not a secret key of age. One begins with AGE-SECRET-KEY-1 and stands in the file that "
                     "age-keygen made.");
        return FALSE;
    }
    crypto_scalarmult_base (read.recipient.key, read.secret);
    *ret_identity = read;
    td_age_identity_wipe (&read);
    return TRUE;
}

char *td_age_identity_text (const TdAgeIdentity *identity)
{
    char *lower = td_bech32_encode (secret_prefix, identity->secret, sizeof identity->secret);
    char *upper = g_ascii_strup (lower, -1);

    wipe_free (lower, strlen (lower));
    return upper;
}

void td_age_identity_wipe (TdAgeIdentity *identity)
{
    sodium_memzero (identity, sizeof *identity);
}
