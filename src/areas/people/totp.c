#include "areas/people/totp.h"

guint32 td_hotp (const guint8 *secret, gsize size, guint64 counter, int digits)
{
    guint64 big = GUINT64_TO_BE (counter);
    g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA1, secret, size);
    guint8 hash[20];
    gsize n = sizeof hash, offset;
    guint32 number, most = 1;

    g_hmac_update (hmac, (const guchar *) &big, sizeof big);
    g_hmac_get_digest (hmac, hash, &n);
    offset = hash[19] & 0xf;
    number = (guint32) (hash[offset] & 0x7f) << 24 | (guint32) hash[offset + 1] << 16 | (guint32) hash[offset + 2] << 8
             | hash[offset + 3];
    for (int i = 0; i < digits; i++)
        most *= 10;
    return number % most;
}

gint64 td_totp_step (gint64 now)
{
    return now / (TD_TOTP_SECONDS * G_USEC_PER_SEC);
}

/* Six digits of any script as a number, or FALSE. */
static gboolean read_code (const char *text, guint32 *ret_code)
{
    guint32 code = 0;
    int n = 0;

    for (; *text != '\0'; text = g_utf8_next_char (text)) {
        int digit = g_unichar_digit_value (g_utf8_get_char (text));
        if (*text == ' ')
            continue;
        if (digit < 0 || ++n > TD_TOTP_DIGITS)
            return FALSE;
        code = code * 10 + (guint32) digit;
    }
    *ret_code = code;
    return n == TD_TOTP_DIGITS;
}

gboolean td_totp_match (const guint8 secret[TD_TOTP_SECRET_BYTES], const char *text, gint64 now, gint64 after,
                        gint64 *ret_step)
{
    gint64 step = td_totp_step (now);
    guint32 code;

    if (!read_code (text, &code))
        return FALSE;
    for (gint64 s = step - 1; s <= step + 1; s++) {
        if (s > after && td_hotp (secret, TD_TOTP_SECRET_BYTES, (guint64) s, TD_TOTP_DIGITS) == code) {
            *ret_step = s;
            return TRUE;
        }
    }
    return FALSE;
}

char *td_totp_secret_text (const guint8 secret[TD_TOTP_SECRET_BYTES])
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    GString *text = g_string_sized_new (32);

    for (gsize bit = 0; bit < TD_TOTP_SECRET_BYTES * 8; bit += 5) {
        guint two = (guint) secret[bit / 8] << 8 | (bit / 8 + 1 < TD_TOTP_SECRET_BYTES ? secret[bit / 8 + 1] : 0u);
        g_string_append_c (text, letters[two >> (11 - bit % 8) & 31]);
    }
    return g_string_free (text, FALSE);
}

char *td_totp_uri (const guint8 secret[TD_TOTP_SECRET_BYTES], const char *issuer, const char *account)
{
    g_autofree char *text = td_totp_secret_text (secret);
    g_autofree char *who = g_uri_escape_string (account, "@", FALSE);
    g_autofree char *by = g_uri_escape_string (issuer, NULL, FALSE);

    return g_strdup_printf ("otpauth://totp/%s:%s?secret=%s&issuer=%s", by, who, text, by);
}
