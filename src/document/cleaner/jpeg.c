/* JPEG (ITU-T T.81): segments that the picture needs stay, all others go, and whatever follows the picture. */
#include "base/base.h"
#include "document/cleaner/cleaner.h"

#include <string.h>

enum {
    SOI = 0xd8,
    EOI = 0xd9,
    SOS = 0xda,
    RST0 = 0xd0,
    RST7 = 0xd7,
    APP0 = 0xe0,
    APP1 = 0xe1,
    APP2 = 0xe2,
    APP14 = 0xee,
    APP15 = 0xef,
    COM = 0xfe,
    TEM = 0x01
};

static gboolean begins (const guint8 *data, gsize size, const char *with, gsize n)
{
    return size >= n && memcmp (data, with, n) == 0;
}

/* Whether the picture looks the same without it: the application's own segments, but for the colours'. */
static gboolean is_ours_to_drop (int marker, const guint8 *data, gsize size)
{
    if (marker == COM)
        return TRUE;
    if (marker < APP0 || marker > APP15)
        return FALSE;
    if (marker == APP0)
        return !begins (data, size, "JFIF\0", 5);
    if (marker == APP2)
        return !begins (data, size, "ICC_PROFILE\0", 12);
    return marker != APP14;
}

static void tell (int marker, const guint8 *data, gsize size, CleanerResult *result, int *orientation)
{
    if (marker == APP1 && begins (data, size, "Exif\0\0", 6))
        cleaner_exif (data + 6, size - 6, result, orientation);
    else if (marker == APP1 && begins (data, size, "http://ns.adobe.com/", 20))
        cleaner_found (result, N_ ("Metadata (XMP)"), NULL, 0);
    else if (marker == COM)
        cleaner_found (result, N_ ("Comment"), data, size);
    else if (marker == APP0 + 13)
        cleaner_found (result, N_ ("Captions and names (IPTC)"), NULL, 0);
    else
        cleaner_found (result, N_ ("Notes of the camera or of a program"), NULL, 0);
}

/* That it is to be turned is all that stays of the camera's notes, else it would lie on its side. */
static void put_orientation (GByteArray *out, int orientation)
{
    guint8 segment[] = { 0xff, APP1, 0,    34,   'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8,
                         0,    1,    0x01, 0x12, 0,   3,   0,   0,   0, 1, 0,   0,   0, 0,  0, 0, 0, 0 };

    segment[29] = (guint8) orientation;
    g_byte_array_append (out, segment, sizeof segment);
}

/* From the scan's header to the next marker that is none of its own. */
static gsize end_of_scan (const guint8 *data, gsize size, gsize at)
{
    while (at + 1 < size && !(data[at] == 0xff && data[at + 1] != 0 && !(data[at + 1] >= RST0 && data[at + 1] <= RST7)))
        at++;
    return at + 1 < size ? at : size;
}

CleanerVerdict cleaner_jpeg (const guint8 *data, gsize size, CleanerResult *result)
{
    GByteArray *out = result->out;
    gsize at = 2, head;
    int orientation = 1;

    g_byte_array_append (out, data, 2);
    head = out->len;
    while (at + 4 <= size) {
        int marker = data[at + 1];
        gsize length = (gsize) data[at + 2] << 8 | data[at + 3];

        if (data[at] != 0xff)
            return CLEANER_UNKNOWN;
        if (marker == 0xff) { /* padding */
            at++;
            continue;
        }
        if (marker == EOI)
            break;
        if (length < 2 || at + 2 + length > size)
            return CLEANER_UNKNOWN;
        if (is_ours_to_drop (marker, data + at + 4, length - 2)) {
            tell (marker, data + at + 4, length - 2, result, &orientation);
        } else {
            gsize end = marker == SOS ? end_of_scan (data, size, at + 2 + length) : at + 2 + length;

            g_byte_array_append (out, data + at, (guint) (end - at));
            at = end;
            continue;
        }
        at += 2 + length;
    }
    if (at + 2 > size || data[at] != 0xff || data[at + 1] != EOI)
        return CLEANER_UNKNOWN;
    g_byte_array_append (out, data + at, 2);
    if (at + 2 < size)
        cleaner_found (result, N_ ("Data behind the picture"), NULL, 0);
    if (orientation != 1) {
        g_autoptr (GByteArray) rest = g_byte_array_new ();

        g_byte_array_append (rest, out->data + head, (guint) (out->len - head));
        g_byte_array_set_size (out, (guint) head);
        put_orientation (out, orientation);
        g_byte_array_append (out, rest->data, rest->len);
    }
    return CLEANER_CLEAN;
}
