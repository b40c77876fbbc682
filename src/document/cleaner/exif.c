/* Exif 2.3: a TIFF within a picture. Only read, to tell what is taken out. */
#include "base/base.h"
#include "document/cleaner/cleaner.h"

#include <math.h>
#include <string.h>

enum {
    ASCII = 2,
    SHORT = 3,
    RATIONAL = 5,
    ENTRY = 12,
    MOST_ENTRIES = 500,
    TAG_ORIENTATION = 0x0112,
    TAG_EXIF = 0x8769,
    TAG_GPS = 0x8825
};

typedef struct {
    const guint8 *data;
    gsize size;
    gboolean big_endian;
    CleanerResult *result;
    int *orientation;
    gboolean gps;
    double latitude[3], longitude[3];
    char north, east;
} Tiff;

static guint number (const Tiff *t, gsize at, int bytes)
{
    guint value = 0;

    if (at + (gsize) bytes > t->size)
        return 0;
    for (int i = 0; i < bytes; i++)
        value = value << 8 | t->data[at + (gsize) (t->big_endian ? i : bytes - 1 - i)];
    return value;
}

static const struct {
    guint tag;
    const char *what;
} texts[] = {
    { 0x010e, N_ ("Description") },    { 0x010f, N_ ("Camera’s maker") },  { 0x0110, N_ ("Camera") },
    { 0x0131, N_ ("Program") },        { 0x0132, N_ ("Changed") },         { 0x013b, N_ ("Artist") },
    { 0x8298, N_ ("Copyright") },      { 0x9003, N_ ("Taken") },           { 0xa420, N_ ("Picture’s own number") },
    { 0xa430, N_ ("Camera’s owner") }, { 0xa431, N_ ("Camera’s number") }, { 0xa434, N_ ("Lens") },
    { 0xa435, N_ ("Lens’s number") },
};

static void text_entry (Tiff *t, guint tag, gsize at, gsize length)
{
    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
        if (texts[i].tag == tag && at <= t->size && length <= t->size - at)
            cleaner_found (t->result, texts[i].what, t->data + at, strnlen ((const char *) t->data + at, length));
}

static void degrees (const Tiff *t, gsize at, double *ret_three)
{
    for (int i = 0; i < 3; i++) {
        guint below = number (t, at + 8 * (gsize) i + 4, 4);

        ret_three[i] = below != 0 ? (double) number (t, at + 8 * (gsize) i, 4) / below : 0;
    }
}

static void gps_entry (Tiff *t, guint tag, gsize at)
{
    t->gps = TRUE;
    if (tag == 1 && at < t->size)
        t->north = (char) t->data[at];
    if (tag == 2)
        degrees (t, at, t->latitude);
    if (tag == 3 && at < t->size)
        t->east = (char) t->data[at];
    if (tag == 4)
        degrees (t, at, t->longitude);
}

static void directory (Tiff *t, gsize at, gboolean gps, int depth)
{
    guint n = number (t, at, 2);

    if (at == 0 || at + 2 > t->size || depth > 2)
        return;
    for (guint i = 0; i < MIN (n, (guint) MOST_ENTRIES); i++) {
        gsize entry = at + 2 + (gsize) ENTRY * i;
        guint tag = number (t, entry, 2), type = number (t, entry + 2, 2), count = number (t, entry + 4, 4);
        gsize length = type == RATIONAL ? 8 * (gsize) count : count;
        gsize value = length <= 4 ? entry + 8 : number (t, entry + 8, 4);

        if (entry + ENTRY > t->size)
            return;
        if (gps)
            gps_entry (t, tag, value);
        else if (tag == TAG_ORIENTATION && type == SHORT)
            *t->orientation = (int) number (t, entry + 8, 2);
        else if (tag == TAG_EXIF || tag == TAG_GPS)
            directory (t, number (t, entry + 8, 4), tag == TAG_GPS, depth + 1);
        else if (type == ASCII)
            text_entry (t, tag, value, length);
    }
}

static void tell_position (const Tiff *t)
{
    double latitude = t->latitude[0] + t->latitude[1] / 60 + t->latitude[2] / 3600;
    double longitude = t->longitude[0] + t->longitude[1] / 60 + t->longitude[2] / 3600;
    char text[64];

    if (!isfinite (latitude) || !isfinite (longitude) || fabs (latitude) > 90 || fabs (longitude) > 180)
        return;
    g_snprintf (text, sizeof text, "%.4f %c, %.4f %c", latitude, t->north == 'S' ? 'S' : 'N', longitude,
                t->east == 'W' ? 'W' : 'E');
    cleaner_found (t->result, N_ ("Where it was taken"), text, strlen (text));
}

void cleaner_exif (const guint8 *data, gsize size, CleanerResult *result, int *ret_orientation)
{
    Tiff t = { .data = data, .size = size, .result = result, .orientation = ret_orientation };

    cleaner_found (result, N_ ("Notes of the camera (Exif)"), NULL, 0);
    if (size < 8)
        return;
    t.big_endian = data[0] == 'M';
    directory (&t, number (&t, 4, 4), FALSE, 0);
    if (t.gps)
        tell_position (&t);
    if (*ret_orientation < 1 || *ret_orientation > 8)
        *ret_orientation = 1;
}
