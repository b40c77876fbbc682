#include "base/xml-out.h"

static gboolean is_xml (gunichar c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xfffe) || c >= 0x10000;
}

static void put_char (GString *out, gunichar c)
{
    switch (c) {
    case '<': g_string_append (out, "&lt;"); break;
    case '>': g_string_append (out, "&gt;"); break;
    case '&': g_string_append (out, "&amp;"); break;
    case '"': g_string_append (out, "&quot;"); break;
    case '\r': g_string_append (out, "&#13;"); break;
    default:
        if (is_xml (c))
            g_string_append_unichar (out, c);
    }
}

void td_xml_text (GString *out, const char *text)
{
    for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
        put_char (out, g_utf8_get_char (c));
}

/* In an attribute a line end or tab would be read as a space. */
static void put_value (GString *out, const char *text)
{
    for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
        if (*c == '\n')
            g_string_append (out, "&#10;");
        else if (*c == '\t')
            g_string_append (out, "&#9;");
        else
            put_char (out, g_utf8_get_char (c));
    }
}

static void put_open (GString *out, const char *name, va_list pairs)
{
    const char *attribute, *value;

    g_string_append_c (out, '<');
    g_string_append (out, name);
    while ((attribute = va_arg (pairs, const char *)) != NULL) {
        value = va_arg (pairs, const char *);
        if (value == NULL)
            continue;
        g_string_append_c (out, ' ');
        g_string_append (out, attribute);
        g_string_append (out, "=\"");
        put_value (out, value);
        g_string_append_c (out, '"');
    }
    g_string_append_c (out, '>');
}

void td_xml_open (GString *out, const char *name, ...)
{
    va_list pairs;

    va_start (pairs, name);
    put_open (out, name, pairs);
    va_end (pairs);
    g_string_append_c (out, '\n');
}

void td_xml_close (GString *out, const char *name)
{
    g_string_append (out, "</");
    g_string_append (out, name);
    g_string_append (out, ">\n");
}

void td_xml_element (GString *out, const char *name, const char *text, ...)
{
    va_list pairs;

    va_start (pairs, text);
    put_open (out, name, pairs);
    va_end (pairs);
    td_xml_text (out, text);
    td_xml_close (out, name);
}
