#include "web/compress.h"

#include <brotli/encode.h>
#include <zlib.h>

static const char *const names[TD_N_CODINGS] = { NULL, "gzip", "br" };

const char *td_coding_name (TdCoding coding)
{
    return names[coding];
}

/* q=0, q=0.0, … : not wanted */
static gboolean is_zero_weight (const char *parameters, gsize size)
{
    const char *q = memmem (parameters, size, "q=", 2);

    if (q == NULL)
        return FALSE;
    for (q += 2; q < parameters + size; q++) {
        if (*q >= '1' && *q <= '9')
            return FALSE;
    }
    return TRUE;
}

TdCoding td_coding_choose (const char *accept)
{
    TdCoding best = TD_CODING_IDENTITY;

    while (accept != NULL && *accept != '\0') {
        gsize size, n;

        accept += strspn (accept, " \t,");
        size = strcspn (accept, ",");
        n = strcspn (accept, "; \t,");
        for (TdCoding c = TD_CODING_GZIP; c < TD_N_CODINGS; c++) {
            if (n == strlen (names[c]) && g_ascii_strncasecmp (accept, names[c], n) == 0
                && !is_zero_weight (accept, size))
                best = MAX (best, c);
        }
        accept += size;
    }
    return best;
}

gboolean td_coding_worth (const char *type, gsize size)
{
    return size >= 512
           && (g_str_has_prefix (type, "text/") || strstr (type, "json") != NULL || strstr (type, "xml") != NULL
               || strstr (type, "javascript") != NULL);
}

static gboolean gzip (const void *in, gsize size, int level, guint8 *out, gsize *size_out)
{
    z_stream z = { 0 };
    gboolean done;

    if (deflateInit2 (&z, level, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return FALSE;
    z.next_in = (Bytef *) in;
    z.avail_in = (uInt) size;
    z.next_out = out;
    z.avail_out = (uInt) *size_out;
    done = deflate (&z, Z_FINISH) == Z_STREAM_END;
    *size_out = z.total_out;
    deflateEnd (&z);
    return done;
}

GBytes *td_compress (GBytes *bytes, TdCoding coding, TdEffort effort)
{
    static const int levels[][TD_N_CODINGS] = { { 0, 4, 4 }, { 0, 6, 6 }, { 0, 9, 11 } };
    int level = levels[effort][coding];
    gsize size, out_size;
    const void *in = g_bytes_get_data (bytes, &size);
    g_autofree guint8 *out = NULL;
    gboolean done;

    if (size < 2 || size > G_MAXINT / 2 || coding == TD_CODING_IDENTITY)
        return NULL;
    out_size = size - 1; /* no larger than this, or not at all */
    out = g_malloc (out_size);
    if (coding == TD_CODING_GZIP)
        done = gzip (in, size, level, out, &out_size);
    else
        done = BrotliEncoderCompress (level, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, size, in, &out_size, out);
    return done ? g_bytes_new_take (g_realloc (g_steal_pointer (&out), out_size), out_size) : NULL;
}
