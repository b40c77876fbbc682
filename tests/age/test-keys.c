/* Bech32, HKDF, and keys as people paste them. */
#include <sodium.h>
#include <string.h>

#include "age/age.h"
#include "age/bech32.h"
#include "age/hkdf.h"
#include "base/base.h"
#include "base/errors.h"

static guint8 *bytes_of (const char *hex, gsize *ret_n)
{
    guint8 *bytes = g_malloc (strlen (hex) / 2 + 1);

    g_assert_cmpint (sodium_hex2bin (bytes, strlen (hex) / 2, hex, strlen (hex), NULL, ret_n, NULL), ==, 0);
    return bytes;
}

/* RFC 5869, appendices A.1 to A.3. */
static void test_hkdf (void)
{
    static const struct {
        const char *secret, *salt, *info, *key;
    } cases[] = {
        { "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9",
          "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865" },
        { "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435"
          "363738"
          "393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f",
          "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495"
          "969798"
          "999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
          "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5"
          "e6e7e8"
          "e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
          "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f"
          "09b836"
          "7793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87" },
        { "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "", "",
          "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
        gsize secret_n, salt_n, info_n, n;
        g_autofree guint8 *secret = bytes_of (cases[i].secret, &secret_n), *salt = bytes_of (cases[i].salt, &salt_n),
                          *info = bytes_of (cases[i].info, &info_n), *key = bytes_of (cases[i].key, &n);
        g_autofree guint8 *made = g_malloc (n);

        td_hkdf (secret, secret_n, salt, salt_n, info, info_n, made, n);
        g_assert_cmpmem (made, n, key, n);
    }
}

/* BIP 173's lists, less what they say of segregated witness and of length. */
static void test_bech32 (void)
{
    static const char *const good[] = {
        "A12UEL5L",
        "a12uel5l",
        "?1ezyfcl",
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
        "age1cy0su9fwf3gf9mw868g5yut09p6nytfmmnktexz2ya5uqg9vl9sss4euqm",
    };
    static const char *const bad[] = {
        "",
        " 1nwldj5",
        "\x7f"
        "1axkwrx",
        "pzry9x0s0muk",
        "1pzry9x0s0muk",
        "x1b4n0q5v",
        "li1dgmt3",
        "de1lg7wt\xff",
        "A1G7SGD8",
        "10a06t8",
        "1qzzfhee",
        "a12UEL5L",
        "a12uel5m",
        "?1ezyfclq",
        "split1cheo2y9e2w",
        "split1a2y9w",
    };

    for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
        g_autofree char *prefix = NULL, *lower = g_ascii_strdown (good[i], -1), *again = NULL;
        g_autofree guint8 *bytes = NULL;
        gsize n = 0;

        g_assert_true (td_bech32_decode (good[i], &prefix, &bytes, &n));
        again = td_bech32_encode (prefix, bytes, n);
        g_assert_cmpstr (again, ==, lower);
    }
    for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
        char *prefix = NULL;
        guint8 *bytes = NULL;
        gsize n = 0;

        g_test_message ("%s", bad[i]);
        g_assert_false (td_bech32_decode (bad[i], &prefix, &bytes, &n));
    }
}

static void test_texts (void)
{
    for (int i = 0; i < 50; i++) {
        TdAgeIdentity identity, read;
        TdAgeRecipient recipient;
        g_autoptr (GError) error = NULL;
        g_autofree char *text = NULL, *public = NULL, *padded = NULL;

        td_age_identity_new (&identity);
        text = td_age_identity_text (&identity);
        g_assert_cmpuint (strlen (text), ==, 74);
        g_assert_true (g_str_has_prefix (text, "AGE-SECRET-KEY-1"));
        g_assert_true (td_age_identity_parse (text, &read, &error));
        g_assert_cmpmem (&read, sizeof read, &identity, sizeof identity);
        public = td_age_recipient_text (&identity.recipient);
        g_assert_cmpuint (strlen (public), ==, 62);
        padded = g_strdup_printf (" %s\n", public);
        g_assert_true (td_age_recipient_parse (padded, &recipient, &error));
        g_assert_cmpmem (&recipient, sizeof recipient, &identity.recipient, sizeof recipient);
    }
}

static void refused (const char *text, const char *says)
{
    TdAgeRecipient recipient;
    g_autoptr (GError) error = NULL;

    g_assert_false (td_age_recipient_parse (text, &recipient, &error));
    g_assert_error (error, TD_AGE_ERROR, TD_ERROR_INPUT);
    g_assert_nonnull (strstr (error->message, says));
}

static void test_bad_keys (void)
{
    TdAgeIdentity identity;
    g_autofree char *secret = NULL, *public = NULL, *nought = NULL, *long_one = NULL, *ssh = NULL;
    guint8 zeros[TD_AGE_KEY_BYTES] = { 0 };

    td_age_identity_new (&identity);
    secret = td_age_identity_text (&identity);
    public = td_age_recipient_text (&identity.recipient);
    refused (secret, "secret key");
    refused ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5", "not a public key");
    refused ("", "not a public key");
    nought = td_bech32_encode ("age", zeros, sizeof zeros);
    refused (nought, "protect nothing");
    long_one = g_strconcat ("age1pq1", public, public, NULL);
    refused (long_one, "another kind");
    public[20] = public[20] == 'q' ? 'p' : 'q';
    refused (public, "mistyped");
    public[40] = '\0';
    refused (public, "mistyped");
}

int main (int argc, char **argv)
{
    td_base_init ();
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/age/hkdf", test_hkdf);
    g_test_add_func ("/age/bech32", test_bech32);
    g_test_add_func ("/age/keys/texts", test_texts);
    g_test_add_func ("/age/keys/bad", test_bad_keys);
    return g_test_run ();
}
