/* The small readers: where we are, attributes, tag names, comments; and how a mistake is told. */
#include "html2c-parse.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void position (const Parser *p, const char *where, int *ret_line, int *ret_column)
{
    int line = 1, column = 1;
    for (const char *c = p->text; c < where && *c != '\0'; c++) {
        if (*c == '\n') {
            line++;
            column = 1;
        } else if (((guchar) *c & 0xc0) != 0x80) {
            column++;
        }
    }
    *ret_line = line;
    *ret_column = column;
}

void fail (const Parser *p, const char *where, const char *format, ...)
{
    int line, column;
    va_list args;

    position (p, where, &line, &column);
    va_start (args, format);
    g_autofree char *sentence = g_strdup_vprintf (format, args);
    va_end (args);
    g_printerr ("%s:%d:%d: %s\n", p->t->file, line, column, sentence);
    exit (1);
}

/* ---- small readers ---- */

gboolean is_name_char (char c)
{
    return g_ascii_isalnum (c) || c == '-' || c == '_' || c == ':' || c == '.';
}

void skip_space (Parser *p)
{
    while (g_ascii_isspace (*p->at))
        p->at++;
}

static void attr_free (gpointer data)
{
    Attr *attr = data;
    g_free (attr->name);
    g_free (attr->value);
    g_free (attr);
}

Attr *attr_find (GPtrArray *attrs, const char *name)
{
    for (guint i = 0; i < attrs->len; i++) {
        Attr *attr = attrs->pdata[i];
        if (strcmp (attr->name, name) == 0)
            return attr;
    }
    return NULL;
}

Attr *parse_attribute (Parser *p)
{
    Attr *attr = g_new0 (Attr, 1);
    const char *start = p->at;

    attr->from = start;
    if (*p->at == '{')
        fail (p, p->at,
              "A hole cannot stand where an attribute's name is expected. "
              "For an attribute that comes and goes write name:if=\"flag\".");
    while (is_name_char (*p->at))
        p->at++;
    if (p->at == start)
        fail (p, p->at, "An attribute's name is expected here, not \"%c\".", *p->at);
    if (*p->at == '{')
        fail (p, p->at, "A hole cannot be part of an attribute's name.");
    attr->name = g_strndup (start, p->at - start);
    skip_space (p);
    if (*p->at != '=')
        return attr;
    p->at++;
    skip_space (p);
    if (*p->at == '"' || *p->at == '\'') {
        char quote = *p->at++;
        const char *end = strchr (p->at, quote);
        if (end == NULL)
            fail (p, start, "The value of \"%s\" has no closing quote.", attr->name);
        attr->value_from = p->at;
        attr->value = g_strndup (p->at, end - p->at);
        p->at = end + 1;
        if (is_name_char (*p->at))
            fail (p, p->at, "A space is missing before this attribute.");
        return attr;
    }
    attr->value_from = p->at;
    while (is_name_char (*p->at))
        p->at++;
    if (*p->at == '{')
        fail (p, p->at, "A hole needs quotes around the value: %s=\"…\".", attr->name);
    if (p->at == attr->value_from || (*p->at != '>' && *p->at != '/' && !g_ascii_isspace (*p->at)))
        fail (p, p->at, "Put the value of \"%s\" between quotes.", attr->name);
    attr->value = g_strndup (attr->value_from, p->at - attr->value_from);
    return attr;
}

/* From after "<name" to after ">". */
GPtrArray *parse_attributes (Parser *p, const char *opened, gboolean *ret_self_closed)
{
    GPtrArray *attrs = g_ptr_array_new_with_free_func (attr_free);

    *ret_self_closed = FALSE;
    for (;;) {
        skip_space (p);
        if (*p->at == '\0')
            fail (p, opened, "This tag is not finished: \">\" is missing.");
        if (*p->at == '>') {
            p->at++;
            return attrs;
        }
        if (p->at[0] == '/' && p->at[1] == '>') {
            p->at += 2;
            *ret_self_closed = TRUE;
            return attrs;
        }
        Attr *attr = parse_attribute (p);
        if (attr_find (attrs, attr->name) != NULL)
            fail (p, attr->from, "\"%s\" stands twice on this tag.", attr->name);
        g_ptr_array_add (attrs, attr);
    }
}

char *parse_tag_name (Parser *p)
{
    const char *start = p->at;
    if (*p->at == '{')
        fail (p, p->at, "A hole cannot be the name of a tag.");
    while (g_ascii_isalnum (*p->at) || *p->at == '-')
        p->at++;
    if (p->at == start || !g_ascii_isalpha (*start))
        fail (p, start, "\"<\" begins a tag here; write &lt; for the sign itself.");
    if (*p->at == '{')
        fail (p, p->at, "A hole cannot be part of a tag's name.");
    return g_strndup (start, p->at - start);
}

/* Whether at stands before </name>, and if so goes past it. */
gboolean take_closing (Parser *p, const char *name)
{
    gsize length = strlen (name);
    if (p->at[0] != '<' || p->at[1] != '/' || strncmp (p->at + 2, name, length) != 0
        || is_name_char (p->at[2 + length]))
        return FALSE;
    const char *c = p->at + 2 + length;
    while (g_ascii_isspace (*c))
        c++;
    if (*c != '>')
        fail (p, p->at, "</%s> takes nothing but its name.", name);
    p->at = c + 1;
    return TRUE;
}

gboolean at_opening (const Parser *p, const char *name)
{
    gsize length = strlen (name);
    return p->at[0] == '<' && strncmp (p->at + 1, name, length) == 0 && !is_name_char (p->at[1 + length]);
}

Attr *need_attribute (Parser *p, const char *opened, GPtrArray *attrs, const char *tag, const char *name)
{
    Attr *attr = attr_find (attrs, name);
    if (attr == NULL || attr->value == NULL || *attr->value == '\0')
        fail (p, opened, "<%s> needs %s=\"…\".", tag, name);
    return attr;
}

void only_attributes (Parser *p, GPtrArray *attrs, const char *tag, const char *const *allowed)
{
    for (guint i = 0; i < attrs->len; i++) {
        Attr *attr = attrs->pdata[i];
        if (!g_strv_contains (allowed, attr->name))
            fail (p, attr->from, "<%s> does not know \"%s\".", tag, attr->name);
    }
}

void skip_comment (Parser *p)
{
    const char *end = strstr (p->at, "-->");
    if (end == NULL)
        fail (p, p->at, "This comment is never closed.");
    for (const char *c = p->at; c < end; c++)
        if (*c == '{')
            fail (p, c, "A hole cannot stand inside a comment.");
    p->at = end + 3;
}

/* ---- nodes ---- */

Node *node_new (GPtrArray *nodes, NodeKind kind)
{
    Node *node = g_new0 (Node, 1);
    node->kind = kind;
    g_ptr_array_add (nodes, node);
    return node;
}

void add_raw (GPtrArray *nodes, const char *text, gssize length)
{
    Node *last = nodes->len > 0 ? nodes->pdata[nodes->len - 1] : NULL;
    if (length == 0 || (length < 0 && *text == '\0'))
        return;
    if (last == NULL || last->kind != NODE_RAW) {
        last = node_new (nodes, NODE_RAW);
        last->raw = g_string_new (NULL);
    }
    g_string_append_len (last->raw, text, length < 0 ? (gssize) strlen (text) : length);
}

void add_unique (GPtrArray *list, const char *text)
{
    if (!g_ptr_array_find_with_equal_func (list, text, g_str_equal, NULL))
        g_ptr_array_add (list, g_strdup (text));
}
