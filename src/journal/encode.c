#include "journal/encode.h"

#include <sodium.h>

char *td_base64 (const guint8 *bytes, gsize size)
{
    gsize length = sodium_base64_encoded_len (size, sodium_base64_VARIANT_ORIGINAL);
    char *text = g_malloc (length);

    return sodium_bin2base64 (text, length, bytes, size, sodium_base64_VARIANT_ORIGINAL);
}

gboolean td_base64_read (const char *text, gsize length, guint8 *ret_bytes, gsize size)
{
    g_autofree guint8 *bytes = g_malloc (size + 1);
    g_autofree char *again = NULL;
    gsize got = 0;

    if (length != (size + 2) / 3 * 4
        || sodium_base642bin (bytes, size, text, length, NULL, &got, NULL, sodium_base64_VARIANT_ORIGINAL) != 0
        || got != size)
        return FALSE;
    /* libsodium 1.0.18 takes some bytes beyond ASCII for letters, where char is signed; so write it again. */
    again = td_base64 (bytes, size);
    if (memcmp (again, text, length) != 0)
        return FALSE;
    memcpy (ret_bytes, bytes, size);
    return TRUE;
}

char *td_hex32 (const guint8 bytes[32])
{
    char *text = g_malloc (65);

    return sodium_bin2hex (text, 65, bytes, 32);
}

gboolean td_hex32_read (const char *text, gsize length, guint8 ret_bytes[32])
{
    guint8 bytes[32];

    if (length != 64)
        return FALSE;
    for (gsize i = 0; i < 64; i++)
        if (!g_ascii_isxdigit (text[i]) || g_ascii_isupper (text[i]))
            return FALSE;
    for (gsize i = 0; i < 32; i++)
        bytes[i] = (guint8) (g_ascii_xdigit_value (text[2 * i]) << 4 | g_ascii_xdigit_value (text[2 * i + 1]));
    memcpy (ret_bytes, bytes, 32);
    return TRUE;
}

gboolean td_decimal_read (const char *text, gsize length, guint64 *ret_number)
{
    guint64 number = 0;

    if (length == 0 || length > 19 || (length > 1 && text[0] == '0'))
        return FALSE;
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isdigit (text[i]))
            return FALSE;
        number = number * 10 + (guint64) (text[i] - '0');
    }
    if (number > G_MAXINT64)
        return FALSE;
    *ret_number = number;
    return TRUE;
}
