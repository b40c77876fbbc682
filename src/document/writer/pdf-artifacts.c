/* Whatever a page draws outside its tags is furniture: the marking, the number of the page, rules. Cairo 1.16 leaves it unmarked; here it
 * gets the mark that tells readers aloud to pass over it (ISO 32000-1, 14.8.2.2). Cairo writes an operator a line, or several, begins and
 * ends tags outside of text objects and on lines of their own; strings may run over lines. */
#include "document/writer/pdf.h"

#include <string.h>
#include <zlib.h>

/* ---- streams ---- */

GString *pdf_inflate (const void *data, gsize size)
{
    GString *out = g_string_sized_new (size * 4);
    z_stream stream = { .next_in = (Bytef *) data, .avail_in = (uInt) size };
    char chunk[16384];
    int status = inflateInit (&stream);

    while (status == Z_OK) {
        stream.next_out = (Bytef *) chunk;
        stream.avail_out = sizeof chunk;
        status = inflate (&stream, Z_NO_FLUSH);
        g_string_append_len (out, chunk, (gssize) (sizeof chunk - stream.avail_out));
    }
    inflateEnd (&stream);
    if (status == Z_STREAM_END)
        return out;
    g_string_free (out, TRUE);
    return NULL;
}

GBytes *pdf_deflate (const GString *content)
{
    uLongf size = compressBound (content->len);
    guint8 *out = g_malloc (size);
    if (compress (out, &size, (const Bytef *) content->str, content->len) != Z_OK)
        g_error ("A page did not compress.");
    return g_bytes_new_take (out, size);
}

/* ---- lines ---- */

/* How deep in brackets of a string a line ends that begins at depth. */
static int depth_after (const char *line, gsize length, int depth)
{
    for (gsize i = 0; i < length; i++) {
        if (depth > 0 && line[i] == '\\')
            i++;
        else if (line[i] == '(')
            depth++;
        else if (line[i] == ')' && depth > 0)
            depth--;
    }
    return depth;
}

static gboolean ends_with (const char *line, gsize length, const char *end)
{
    gsize n = strlen (end);
    return length >= n && memcmp (line + length - n, end, n) == 0
           && (length == n || line[length - n - 1] == ' ' || end[0] == ']' || end[0] == ')');
}

static gboolean paints (const char *line, gsize length)
{
    static const char *const ends[] = {
        "S", "s", "f", "f*", "B", "B*", "b", "b*", "Do", "sh", ")Tj", ">Tj", "]TJ", "Tj"
    };
    for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
        if (ends_with (line, length, ends[i]))
            return TRUE;
    return FALSE;
}

typedef struct {
    GString *out;
    GString *loose;   /* lines outside of tags, so far */
    gboolean painted; /* one of them draws */
} Marking;

static void end_loose (Marking *m)
{
    if (m->painted)
        g_string_append (m->out, "/Artifact BMC\n");
    g_string_append_len (m->out, m->loose->str, (gssize) m->loose->len);
    if (m->painted)
        g_string_append (m->out, "EMC\n");
    g_string_truncate (m->loose, 0);
    m->painted = FALSE;
}

GString *pdf_mark_artifacts (const GString *content)
{
    Marking m = { g_string_sized_new (content->len + 1024), g_string_new (NULL), FALSE };
    int depth = 0,
        tags = 0; /* of strings; of marked content: 0 outside of tags, where that of letters does not count */

    for (gsize at = 0; at < content->len;) {
        const char *line = content->str + at, *end = memchr (line, '\n', content->len - at);
        gsize length = end != NULL ? (gsize) (end - line) : content->len - at, whole = length + (end != NULL);
        gboolean begins = depth == 0 && ends_with (line, length, "BDC"),
                 ends = depth == 0 && ends_with (line, length, "EMC");
        gboolean tag = begins && g_strstr_len (line, (gssize) length, "/MCID ") != NULL;

        depth = depth_after (line, length, depth);
        if (tags == 0 && tag)
            end_loose (&m);
        if (tags == 0 && !tag) {
            g_string_append_len (m.loose, line, (gssize) whole);
            m.painted = m.painted || paints (line, length);
        } else {
            g_string_append_len (m.out, line, (gssize) whole);
            tags += begins ? 1 : ends ? -1 : 0;
        }
        at += whole;
    }
    end_loose (&m);
    g_string_free (m.loose, TRUE);
    return m.out;
}
