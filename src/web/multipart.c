/* The body is searched for CR LF "--" boundary; what can't be part of it any more is handed on at once, so that
 * at most a chunk and a delimiter wait here. A virtual CR LF before the first byte lets the first boundary look like all others. */
#include "web/multipart.h"

#include "base/errors.h"
#include "web/disposition.h"
#include "web/web-error.h"
#include <sodium.h>

typedef enum { PREAMBLE, AFTER_BOUNDARY, HEADERS, BODY, EPILOGUE } State;

struct TdMultipart {
    const TdFormSink *sink;
    gpointer data;
    char *delimiter; /* "\r\n--boundary" */
    gsize delimiter_size;
    State state;
    GByteArray *waiting;
    gsize used; /* bytes of waiting that are done with */
};

static gboolean malformed (GError **error)
{
    g_set_error (error, TD_WEB_ERROR, TD_ERROR_INPUT,
                 "The form arrived damaged and was not read. Please go back and send it again.");
    return FALSE;
}

TdMultipart *td_multipart_new (const char *content_type, const TdFormSink *sink, gpointer data, GError **error)
{
    g_autofree char *boundary = td_disposition_parameter (content_type, "boundary");
    TdMultipart *parser;

    if (boundary == NULL || boundary[0] == '\0' || strlen (boundary) > 70) {
        malformed (error);
        return NULL;
    }
    parser = g_new0 (TdMultipart, 1);
    parser->sink = sink;
    parser->data = data;
    parser->delimiter = g_strconcat ("\r\n--", boundary, NULL);
    parser->delimiter_size = strlen (parser->delimiter);
    parser->waiting = g_byte_array_new ();
    g_byte_array_append (parser->waiting, (const guint8 *) "\r\n", 2);
    return parser;
}

void td_multipart_free (TdMultipart *parser)
{
    if (parser == NULL)
        return;
    g_free (parser->delimiter);
    sodium_memzero (parser->waiting->data, parser->waiting->len);
    g_byte_array_unref (parser->waiting);
    g_free (parser);
}

static const char *rest (const TdMultipart *parser, gsize *ret_size)
{
    *ret_size = parser->waiting->len - parser->used;
    return (const char *) parser->waiting->data + parser->used;
}

/* Text before the next delimiter. *ret_more: whether the delimiter was found and there is more to do. */
static gboolean until_delimiter (TdMultipart *parser, gboolean hand_on, gboolean *ret_more, GError **error)
{
    gsize size, before;
    const char *bytes = rest (parser, &size);
    const char *found = size == 0 ? NULL : memmem (bytes, size, parser->delimiter, parser->delimiter_size);

    *ret_more = found != NULL;
    if (found != NULL)
        before = (gsize) (found - bytes);
    else
        before = size >= parser->delimiter_size ? size - parser->delimiter_size + 1 : 0;
    if (hand_on && before > 0 && !parser->sink->bytes (parser->data, bytes, before, error))
        return FALSE;
    parser->used += before;
    if (found != NULL) {
        parser->used += parser->delimiter_size;
        parser->state = AFTER_BOUNDARY;
        if (hand_on)
            return parser->sink->end (parser->data, error);
    }
    return TRUE;
}

/* "--" ends it all; padding and CR LF begin a part. */
static gboolean after_boundary (TdMultipart *parser, gboolean *ret_more, GError **error)
{
    gsize size, i = 0;
    const char *bytes = rest (parser, &size);

    *ret_more = FALSE;
    if (size < 2)
        return TRUE;
    if (bytes[0] == '-' && bytes[1] == '-') {
        parser->state = EPILOGUE;
        *ret_more = TRUE;
        return TRUE;
    }
    while (i < size && (bytes[i] == ' ' || bytes[i] == '\t'))
        i++;
    if (i > 64)
        return malformed (error);
    if (size - i < 2)
        return i == size || bytes[i] == '\r' ? TRUE : malformed (error);
    if (bytes[i] != '\r' || bytes[i + 1] != '\n')
        return malformed (error);
    parser->used += i; /* the CR LF stays: a part without headers then shows as an empty block */
    parser->state = HEADERS;
    *ret_more = TRUE;
    return TRUE;
}

static gboolean headers (TdMultipart *parser, gboolean *ret_more, GError **error)
{
    gsize size, length;
    const char *bytes = rest (parser, &size);
    const char *end = memmem (bytes, size, "\r\n\r\n", 4);
    g_autofree char *name = NULL;
    g_autofree char *file_name = NULL;

    *ret_more = end != NULL;
    length = end != NULL ? (gsize) (end - bytes) : size;
    if (length > TD_FORM_PART_HEADER_BYTES)
        return malformed (error);
    if (end == NULL)
        return TRUE;
    if (length < 2 || !td_disposition_of_part (bytes + 2, length - 2, &name, &file_name))
        return malformed (error);
    parser->used += length + 4;
    parser->state = BODY;
    return parser->sink->begin (parser->data, name, file_name, error);
}

/* What was handed on does not stay behind: it may have been told in confidence. */
static void drop_used (TdMultipart *parser)
{
    gsize left = parser->waiting->len - parser->used;
    guint8 *bytes = parser->waiting->data;

    memmove (bytes, bytes + parser->used, left);
    sodium_memzero (bytes + left, parser->used);
    g_byte_array_set_size (parser->waiting, (guint) left);
    parser->used = 0;
}

gboolean td_multipart_feed (TdMultipart *parser, const char *input, gsize input_size, GError **error)
{
    gboolean more = TRUE;

    if (parser->state == EPILOGUE)
        return TRUE;
    g_byte_array_append (parser->waiting, (const guint8 *) input, (guint) input_size);
    while (more) {
        gboolean ok = TRUE;

        switch (parser->state) {
        case PREAMBLE: ok = until_delimiter (parser, FALSE, &more, error); break;
        case AFTER_BOUNDARY: ok = after_boundary (parser, &more, error); break;
        case HEADERS: ok = headers (parser, &more, error); break;
        case BODY: ok = until_delimiter (parser, TRUE, &more, error); break;
        case EPILOGUE:
            parser->used = parser->waiting->len;
            more = FALSE;
            break;
        }
        if (!ok)
            return FALSE;
    }
    drop_used (parser);
    return TRUE;
}

gboolean td_multipart_finish (TdMultipart *parser, GError **error)
{
    if (parser->state == EPILOGUE)
        return TRUE;
    g_set_error (error, TD_WEB_ERROR, TD_ERROR_INPUT,
                 "The form was cut off on its way here, and nothing of it was kept. Please send it again.");
    return FALSE;
}
