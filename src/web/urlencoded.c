/* One letter at a time; decoded values are handed on in pieces so that no length needs memory. */
#include "web/urlencoded.h"

#include "base/errors.h"
#include "web/web-error.h"

struct TdUrlencoded {
    const TdFormSink *sink;
    gpointer data;
    GString *name;
    gboolean in_value; /* after the first '=' of a pair; its part has begun */
    int hex;           /* digits still to come of a triplet: 2, 1, 0 */
    guint8 high;
    gsize n; /* decoded bytes of the value that wait in out */
    char out[1024];
};

TdUrlencoded *td_urlencoded_new (const TdFormSink *sink, gpointer data)
{
    TdUrlencoded *parser = g_new0 (TdUrlencoded, 1);
    parser->sink = sink;
    parser->data = data;
    parser->name = g_string_new (NULL);
    return parser;
}

void td_urlencoded_free (TdUrlencoded *parser)
{
    if (parser == NULL)
        return;
    g_string_free (parser->name, TRUE);
    g_free (parser);
}

static gboolean malformed (GError **error)
{
    g_set_error (error, TD_WEB_ERROR, TD_ERROR_INPUT,
                 "The form arrived damaged and was not read. Please go back and send it again.");
    return FALSE;
}

static gboolean flush (TdUrlencoded *parser, GError **error)
{
    gsize n = parser->n;

    parser->n = 0;
    return n == 0 || parser->sink->bytes (parser->data, parser->out, n, error);
}

static gboolean begin_value (TdUrlencoded *parser, GError **error)
{
    if (parser->name->len == 0)
        return malformed (error);
    parser->in_value = TRUE;
    return parser->sink->begin (parser->data, parser->name->str, NULL, error);
}

static gboolean end_pair (TdUrlencoded *parser, GError **error)
{
    if (!parser->in_value && parser->name->len == 0)
        return TRUE; /* "&&" and the empty form */
    if (!parser->in_value && !begin_value (parser, error))
        return FALSE;
    if (!flush (parser, error) || !parser->sink->end (parser->data, error))
        return FALSE;
    parser->in_value = FALSE;
    g_string_truncate (parser->name, 0);
    return TRUE;
}

static gboolean put (TdUrlencoded *parser, char c, GError **error)
{
    if (parser->in_value) {
        parser->out[parser->n++] = c;
        return parser->n < sizeof parser->out || flush (parser, error);
    }
    if (c == '\0' || parser->name->len >= TD_FORM_NAME_BYTES)
        return malformed (error);
    g_string_append_c (parser->name, c);
    return TRUE;
}

static gboolean hex_digit (TdUrlencoded *parser, char c, GError **error)
{
    int value = g_ascii_xdigit_value (c);

    if (value < 0)
        return malformed (error);
    if (--parser->hex == 1) {
        parser->high = (guint8) value;
        return TRUE;
    }
    return put (parser, (char) (parser->high << 4 | value), error);
}

static gboolean letter (TdUrlencoded *parser, char c, GError **error)
{
    if (parser->hex > 0)
        return hex_digit (parser, c, error);
    switch (c) {
    case '&': return end_pair (parser, error);
    case '=': return parser->in_value ? put (parser, c, error) : begin_value (parser, error);
    case '+': return put (parser, ' ', error);
    case '%': parser->hex = 2; return TRUE;
    default: return put (parser, c, error);
    }
}

gboolean td_urlencoded_feed (TdUrlencoded *parser, const char *bytes, gsize size, GError **error)
{
    for (gsize i = 0; i < size; i++) {
        if (!letter (parser, bytes[i], error))
            return FALSE;
    }
    return TRUE;
}

gboolean td_urlencoded_finish (TdUrlencoded *parser, GError **error)
{
    return parser->hex > 0 ? malformed (error) : end_pair (parser, error);
}
