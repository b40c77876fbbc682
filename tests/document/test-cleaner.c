/* What pictures and documents say of their maker: found, taken out, and nothing else changed; and files that are not what they say. */
#include "base/base.h"
#include "document/cleaner/cleaner.h"
#include "document/writer/zip.h"

#include <string.h>

#define SECRET "Zerafina"

static gboolean holds (const GByteArray *bytes, const char *words)
{
    return memmem (bytes->data, bytes->len, words, strlen (words)) != NULL;
}

static gboolean told (const CleanerResult *result, const char *words)
{
    for (guint i = 0; i < result->found->len; i++)
        if (strstr (result->found->pdata[i], words) != NULL)
            return TRUE;
    return FALSE;
}

static void put (GByteArray *into, const void *bytes, gsize n)
{
    g_byte_array_append (into, bytes, (guint) n);
}
#define PUT(into, literal) put (into, literal, sizeof (literal) - 1)

/* Big-endian Exif: maker, orientation, and a position by its own directory. */
static GByteArray *exif (void)
{
    GByteArray *t = g_byte_array_new ();

    PUT (t, "MM\0\x2a\0\0\0\x08");
    PUT (t, "\0\x03");
    PUT (t, "\x01\x0f\0\x02\0\0\0\x09\0\0\0\x32"); /* maker: 9 letters at 50 */
    PUT (t, "\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"); /* orientation 6 */
    PUT (t, "\x88\x25\0\x04\0\0\0\x01\0\0\0\x3c"); /* position at 60 */
    PUT (t, "\0\0\0\0");
    PUT (t, SECRET "\0\0");
    PUT (t, "\0\x04");
    PUT (t, "\0\x01\0\x02\0\0\0\x02N\0\0\0");
    PUT (t, "\0\x02\0\x05\0\0\0\x03\0\0\0\x72"); /* at 114 */
    PUT (t, "\0\x03\0\x02\0\0\0\x02W\0\0\0");
    PUT (t, "\0\x04\0\x05\0\0\0\x03\0\0\0\x8a"); /* at 138 */
    PUT (t, "\0\0\0\0");
    PUT (t, "\0\0\0\x05\0\0\0\x01\0\0\0\x21\0\0\0\x01\0\0\0\0\0\0\0\x01"); /* 5° 33' */
    PUT (t, "\0\0\0\0\0\0\0\x01\0\0\0\x0c\0\0\0\x01\0\0\0\0\0\0\0\x01");   /* 0° 12' */
    return t;
}

static GByteArray *jpeg (void)
{
    GByteArray *j = g_byte_array_new ();
    g_autoptr (GByteArray) notes = exif ();
    guint8 length[2] = { 0, (guint8) (notes->len + 8) };

    PUT (j, "\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    PUT (j, "\xff\xe1");
    put (j, length, 2);
    PUT (j, "Exif\0\0");
    put (j, notes->data, notes->len);
    PUT (j, "\xff\xfe\0\x0a" SECRET);
    PUT (j, "\xff\xdb\0\x05\x01\x02\x03");
    PUT (j, "\xff\xda\0\x04\x01\x02picture\xff\0bytes\xff\xd0more");
    PUT (j, "\xff\xd9" SECRET " behind");
    return j;
}

static void test_jpeg (void)
{
    g_autoptr (GByteArray) data = jpeg ();
    g_autoptr (CleanerResult) result = cleaner_result_new ();

    g_assert_cmpint (cleaner_clean (data->data, data->len, result), ==, CLEANER_CLEAN);
    g_assert_false (holds (result->out, SECRET));
    g_assert_true (holds (result->out, "JFIF"));
    g_assert_true (memmem (result->out->data, result->out->len, "picture\xff\0bytes\xff\xd0more\xff\xd9", 22) != NULL);
    g_assert_true (told (result, "Camera’s maker: " SECRET));
    g_assert_true (told (result, "Where it was taken: 5.5500 N, 0.2000 W"));
    g_assert_true (told (result, "Comment: " SECRET));
    g_assert_true (told (result, "Data behind the picture"));
    /* It is turned as it was, and says nothing else. */
    g_autoptr (CleanerResult) again = cleaner_result_new ();
    g_assert_cmpint (cleaner_clean (result->out->data, result->out->len, again), ==, CLEANER_CLEAN);
    g_assert_cmpuint (again->found->len, ==, 1);
    g_assert_true (again->out->len == result->out->len
                   && memcmp (again->out->data, result->out->data, again->out->len) == 0);
}

static void chunk (GByteArray *into, const char *type, const char *data, gsize n)
{
    guint8 length[4] = { 0, 0, (guint8) (n >> 8), (guint8) n };

    put (into, length, 4);
    put (into, type, 4);
    put (into, data, n);
    put (into, "crc!", 4);
}

static GByteArray *png (void)
{
    GByteArray *p = g_byte_array_new ();

    PUT (p, "\x89PNG\r\n\x1a\n");
    chunk (p, "IHDR", "thirteen byte", 13);
    chunk (p, "tEXt", "Author\0" SECRET, 7 + strlen (SECRET));
    chunk (p, "tIME", "\x07\xea\x01\x02\x03\x04\x05", 7);
    chunk (p, "IDAT", "drawn", 5);
    chunk (p, "IEND", "", 0);
    return p;
}

static void test_png (void)
{
    g_autoptr (GByteArray) data = png ();
    g_autoptr (CleanerResult) result = cleaner_result_new ();

    g_assert_cmpint (cleaner_clean (data->data, data->len, result), ==, CLEANER_CLEAN);
    g_assert_false (holds (result->out, SECRET));
    g_assert_true (holds (result->out, "drawn") && holds (result->out, "IHDR") && holds (result->out, "IEND"));
    g_assert_true (told (result, "Text “Author”: " SECRET));
    g_assert_true (told (result, "When it was changed"));
}

static GBytes *bytes_of (const char *text)
{
    return g_bytes_new (text, strlen (text));
}

static GBytes *docx (void)
{
    Zip *zip = zip_new ();
    g_autoptr (GByteArray) picture = png ();

    zip_add (zip, "[Content_Types].xml", bytes_of ("<Types/>"), FALSE);
    zip_add (zip, "docProps/core.xml",
             bytes_of ("<cp:coreProperties><dc:creator>" SECRET "</dc:creator><cp:lastModifiedBy>" SECRET
                       " Two</cp:lastModifiedBy></cp:coreProperties>"),
             FALSE);
    zip_add (zip, "docProps/app.xml", bytes_of ("<Properties><Company>" SECRET " Ltd</Company></Properties>"), FALSE);
    zip_add (zip, "word/document.xml",
             bytes_of ("<w:p w:rsidR=\"00AB12CD\"><w:ins w:id=\"1\" w:author=\"" SECRET
                       "\" w:date='2026-01-02T03:04:05Z'><w:t>What " SECRET "s wrote &lt; stays</w:t></w:ins></w:p>"),
             FALSE);
    zip_add (zip, "word/comments.xml",
             bytes_of ("<w:comment w:author=\"" SECRET "\" w:initials=\"ZE\"><w:t>a note</w:t></w:comment>"), FALSE);
    zip_add (zip, "word/media/image1.png", g_bytes_new (picture->data, picture->len), FALSE);
    return zip_end (zip);
}

static void test_docx (void)
{
    g_autoptr (GBytes) data = docx ();
    g_autoptr (CleanerResult) result = cleaner_result_new ();
    g_autoptr (CleanerResult) again = cleaner_result_new ();
    gsize size = 0;
    const guint8 *bytes = g_bytes_get_data (data, &size);

    g_assert_cmpint (cleaner_clean (bytes, size, result), ==, CLEANER_CLEAN);
    g_assert_true (told (result, "Author: " SECRET) && told (result, "Last changed by: " SECRET " Two"));
    g_assert_true (told (result, "Company: " SECRET " Ltd") && told (result, "Initials: ZE"));
    g_assert_true (told (result, "Author of a comment or change: " SECRET));
    g_assert_true (told (result, "In a picture within: Text “Author”: " SECRET));
    /* What is told of the cleaned one: what took the places. */
    g_assert_cmpint (cleaner_clean (result->out->data, result->out->len, again), ==, CLEANER_CLEAN);
    g_assert_false (told (again, SECRET) || told (again, "2026"));
}

static void test_office_member (void)
{
    static const char text[] =
        "<a><w:ins w:author=\"" SECRET "\"/><t w:b='x > y'>1 &lt; 2</t><!-- w:author=\"kept\" --></a>";
    g_autoptr (CleanerResult) result = cleaner_result_new ();
    g_autoptr (GBytes) out =
        cleaner_office_member ("word/document.xml", (const guint8 *) text, sizeof text - 1, result);
    g_autofree char *said = g_strndup (g_bytes_get_data (out, NULL), g_bytes_get_size (out));

    g_assert_cmpstr (said, ==,
                     "<a><w:ins w:author=\"Author\"/><t w:b='x > y'>1 &lt; 2</t><!-- w:author=\"Author\" --></a>");
    g_assert_null (cleaner_office_member ("word/media/x.bin", (const guint8 *) "x", 1, result));
}

static GString *pdf (void)
{
    GString *p = g_string_new ("%PDF-1.4\n");
    gsize at[6];
    static const char *const objects[] = {
        "<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Annots [4 0 R] >>",
        "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /T (" SECRET ") /Contents (stays) /M (D:20260102) >>",
        "<< /Type /Metadata /Subtype /XML /Length 17 >>\nstream\n<x>" SECRET " xmp</x\nendstream",
        "<< /Author (" SECRET ") /Producer (A program) >>",
    };

    for (gsize i = 0; i < G_N_ELEMENTS (objects); i++) {
        at[i] = p->len;
        g_string_append_printf (p, "%d 0 obj\n%s\nendobj\n", (int) i + 1, objects[i]);
    }
    gsize start = p->len;
    g_string_append (p, "xref\n0 7\n0000000000 65535 f \n");
    for (gsize i = 0; i < G_N_ELEMENTS (objects); i++)
        g_string_append_printf (p, "%010d 00000 n \n", (int) at[i]);
    g_string_append_printf (p, "trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n", (int) start);
    return p;
}

static void test_pdf (void)
{
    GString *data = pdf ();
    g_autoptr (CleanerResult) result = cleaner_result_new ();

    g_assert_cmpint (cleaner_clean ((const guint8 *) data->str, data->len, result), ==, CLEANER_CLEAN);
    g_assert_false (holds (result->out, SECRET) || holds (result->out, "A program"));
    g_assert_true (holds (result->out, "stays") && holds (result->out, "%PDF-"));
    g_assert_true (told (result, "Author: " SECRET) && told (result, "Author of a note: " SECRET));
    g_assert_true (told (result, "Metadata (XMP)"));
    g_string_free (data, TRUE);
}

/* Cut off at each length and with each byte turned: an answer always, and never a word of what was found beyond the file. */
static void batter (const guint8 *data, gsize size, gsize step)
{
    g_autofree guint8 *copy = g_memdup2 (data, size);

    for (gsize n = 0; n <= size; n += step) {
        g_autoptr (CleanerResult) result = cleaner_result_new ();
        g_autofree guint8 *cut = g_memdup2 (data, MAX (n, 1));

        cleaner_clean (cut, n, result);
    }
    for (gsize i = 0; i < size; i += step) {
        g_autoptr (CleanerResult) result = cleaner_result_new ();

        copy[i] ^= 0xff;
        cleaner_clean (copy, size, result);
        copy[i] ^= 0xff;
    }
}

static void test_broken (void)
{
    g_autoptr (GByteArray) j = jpeg ();
    g_autoptr (GByteArray) p = png ();
    g_autoptr (GBytes) d = docx ();
    GString *f = pdf ();
    g_autoptr (CleanerResult) result = cleaner_result_new ();
    gsize size = 0;
    const guint8 *bytes = g_bytes_get_data (d, &size);

    batter (j->data, j->len, 1);
    batter (p->data, p->len, 1);
    batter (bytes, size, 7);
    batter ((const guint8 *) f->str, f->len, 11);
    g_string_free (f, TRUE);
    g_assert_cmpint (cleaner_clean ((const guint8 *) "PK\3\4 no zip at all", 17, result), ==, CLEANER_UNKNOWN);
    g_assert_cmpint (cleaner_clean ((const guint8 *) "plain text", 10, result), ==, CLEANER_UNKNOWN);
}

int main (int argc, char **argv)
{
    td_base_init ();
    g_test_init (&argc, &argv, NULL);
    cleaner_prepare ();
    g_test_add_func ("/cleaner/jpeg", test_jpeg);
    g_test_add_func ("/cleaner/png", test_png);
    g_test_add_func ("/cleaner/docx", test_docx);
    g_test_add_func ("/cleaner/office-member", test_office_member);
    g_test_add_func ("/cleaner/pdf", test_pdf);
    g_test_add_func ("/cleaner/broken", test_broken);
    return g_test_run ();
}
