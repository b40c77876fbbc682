/* The header of a sealed file: stanzas, one a recipient, and a MAC (c2sp.org/age, "Header"). Contract in age-private.h. */
#include <sodium.h>
#include <string.h>

#include "age/age-private.h"
#include "age/armour.h"
#include "age/hkdf.h"
#include "base/base.h"
#include "base/errors.h"

#define VERSION_LINE "age-encryption.org/v1\n"
static const char x25519_info[] = "age-encryption.org/v1/X25519";

enum {
    COLUMNS = 64,              /* of a stanza's body */
    HEADER_LIMIT = 256 * 1024, /* of one that we read: some thousand recipients */
};

/* ---- keys ---- */

static void wrapping_key (const guint8 shared[TD_AGE_KEY_BYTES], const guint8 share[TD_AGE_KEY_BYTES],
                          const TdAgeRecipient *recipient, guint8 ret_key[TD_AGE_KEY_BYTES])
{
    guint8 salt[2 * TD_AGE_KEY_BYTES];

    memcpy (salt, share, TD_AGE_KEY_BYTES);
    memcpy (salt + TD_AGE_KEY_BYTES, recipient->key, TD_AGE_KEY_BYTES);
    td_hkdf (shared, TD_AGE_KEY_BYTES, salt, sizeof salt, (const guint8 *) x25519_info, strlen (x25519_info), ret_key,
             TD_AGE_KEY_BYTES);
}

static void header_mac (const guint8 file_key[TD_AGE_FILE_KEY], const char *header, gsize n, guint8 ret_mac[TD_AGE_MAC])
{
    guint8 key[TD_AGE_KEY_BYTES];
    crypto_auth_hmacsha256_state state;

    td_hkdf (file_key, TD_AGE_FILE_KEY, NULL, 0, (const guint8 *) "header", 6, key, sizeof key);
    crypto_auth_hmacsha256_init (&state, key, sizeof key);
    crypto_auth_hmacsha256_update (&state, (const guint8 *) header, n);
    crypto_auth_hmacsha256_final (&state, ret_mac);
    sodium_memzero (key, sizeof key);
    sodium_memzero (&state, sizeof state);
}

void td_age_payload_key (const guint8 file_key[TD_AGE_FILE_KEY], const guint8 salt[TD_AGE_SALT],
                         guint8 ret_key[TD_AGE_KEY_BYTES])
{
    td_hkdf (file_key, TD_AGE_FILE_KEY, salt, TD_AGE_SALT, (const guint8 *) "payload", 7, ret_key, TD_AGE_KEY_BYTES);
}

void td_age_chunk_nonce (guint64 counter, gboolean last, guint8 ret_nonce[TD_AGE_NONCE])
{
    memset (ret_nonce, 0, TD_AGE_NONCE);
    for (guint i = 0; i < 8; i++)
        ret_nonce[10 - i] = (guint8) (counter >> 8 * i);
    ret_nonce[11] = last ? 1 : 0;
}

/* ---- writing ---- */

static void append_base64 (GString *to, const guint8 *bytes, gsize n)
{
    char text[sodium_base64_ENCODED_LEN (TD_AGE_KEY_BYTES, sodium_base64_VARIANT_ORIGINAL_NO_PADDING)];

    g_string_append (to, sodium_bin2base64 (text, sizeof text, bytes, n, sodium_base64_VARIANT_ORIGINAL_NO_PADDING));
}

static gboolean append_stanza (GString *header, const TdAgeRecipient *recipient, const guint8 file_key[TD_AGE_FILE_KEY])
{
    static const guint8 nought[TD_AGE_NONCE];
    guint8 secret[TD_AGE_KEY_BYTES], share[TD_AGE_KEY_BYTES], shared[TD_AGE_KEY_BYTES], key[TD_AGE_KEY_BYTES];
    guint8 wrapped[TD_AGE_WRAPPED];
    gboolean ok;

    randombytes_buf (secret, sizeof secret);
    crypto_scalarmult_base (share, secret);
    ok = crypto_scalarmult (shared, secret, recipient->key) == 0;
    if (ok) {
        wrapping_key (shared, share, recipient, key);
        crypto_aead_chacha20poly1305_ietf_encrypt (wrapped, NULL, file_key, TD_AGE_FILE_KEY, NULL, 0, NULL, nought,
                                                   key);
        g_string_append (header, "-> X25519 ");
        append_base64 (header, share, sizeof share);
        g_string_append_c (header, '\n');
        append_base64 (header, wrapped, sizeof wrapped);
        g_string_append_c (header, '\n');
    }
    sodium_memzero (secret, sizeof secret);
    sodium_memzero (shared, sizeof shared);
    sodium_memzero (key, sizeof key);
    return ok;
}

char *td_age_header_write (const TdAgeRecipient *recipients, guint n, const guint8 file_key[TD_AGE_FILE_KEY],
                           GError **error)
{
    g_autoptr (GString) header = g_string_new (VERSION_LINE);
    guint8 mac[TD_AGE_MAC];

    for (guint i = 0; i < n; i++)
        if (!append_stanza (header, &recipients[i], file_key)) {
            g_set_error (
                error, TD_AGE_ERROR, TD_ERROR_OURS,
                "A public key of those who may open this protects nothing. Nothing was taken: please tell us.");
            return NULL;
        }
    g_string_append (header, "---");
    header_mac (file_key, header->str, header->len, mac);
    g_string_append_c (header, ' ');
    append_base64 (header, mac, sizeof mac);
    g_string_append_c (header, '\n');
    return g_string_free (g_steal_pointer (&header), FALSE);
}

/* ---- reading ---- */

typedef struct {
    const char *type;
    GPtrArray *arguments; /* of char *, type among them */
    GByteArray *body;
} Stanza;

static void stanza_free (Stanza *stanza)
{
    g_ptr_array_unref (stanza->arguments);
    g_byte_array_unref (stanza->body);
    g_free (stanza);
}

/* Exactly n bytes, or -1; at most room. */
static gssize from_base64 (const char *text, gsize n, guint8 *to, gsize room)
{
    const char *end = NULL;
    gsize size = 0;

    /* libsodium 1.0.18 takes some bytes beyond ASCII for letters. */
    for (gsize i = 0; i < n; i++)
        if (!g_ascii_isalnum (text[i]) && text[i] != '+' && text[i] != '/')
            return -1;
    if (sodium_base642bin (to, room, text, n, NULL, &size, &end, sodium_base64_VARIANT_ORIGINAL_NO_PADDING) != 0
        || end != text + n)
        return -1;
    return (gssize) size;
}

/* "-> X25519 …": words of visible signs, one blank between them. NULL: not so. */
static Stanza *stanza_begin (const char *line, gsize n)
{
    g_autofree char *text = NULL;
    g_auto (GStrv) words = NULL;
    Stanza *stanza;

    if (n < 4 || strncmp (line, "-> ", 3) != 0)
        return NULL;
    for (gsize i = 3; i < n; i++)
        if (line[i] < 32 || line[i] > 126)
            return NULL;
    text = g_strndup (line + 3, n - 3);
    words = g_strsplit (text, " ", -1);
    for (guint i = 0; words[i] != NULL; i++)
        if (*words[i] == '\0')
            return NULL;
    stanza = g_new0 (Stanza, 1);
    stanza->arguments = g_ptr_array_new_with_free_func (g_free);
    for (guint i = 0; words[i] != NULL; i++)
        g_ptr_array_add (stanza->arguments, g_strdup (words[i]));
    stanza->type = g_ptr_array_index (stanza->arguments, 0);
    stanza->body = g_byte_array_new ();
    return stanza;
}

/* One line of a body. *ret_last: it is shorter than a full one, and so the last. */
static gboolean stanza_line (Stanza *stanza, const char *line, gsize n, gboolean *ret_last)
{
    guint8 bytes[COLUMNS];
    gssize size = n <= COLUMNS ? from_base64 (line, n, bytes, sizeof bytes) : -1;

    if (size < 0)
        return FALSE;
    g_byte_array_append (stanza->body, bytes, (guint) size);
    *ret_last = n < COLUMNS;
    return TRUE;
}

/* What one stanza says: not X25519's is passed over (a recipient of another kind). */
typedef enum { NOT_OURS, OPENED, MALFORMED } Opening;

static Opening open_stanza (const Stanza *stanza, const TdAgeIdentity *identity, guint8 ret_file_key[TD_AGE_FILE_KEY])
{
    static const guint8 nought[TD_AGE_NONCE];
    guint8 share[TD_AGE_KEY_BYTES], shared[TD_AGE_KEY_BYTES], key[TD_AGE_KEY_BYTES];
    const char *text;
    gboolean opened;

    if (strcmp (stanza->type, "X25519") != 0)
        return NOT_OURS;
    if (stanza->arguments->len != 2 || stanza->body->len != TD_AGE_WRAPPED)
        return MALFORMED;
    text = g_ptr_array_index (stanza->arguments, 1);
    if (from_base64 (text, strlen (text), share, sizeof share) != sizeof share
        || crypto_scalarmult (shared, identity->secret, share) != 0)
        return MALFORMED;
    wrapping_key (shared, share, &identity->recipient, key);
    opened = crypto_aead_chacha20poly1305_ietf_decrypt (ret_file_key, NULL, NULL, stanza->body->data, TD_AGE_WRAPPED,
                                                        NULL, 0, nought, key)
             == 0;
    sodium_memzero (shared, sizeof shared);
    sodium_memzero (key, sizeof key);
    return opened ? OPENED : NOT_OURS;
}

static TdAgeHeaderState wrong (GError **error)
{
    g_set_error (error, TD_AGE_ERROR, TD_ERROR_INPUT,
                 "This is not a file in the age format, or its beginning was changed on the way. Ask for it again.");
    return TD_AGE_HEADER_WRONG;
}

/* Where the line at `at` ends; NULL: its end is not there yet. */
static const char *line_end (const char *at, const char *end)
{
    return memchr (at, '\n', (gsize) (end - at));
}

static TdAgeHeaderState open_all (const GPtrArray *stanzas, const TdAgeIdentity *identities, guint n,
                                  guint8 ret_file_key[TD_AGE_FILE_KEY], GError **error)
{
    gboolean opened = FALSE;

    for (guint i = 0; i < stanzas->len; i++) {
        const Stanza *stanza = g_ptr_array_index (stanzas, i);

        /* A passphrase stands alone, so that who seals is who opens. */
        if (strcmp (stanza->type, "scrypt") == 0 && stanzas->len > 1)
            return wrong (error);
        for (guint k = 0; k < n && !opened; k++) {
            Opening what = open_stanza (stanza, &identities[k], ret_file_key);

            if (what == MALFORMED)
                return wrong (error);
            opened = what == OPENED;
        }
    }
    if (!opened) {
        g_set_error (
            error, TD_AGE_ERROR, TD_ERROR_NOT_ALLOWED,
            "This file is sealed to other keys. Ask one of those it was sealed to, or for it to be sealed to you.");
        return TD_AGE_HEADER_WRONG;
    }
    return TD_AGE_HEADER_FOUND;
}

/* From the last line ("--- MAC") on. */
static TdAgeHeaderState check_mac (const char *header, const char *line, const char *end,
                                   const guint8 file_key[TD_AGE_FILE_KEY], GError **error)
{
    guint8 said[TD_AGE_MAC], mac[TD_AGE_MAC];

    if (end - line < 5 || line[3] != ' '
        || from_base64 (line + 4, (gsize) (end - line) - 4, said, sizeof said) != sizeof said)
        return wrong (error);
    header_mac (file_key, header, (gsize) (line - header) + 3, mac);
    return sodium_memcmp (mac, said, sizeof mac) == 0 ? TD_AGE_HEADER_FOUND : wrong (error);
}

/* Reads stanzas up to the last line. *ret_at: that line, where found. */
static TdAgeHeaderState read_stanzas (const char *at, const char *end, GPtrArray *stanzas, const char **ret_at,
                                      GError **error)
{
    Stanza *current = NULL;

    for (;;) {
        const char *stop = line_end (at, end);
        gboolean last = FALSE;

        if (stop == NULL)
            return TD_AGE_HEADER_MORE;
        if (current != NULL) {
            if (!stanza_line (current, at, (gsize) (stop - at), &last))
                return wrong (error);
            if (last)
                current = NULL;
        } else if (stop - at >= 3 && strncmp (at, "---", 3) == 0) {
            *ret_at = at;
            return stanzas->len > 0 ? TD_AGE_HEADER_FOUND : wrong (error);
        } else if ((current = stanza_begin (at, (gsize) (stop - at))) != NULL) {
            g_ptr_array_add (stanzas, current);
        } else {
            return wrong (error);
        }
        at = stop + 1;
    }
}

TdAgeHeaderState td_age_header_read (const guint8 *bytes, gsize n, const TdAgeIdentity *identities, guint n_identities,
                                     guint8 ret_file_key[TD_AGE_FILE_KEY], gsize *ret_n, GError **error)
{
    g_autoptr (GPtrArray) stanzas = g_ptr_array_new_with_free_func ((GDestroyNotify) stanza_free);
    const char *header = (const char *) bytes, *end = header + n, *last = NULL, *stop;
    gsize version = strlen (VERSION_LINE);
    TdAgeHeaderState state;

    if (memcmp (header, VERSION_LINE, MIN (n, version)) != 0)
        return wrong (error);
    state = n < version ? TD_AGE_HEADER_MORE : read_stanzas (header + version, end, stanzas, &last, error);
    if (state == TD_AGE_HEADER_MORE && n > HEADER_LIMIT)
        return wrong (error);
    if (state != TD_AGE_HEADER_FOUND)
        return state;
    stop = line_end (last, end);
    state = open_all (stanzas, identities, n_identities, ret_file_key, error);
    if (state == TD_AGE_HEADER_FOUND)
        state = check_mac (header, last, stop, ret_file_key, error);
    *ret_n = (gsize) (stop + 1 - header);
    return state;
}

gboolean td_age_looks_sealed (const guint8 *bytes, gsize n)
{
    return (n >= strlen (VERSION_LINE) && memcmp (bytes, VERSION_LINE, strlen (VERSION_LINE)) == 0)
           || td_age_looks_armoured (bytes, n);
}
