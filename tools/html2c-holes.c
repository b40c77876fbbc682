/* Names, holes, attribute values and addresses: where a value may stand and as what. */
#include "html2c-parse.h"
#include <string.h>

/* ---- names ---- */

const char *type_name (Type type)
{
    static const char *const names[] = { "text", "int", "flag", "url", "markup", "list" };
    return names[type];
}

static const char *const builtin_c[][2] = {
    { "locale", "h->locale" },
    { "direction", "h->direction" },
    { "path", "h->path" },
};

static char *builtin_expression (const char *field)
{
    for (gsize i = 0; i < G_N_ELEMENTS (builtin_c); i++)
        if (strcmp (builtin_c[i][0], field) == 0)
            return g_strdup (builtin_c[i][1]);
    return g_strdup_printf ("td_html_site (h)->%s", field);
}

Ref resolve (Parser *p, const char *where, const char *name, const Scope *scope)
{
    g_auto (GStrv) parts = g_strsplit (name, ".", -1);
    const Decl *decl = NULL;
    Ref ref = { 0 };
    GPtrArray *fields = NULL;
    g_autofree char *prefix = NULL;
    guint first = 0;

    for (const Scope *s = scope; s != NULL; s = s->parent)
        if (strcmp (s->name, parts[0]) == 0) {
            if (parts[1] == NULL)
                fail (p, where, "\"%s\" is a whole row of a list; name one of its fields: {%s.…}.", name, name);
            fields = s->decl->fields;
            prefix = g_strdup_printf ("%s->", s->c);
            first = 1;
            break;
        }
    if (fields == NULL && strcmp (parts[0], "td") == 0 && parts[1] != NULL) {
        fields = decl_builtin ()->fields;
        first = 1;
    }
    if (fields == NULL) {
        fields = p->t->inputs;
        prefix = g_strdup ("in->");
    }
    decl = parts[first] != NULL ? decl_find (fields, parts[first]) : NULL;
    if (decl == NULL)
        fail (p, where, "\"%s\" is not declared. Declare it at the head of the file: <td-in name=\"%s\" type=\"…\">.",
              name, parts[first] != NULL ? parts[first] : name);
    if (parts[first + 1] != NULL)
        fail (p, where,
              decl->type == TYPE_LIST ? "\"%s\" reaches into a list; go through it with td-for first."
                                      : "\"%s\": nothing lies inside a value that is no list.",
              name);
    ref.c = prefix != NULL ? g_strconcat (prefix, parts[first], NULL) : builtin_expression (parts[first]);
    ref.decl = decl;
    ((Decl *) decl)->used = TRUE;
    return ref;
}

/* ---- holes ---- */

static void check_hole (Parser *p, const char *where, const Node *hole)
{
    const Decl *decl = hole->ref.decl;
    Type type = decl->type;

    if (type == TYPE_FLAG)
        fail (p, where, "\"%s\" is a flag and cannot be shown; ask it with <td-if test=\"…\"> or attribute:if=\"…\".",
              decl->name);
    if (type == TYPE_LIST)
        fail (p, where, "\"%s\" is a list and cannot be shown; go through it with <td-for each=\"…\" in=\"…\">.",
              decl->name);
    if (hole->grouped && type != TYPE_INT)
        fail (p, where, "{#…} writes numbers, but \"%s\" is of type %s.", decl->name, type_name (type));
    if (hole->translated && type != TYPE_TEXT)
        fail (p, where, "{t:…} translates texts, but \"%s\" is of type %s.", decl->name, type_name (type));
    if (type == TYPE_MARKUP && hole->place != PLACE_TEXT)
        fail (p, where, "\"%s\" is markup and can only stand between tags.", decl->name);
    if (type == TYPE_URL && hole->place != PLACE_URL && hole->place != PLACE_URL_PATH && hole->place != PLACE_VALUE)
        fail (p, where, "\"%s\" is a url and can only stand at the beginning of href, src or action.", decl->name);
    if (hole->place == PLACE_URL && type != TYPE_URL)
        fail (p, where, "Only a url may begin an address, but \"%s\" is of type %s.", decl->name, type_name (type));
    if ((hole->place == PLACE_URL_PART || hole->place == PLACE_URL) && (hole->grouped || hole->translated))
        fail (p, where, "Inside an address a value stands as it is: {%s}.", decl->name);
}

/* Reads {…} at **at (which must be "{") and goes past it. */
Node *parse_hole (Parser *p, const char **at, const char *origin, const char *base, Place place, const Scope *scope,
                  char **ret_key)
{
    const char *where = origin + (*at - base);
    const char *end = strchr (*at, '}');
    const char *c = *at + 1;
    Node *hole = g_new0 (Node, 1);

    if (end == NULL || end - c > 120)
        fail (p, where, "\"{\" begins a hole that is not closed; write &#123; for the sign itself.");
    hole->kind = NODE_HOLE;
    hole->place = place;
    if (*c == '#') {
        hole->grouped = TRUE;
        c++;
    } else if (strncmp (c, "t:", 2) == 0) {
        hole->translated = TRUE;
        c += 2;
    }
    g_autofree char *name = g_strndup (c, end - c);
    if (*name == '\0' || strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789_.") != strlen (name))
        fail (p, where,
              "\"{%s}\" is no hole: a name of small letters, digits and \"_\" is expected; "
              "write &#123; for the sign itself.",
              name);
    hole->ref = resolve (p, where, name, scope);
    if ((place == PLACE_URL_PART || place == PLACE_VALUE_PART) && strcmp (name, "td.path") == 0)
        hole->place = place == PLACE_URL_PART ? PLACE_URL_PATH : PLACE_VALUE;
    check_hole (p, where, hole);
    if (ret_key != NULL)
        *ret_key = g_strndup (*at + 1, end - *at - 1);
    *at = end + 1;
    return hole;
}

void check_entity (Parser *p, const char *c, const char *where)
{
    const char *end = c + 1;
    if (*end == '#')
        end++;
    while (g_ascii_isalnum (*end))
        end++;
    if (*end != ';' || end - c < 3)
        fail (p, where, "\"&\" begins an entity that is not finished; write &amp; for the sign itself.");
}

/* ---- addresses ---- */

static gboolean literal_may_begin (const char *literal, gboolean holes_follow)
{
    static const char *const schemes[] = { "https:", "http:", "mailto:", "tel:", NULL };

    if (strchr ("/#?", *literal) != NULL) /* also the empty one */
        return !(holes_follow && *literal == '\0');
    for (int i = 0; schemes[i] != NULL; i++)
        if (g_str_has_prefix (literal, schemes[i])) {
            const char *rest = literal + strlen (schemes[i]);
            if (i < 2)
                return g_str_has_prefix (rest, "//") && (!holes_follow || strchr (rest + 2, '/') != NULL);
            return TRUE;
        }
    return !holes_follow && strcspn (literal, ":&\t\n\r ") == strlen (literal);
}

/* An address: literal pieces and holes; the first decides what it may become. */
void parse_url (Parser *p, const Attr *attr, const Scope *scope, gboolean as_value, GPtrArray *nodes)
{
    const char *c = attr->value;
    gsize head = strcspn (c, "{");
    g_autofree char *first = g_strndup (c, head);

    if (head > 0 || *c == '\0') {
        if (!literal_may_begin (first, c[head] == '{'))
            fail (p, attr->value_from,
                  "This address cannot be kept safe: begin it with \"/\", \"#\", \"?\", \"https://…/\", "
                  "\"mailto:\" or a hole of type url.");
        add_raw (nodes, first, -1);
        c += head;
    } else {
        g_ptr_array_add (
            nodes, parse_hole (p, &c, attr->value_from, attr->value, as_value ? PLACE_VALUE : PLACE_URL, scope, NULL));
        if (((Node *) nodes->pdata[nodes->len - 1])->ref.decl->type != TYPE_URL)
            fail (p, attr->value_from, "Only a url may begin an address, but \"%s\" is of type %s.",
                  ((Node *) nodes->pdata[nodes->len - 1])->ref.decl->name,
                  type_name (((Node *) nodes->pdata[nodes->len - 1])->ref.decl->type));
        if (*c != '\0' && strchr ("#?/&.", *c) == NULL)
            fail (p, attr->value_from + (c - attr->value),
                  "After a url only \"#\", \"?\", \"/\", \"&\" or \".\" can go on.");
    }
    while (*c != '\0') {
        if (*c == '{') {
            g_ptr_array_add (nodes, parse_hole (p, &c, attr->value_from, attr->value,
                                                as_value ? PLACE_VALUE_PART : PLACE_URL_PART, scope, NULL));
            continue;
        }
        if (*c == '&' && !as_value)
            check_entity (p, c, attr->value_from + (c - attr->value));
        add_raw (nodes, *c == '"' ? "&quot;" : c, *c == '"' ? 6 : 1);
        c++;
    }
}

void parse_value (Parser *p, const Attr *attr, Place place, const Scope *scope, GPtrArray *nodes)
{
    for (const char *c = attr->value; *c != '\0';) {
        const char *where = attr->value_from + (c - attr->value);
        if (*c == '{') {
            g_ptr_array_add (nodes, parse_hole (p, &c, attr->value_from, attr->value, place, scope, NULL));
            continue;
        }
        if (place == PLACE_ATTRIBUTE && *c == '&')
            check_entity (p, c, where);
        if (place == PLACE_ATTRIBUTE && *c == '"')
            add_raw (nodes, "&quot;", 6);
        else
            add_raw (nodes, c, 1);
        c++;
    }
}
