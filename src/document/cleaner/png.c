/* PNG (W3C): the chunks that draw the picture stay, texts, times and what is not known go, and whatever follows the picture. */
#include "base/base.h"
#include "document/cleaner/cleaner.h"

#include <string.h>

enum { HEAD = 8, TYPE = 4, AROUND = 12 };

static const char *const kept[] = { "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP",
                                    "sBIT", "bKGD", "hIST", "pHYs", "sPLT", "acTL", "fcTL", "fdAT", "cICP" };

static gboolean is_kept (const guint8 *type)
{
    for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
        if (memcmp (type, kept[i], TYPE) == 0)
            return TRUE;
    return FALSE;
}

/* A keyword, NUL, its text; those that are compressed are told by their keyword. */
static void tell_text (const guint8 *type, const guint8 *data, gsize size, CleanerResult *result)
{
    gsize key = strnlen ((const char *) data, size);
    g_autofree char *what = NULL;

    if (memcmp (type, "tEXt", TYPE) == 0 && key < size) {
        what = g_strdup_printf ("Text “%.*s”", (int) MIN (key, (gsize) 79), data);
        cleaner_found (result, what, data + key + 1, size - key - 1);
    } else {
        cleaner_found (result, N_ ("Text"), data, key);
    }
}

static void tell (const guint8 *type, const guint8 *data, gsize size, CleanerResult *result)
{
    int orientation = 1;

    if (memcmp (type, "eXIf", TYPE) == 0)
        cleaner_exif (data, size, result, &orientation);
    else if (memcmp (type + 1, "EXt", 3) == 0 || memcmp (type + 1, "TXt", 3) == 0)
        tell_text (type, data, size, result);
    else if (memcmp (type, "tIME", TYPE) == 0)
        cleaner_found (result, N_ ("When it was changed"), NULL, 0);
    else
        cleaner_found (result, N_ ("Notes of a program"), NULL, 0);
}

CleanerVerdict cleaner_png (const guint8 *data, gsize size, CleanerResult *result)
{
    gsize at = HEAD;

    g_byte_array_append (result->out, data, HEAD);
    while (at + AROUND <= size) {
        gsize length = (gsize) data[at] << 24 | (gsize) data[at + 1] << 16 | (gsize) data[at + 2] << 8 | data[at + 3];
        const guint8 *type = data + at + TYPE;

        if (length > size - at - AROUND)
            return CLEANER_UNKNOWN;
        if (is_kept (type))
            g_byte_array_append (result->out, data + at, (guint) (length + AROUND));
        else
            tell (type, data + at + 8, length, result);
        at += length + AROUND;
        if (memcmp (type, "IEND", TYPE) != 0)
            continue;
        if (at < size)
            cleaner_found (result, N_ ("Data behind the picture"), NULL, 0);
        return CLEANER_CLEAN;
    }
    return CLEANER_UNKNOWN;
}
