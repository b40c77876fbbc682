#include "age/bech32.h"

#include <sodium.h>
#include <string.h>

#include "base/base.h"

static const char letters[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
enum { CHECK = 6 };

static guint32 polymod (guint32 sum, guint8 value)
{
    static const guint32 generator[] = { 0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3 };
    guint32 top = sum >> 25;

    sum = (sum & 0x1ffffff) << 5 ^ value;
    for (guint i = 0; i < G_N_ELEMENTS (generator); i++)
        if (top >> i & 1)
            sum ^= generator[i];
    return sum;
}

/* The sum over a prefix and values of five bits; 1 where the last six are its right check. */
static guint32 sum_of (const char *prefix, gsize prefix_n, const guint8 *values, gsize n)
{
    guint32 sum = 1;

    for (gsize i = 0; i < prefix_n; i++)
        sum = polymod (sum, (guint8) prefix[i] >> 5);
    sum = polymod (sum, 0);
    for (gsize i = 0; i < prefix_n; i++)
        sum = polymod (sum, (guint8) prefix[i] & 31);
    for (gsize i = 0; i < n; i++)
        sum = polymod (sum, values[i]);
    return sum;
}

/* Bits of one width as bits of another; FALSE where what is left over is not nought, or a whole value of padding. */
static gboolean regroup (const guint8 *from, gsize n, guint width, guint8 *to, gsize *ret_n, guint to_width)
{
    guint32 held = 0;
    guint bits = 0;
    gsize out = 0;

    for (gsize i = 0; i < n; i++) {
        held = (held << width | from[i]) & 0xffff;
        bits += width;
        while (bits >= to_width) {
            bits -= to_width;
            to[out++] = held >> bits & ((1u << to_width) - 1);
        }
    }
    if (to_width < width && bits > 0)
        to[out++] = (held << (to_width - bits)) & ((1u << to_width) - 1);
    *ret_n = out;
    return to_width < width || (bits < width && (held & ((1u << bits) - 1)) == 0);
}

char *td_bech32_encode (const char *prefix, const guint8 *bytes, gsize n)
{
    gsize prefix_n = strlen (prefix), n_values, room = n * 2 + 1 + CHECK;
    guint8 *values = g_malloc0 (room);
    char *text = g_malloc0 (prefix_n + 1 + room + 1), *at = text;
    guint32 sum;

    regroup (bytes, n, 8, values, &n_values, 5);
    sum = sum_of (prefix, prefix_n, values, n_values + CHECK) ^ 1;
    for (guint i = 0; i < CHECK; i++)
        values[n_values + i] = sum >> 5 * (CHECK - 1 - i) & 31;
    memcpy (at, prefix, prefix_n);
    at += prefix_n;
    *at++ = '1';
    for (gsize i = 0; i < n_values + CHECK; i++)
        *at++ = letters[values[i]];
    sodium_memzero (values, room);
    g_free (values);
    return text;
}

/* Of one case, visible, with a prefix; in lower case. NULL if not. */
static char *lowered (const char *text)
{
    gboolean upper = FALSE, lower = FALSE;

    for (const char *at = text; *at != '\0'; at++) {
        if (*at < 33 || *at > 126)
            return NULL;
        upper |= g_ascii_isupper (*at);
        lower |= g_ascii_islower (*at);
    }
    return upper && lower ? NULL : g_ascii_strdown (text, -1);
}

static void wipe (char *text)
{
    sodium_memzero (text, strlen (text));
    g_free (text);
}

static gboolean decode_lower (const char *text, char **ret_prefix, guint8 **ret_bytes, gsize *ret_n)
{
    const char *one = strrchr (text, '1');
    gsize n, n_bytes;
    g_autofree guint8 *values = NULL;
    guint8 *bytes;
    gboolean ok = one != NULL && one > text && strlen (one + 1) >= CHECK;

    if (!ok)
        return FALSE;
    n = strlen (one + 1);
    values = g_malloc (n);
    for (gsize i = 0; ok && i < n; i++) {
        const char *letter = strchr (letters, one[1 + i]);

        ok = letter != NULL;
        values[i] = ok ? (guint8) (letter - letters) : 0;
    }
    bytes = g_malloc0 (n);
    ok =
        ok && sum_of (text, (gsize) (one - text), values, n) == 1 && regroup (values, n - CHECK, 5, bytes, &n_bytes, 8);
    sodium_memzero (values, n);
    if (!ok) {
        sodium_memzero (bytes, n);
        g_free (bytes);
        return FALSE;
    }
    *ret_prefix = g_strndup (text, (gsize) (one - text));
    *ret_bytes = bytes;
    *ret_n = n_bytes;
    return TRUE;
}

gboolean td_bech32_decode (const char *text, char **ret_prefix, guint8 **ret_bytes, gsize *ret_n)
{
    char *lower = lowered (text);
    gboolean ok = lower != NULL && decode_lower (lower, ret_prefix, ret_bytes, ret_n);

    if (lower != NULL)
        wipe (lower);
    return ok;
}
