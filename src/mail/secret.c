#include "mail/secret.h"

#include "mail/mail.h"

#include <sodium.h>
#include <string.h>

enum {
    KEY = crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    PAD = 512,
    MOST_ADDRESS = 254,
    MOST_LOCAL = 64,
    MOST_TOPIC = 32,
};

#define BASE64 sodium_base64_VARIANT_URLSAFE_NO_PADDING

/* ---- addresses ---- */

/* RFC 5321's dot-atom, and letters of any script (RFC 6531). No quoted words: they exist to hide what a header would end at. */
static gboolean local_part_ok (const char *text, gsize size)
{
    const char *end = text + size;

    if (size == 0 || size > MOST_LOCAL || text[0] == '.' || end[-1] == '.' || g_strstr_len (text, (gssize) size, ".."))
        return FALSE;
    for (const char *at = text; at < end; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);
        if (c < 0x80 ? !g_ascii_isalnum ((char) c) && strchr ("!#$%&'*+-/=?^_`{|}~.", (int) c) == NULL
                     : !g_unichar_isalnum (c) && !g_unichar_ismark (c))
            return FALSE;
    }
    return TRUE;
}

/* The domain in ASCII, or NULL. */
static char *domain_ascii (const char *domain)
{
    g_autofree char *ascii = g_hostname_to_ascii (domain);
    g_auto (GStrv) labels = NULL;

    if (ascii == NULL || strlen (ascii) > 253 || strchr (ascii, '.') == NULL)
        return NULL;
    labels = g_strsplit (ascii, ".", -1);
    for (gsize i = 0; labels[i] != NULL; i++) {
        gsize n = strlen (labels[i]);
        if (n == 0 || n > 63 || labels[i][0] == '-' || labels[i][n - 1] == '-'
            || strspn (labels[i], "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") != n)
            return NULL;
    }
    return g_ascii_strdown (ascii, -1);
}

char *td_mail_address (const char *text)
{
    const char *at = text != NULL ? strrchr (text, '@') : NULL;
    g_autofree char *local = NULL;
    g_autofree char *domain = NULL;
    g_autofree char *both = NULL;

    if (at == NULL || !g_utf8_validate (text, -1, NULL) || !local_part_ok (text, (gsize) (at - text)))
        return NULL;
    domain = domain_ascii (at + 1);
    if (domain == NULL)
        return NULL;
    local = g_strndup (text, (gsize) (at - text));
    both = g_strconcat (local, "@", domain, NULL);
    return strlen (both) <= MOST_ADDRESS ? g_steal_pointer (&both) : NULL;
}

gboolean td_mail_address_ok (const char *text)
{
    g_autofree char *address = td_mail_address (text);

    return address != NULL;
}

/* ---- keys ---- */

static void key_for (const TdInstance *instance, const char *purpose, guint8 ret_key[KEY])
{
    crypto_generichash (ret_key, KEY, (const guint8 *) purpose, strlen (purpose), instance->pepper,
                        sizeof instance->pepper);
}

void td_mail_receiver (const TdInstance *instance, const char *address, guint8 ret_hash[TD_MAIL_RECEIVER_BYTES])
{
    g_autofree char *folded = g_utf8_strdown (address, -1);
    guint8 key[KEY];

    key_for (instance, "mail receiver", key);
    crypto_generichash (ret_hash, TD_MAIL_RECEIVER_BYTES, (const guint8 *) folded, strlen (folded), key, sizeof key);
    sodium_memzero (key, sizeof key);
}

/* nonce and ciphertext; about: what it belongs to. */
static guint8 *encrypt (const TdInstance *instance, const char *purpose, const char *about, const guint8 *plain,
                        gsize size, gsize *ret_size)
{
    guint8 *out = g_malloc (NONCE + size + TAG);
    unsigned long long n = 0;
    guint8 key[KEY];

    key_for (instance, purpose, key);
    randombytes_buf (out, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt (out + NONCE, &n, plain, size, (const guint8 *) about, strlen (about),
                                                NULL, out, key);
    sodium_memzero (key, sizeof key);
    *ret_size = NONCE + (gsize) n;
    return out;
}

/* With a zero byte behind; NULL when it does not open. */
static guint8 *decrypt (const TdInstance *instance, const char *purpose, const char *about, const guint8 *sealed,
                        gsize size, gsize *ret_size)
{
    g_autofree guint8 *out = NULL;
    unsigned long long n = 0;
    guint8 key[KEY];
    int wrong;

    if (size < NONCE + TAG)
        return NULL;
    out = g_malloc0 (size - NONCE - TAG + 1);
    key_for (instance, purpose, key);
    wrong = crypto_aead_xchacha20poly1305_ietf_decrypt (out, &n, NULL, sealed + NONCE, size - NONCE,
                                                        (const guint8 *) about, strlen (about), sealed, key);
    sodium_memzero (key, sizeof key);
    if (wrong)
        return NULL;
    *ret_size = (gsize) n;
    return g_steal_pointer (&out);
}

GBytes *td_mail_seal (const TdInstance *instance, const char *id, const char *text)
{
    gsize size = strlen (text), padded = (size / PAD + 1) * PAD, sealed = 0;
    guint8 *plain = g_malloc0 (padded), *out;

    memcpy (plain, text, size);
    out = encrypt (instance, "mail content", id, plain, padded, &sealed);
    sodium_memzero (plain, padded);
    g_free (plain);
    return g_bytes_new_take (out, sealed);
}

char *td_mail_unseal (const TdInstance *instance, const char *id, const void *sealed, gsize size)
{
    gsize n = 0;

    return sealed != NULL ? (char *) decrypt (instance, "mail content", id, sealed, size, &n) : NULL;
}

/* ---- tokens ---- */

char *td_mail_token (const TdInstance *instance, const guint8 receiver[TD_MAIL_RECEIVER_BYTES], const char *topic)
{
    guint8 plain[TD_MAIL_RECEIVER_BYTES + MOST_TOPIC];
    gsize topic_size = strlen (topic), size = 0;
    g_autofree guint8 *sealed = NULL;
    char *text;

    g_return_val_if_fail (topic_size <= MOST_TOPIC, NULL);
    memcpy (plain, receiver, TD_MAIL_RECEIVER_BYTES);
    memcpy (plain + TD_MAIL_RECEIVER_BYTES, topic, topic_size);
    sealed = encrypt (instance, "mail unsubscribe", "", plain, TD_MAIL_RECEIVER_BYTES + topic_size, &size);
    text = g_malloc (sodium_base64_ENCODED_LEN (size, BASE64));
    return sodium_bin2base64 (text, sodium_base64_ENCODED_LEN (size, BASE64), sealed, size, BASE64);
}

gboolean td_mail_token_read (const TdInstance *instance, const char *token, guint8 ret_receiver[TD_MAIL_RECEIVER_BYTES],
                             char **ret_topic)
{
    guint8 sealed[NONCE + TD_MAIL_RECEIVER_BYTES + MOST_TOPIC + TAG];
    g_autofree guint8 *plain = NULL;
    size_t size = 0, n = 0;

    if (sodium_base642bin (sealed, sizeof sealed, token, strlen (token), NULL, &size, NULL, BASE64) != 0)
        return FALSE;
    plain = decrypt (instance, "mail unsubscribe", "", sealed, size, &n);
    if (plain == NULL || n <= TD_MAIL_RECEIVER_BYTES)
        return FALSE;
    memcpy (ret_receiver, plain, TD_MAIL_RECEIVER_BYTES);
    *ret_topic = g_strndup ((const char *) plain + TD_MAIL_RECEIVER_BYTES, n - TD_MAIL_RECEIVER_BYTES);
    return TRUE;
}
