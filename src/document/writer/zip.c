/* APPNOTE 6.3.3: local headers and members, the central directory, its end. */
#include "document/writer/zip.h"

#include <string.h>
#include <zlib.h>

struct Zip {
    GByteArray *out;
    GByteArray *directory;
    guint members;
};

enum { STORED = 0, DEFLATED = 8, VERSION = 20, NAMES_UTF8 = 1 << 11, DATE_1980 = 1 << 5 | 1 };

static void put16 (GByteArray *into, guint value)
{
    guint16 bytes = GUINT16_TO_LE ((guint16) value);
    g_byte_array_append (into, (const guint8 *) &bytes, sizeof bytes);
}

static void put32 (GByteArray *into, guint value)
{
    guint32 bytes = GUINT32_TO_LE (value);
    g_byte_array_append (into, (const guint8 *) &bytes, sizeof bytes);
}

Zip *zip_new (void)
{
    Zip *zip = g_new0 (Zip, 1);
    zip->out = g_byte_array_new ();
    zip->directory = g_byte_array_new ();
    return zip;
}

static GBytes *deflated (GBytes *member)
{
    gsize size;
    const void *data = g_bytes_get_data (member, &size);
    z_stream stream = { 0 };
    if (deflateInit2 (&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        g_error ("No memory to compress.");
    gsize most = deflateBound (&stream, size);
    guint8 *out = g_malloc (most);
    stream.next_in = (Bytef *) data;
    stream.avail_in = (uInt) size;
    stream.next_out = out;
    stream.avail_out = (uInt) most;
    if (deflate (&stream, Z_FINISH) != Z_STREAM_END)
        g_error ("A member did not compress.");
    gsize length = stream.total_out;
    deflateEnd (&stream);
    return g_bytes_new_take (out, length);
}

/* What stands both before a member and in the directory, from the version on. */
static void put_head (GByteArray *into, GBytes *member, GBytes *packed, gboolean stored, guint check, const char *name)
{
    put16 (into, VERSION);
    put16 (into, NAMES_UTF8);
    put16 (into, stored ? STORED : DEFLATED);
    put16 (into, 0);
    put16 (into, DATE_1980);
    put32 (into, check);
    put32 (into, (guint) g_bytes_get_size (packed));
    put32 (into, (guint) g_bytes_get_size (member));
    put16 (into, (guint) strlen (name));
    put16 (into, 0);
}

void zip_add (Zip *zip, const char *name, GBytes *take_member, gboolean stored)
{
    g_autoptr (GBytes) packed = stored ? g_bytes_ref (take_member) : deflated (take_member);
    guint at = zip->out->len;
    guint check = (guint) crc32 (0, g_bytes_get_data (take_member, NULL), (uInt) g_bytes_get_size (take_member));

    put32 (zip->out, 0x04034b50);
    put_head (zip->out, take_member, packed, stored, check, name);
    g_byte_array_append (zip->out, (const guint8 *) name, (guint) strlen (name));
    g_byte_array_append (zip->out, g_bytes_get_data (packed, NULL), (guint) g_bytes_get_size (packed));

    put32 (zip->directory, 0x02014b50);
    put16 (zip->directory, VERSION);
    put_head (zip->directory, take_member, packed, stored, check, name);
    put16 (zip->directory, 0); /* comment, disk, attributes */
    put16 (zip->directory, 0);
    put16 (zip->directory, 0);
    put32 (zip->directory, 0);
    put32 (zip->directory, at);
    g_byte_array_append (zip->directory, (const guint8 *) name, (guint) strlen (name));
    zip->members++;
    g_bytes_unref (take_member);
}

GBytes *zip_end (Zip *zip)
{
    guint at = zip->out->len;
    g_byte_array_append (zip->out, zip->directory->data, zip->directory->len);
    put32 (zip->out, 0x06054b50);
    put16 (zip->out, 0);
    put16 (zip->out, 0);
    put16 (zip->out, zip->members);
    put16 (zip->out, zip->members);
    put32 (zip->out, zip->directory->len);
    put32 (zip->out, at);
    put16 (zip->out, 0);
    GBytes *bytes = g_byte_array_free_to_bytes (zip->out);
    g_byte_array_unref (zip->directory);
    g_free (zip);
    return bytes;
}
