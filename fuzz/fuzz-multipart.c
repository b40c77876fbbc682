/* Multipart bodies come from anybody. What always holds: parts begin and end in turn, and where a body is cut makes no
 * difference: at once, or in pieces of a size that the first byte names, the same is handed on and the same is said. */
#include "web/multipart.h"

typedef struct {
    GString *seen;
    gboolean open;
} Seen;

static gboolean on_begin (gpointer data, const char *name, const char *file_name, GError **error)
{
    Seen *seen = data;

    (void) error;
    g_assert_false (seen->open);
    g_assert_true (g_utf8_validate (name, -1, NULL));
    seen->open = TRUE;
    g_string_append_printf (seen->seen, "(%s|%s|", name, file_name != NULL ? file_name : "-");
    return TRUE;
}

static gboolean on_bytes (gpointer data, const char *bytes, gsize size, GError **error)
{
    Seen *seen = data;

    (void) error;
    g_assert_true (seen->open);
    g_string_append_len (seen->seen, bytes, (gssize) size);
    return TRUE;
}

static gboolean on_end (gpointer data, GError **error)
{
    Seen *seen = data;

    (void) error;
    g_assert_true (seen->open);
    seen->open = FALSE;
    g_string_append_c (seen->seen, ')');
    return TRUE;
}

static const TdFormSink sink = { on_begin, on_bytes, on_end };

static gboolean parse (const char *type, const char *input, gsize size, gsize step, Seen *seen)
{
    g_autoptr (TdMultipart) parser = td_multipart_new (type, &sink, seen, NULL);

    if (parser == NULL)
        return FALSE;
    for (gsize at = 0; at < size; at += step) {
        if (!td_multipart_feed (parser, input + at, MIN (step, size - at), NULL))
            return FALSE;
    }
    return td_multipart_finish (parser, NULL);
}

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* The first byte is the size of the pieces, the first line after it the Content-Type, the rest the body. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
    const guint8 *line = size > 1 ? memchr (data + 1, '\n', size - 1) : NULL;
    Seen whole = { g_string_new (NULL), FALSE }, pieces = { g_string_new (NULL), FALSE };
    g_autofree char *type = line != NULL ? g_strndup ((const char *) data + 1, (gsize) (line - data - 1)) : NULL;
    gsize n = line != NULL ? size - (gsize) (line + 1 - data) : 0;

    if (type != NULL) {
        gboolean ok = parse (type, (const char *) line + 1, n, n + 1, &whole);

        g_assert_cmpint (parse (type, (const char *) line + 1, n, (gsize) data[0] + 1, &pieces), ==, ok);
        if (ok)
            g_assert_cmpmem (whole.seen->str, whole.seen->len, pieces.seen->str, pieces.seen->len);
        g_assert_false (ok && whole.open);
    }
    g_string_free (whole.seen, TRUE);
    g_string_free (pieces.seen, TRUE);
    return 0;
}
