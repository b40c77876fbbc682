/* The body of a template: elements, conditions, loops, text; refusing what is unsafe or unclear where it
 * stands. */
#include "html2c-parse.h"
#include <string.h>

/* test="name", test="!name", test="name=word" */
static void parse_test (Parser *p, const Attr *attr, const Scope *scope, Node *node)
{
    const char *test = attr->value != NULL ? attr->value : "";
    const char *where = attr->value_from != NULL ? attr->value_from : attr->from;

    node->negated = *test == '!';
    g_auto (GStrv) sides = g_strsplit (node->negated ? test + 1 : test, "=", 2);
    if (sides[0] == NULL)
        fail (p, where, "The name of what is asked is missing.");
    node->ref = resolve (p, where, sides[0], scope);
    if (sides[1] == NULL)
        return;
    if (node->ref.decl->type != TYPE_TEXT)
        fail (p, where, "Only a text can be compared with a word, but \"%s\" is of type %s.", sides[0],
              type_name (node->ref.decl->type));
    for (const char *c = sides[1]; *c != '\0'; c++)
        if (!is_name_char (*c))
            fail (p, where, "A text is compared with one plain word: test=\"kind=ngo\".");
    node->word = g_strdup (sides[1]);
}

static void parse_one_attribute (Parser *p, const char *element, const char *name, const Attr *attr, const Scope *scope,
                                 GPtrArray *nodes)
{
    gboolean words = g_str_has_prefix (attr->name, "t:");
    const char *refusal = attribute_refusal (element, name);
    g_autofree char *before = g_strdup_printf (attr->value != NULL ? " %s=\"" : " %s", name);

    if (refusal != NULL)
        fail (p, attr->from, "\"%s\" is not allowed. %s", name, refusal);
    if (g_ascii_strcasecmp (name, "srcset") == 0 && attr->value != NULL && strchr (attr->value, '{') != NULL)
        fail (p, attr->from, "\"%s\" is no place that a value can be kept safe in.", name);
    add_raw (nodes, before, -1);
    if (attr->value == NULL)
        return;
    if ((words || strchr (attr->value, '{') != NULL) && !attribute_is_url (name)
        && !attribute_takes_hole (element, name))
        fail (p, attr->from, "\"%s\" on <%s> is no place that a value can be kept safe in.", name, element);
    if (words && attribute_is_url (name))
        fail (p, attr->from, "An address is not translated.");
    if (words)
        node_new (nodes, NODE_WORDS)->words = parse_attribute_words (p, attr, PLACE_ATTRIBUTE, scope);
    else if (attribute_is_url (name))
        parse_url (p, attr, scope, FALSE, nodes);
    else
        parse_value (p, attr, PLACE_ATTRIBUTE, scope, nodes);
    add_raw (nodes, "\"", 1);
}

/* name:if="flag" makes name="…" (or the bare name) come and go. */
void parse_element_attributes (Parser *p, const char *element, GPtrArray *attrs, const Context *context,
                               GPtrArray *nodes)
{
    for (guint i = 0; i < attrs->len; i++) {
        Attr *attr = attrs->pdata[i];
        gboolean is_if = g_str_has_suffix (attr->name, ":if");
        g_autofree char *name = is_if ? g_strndup (attr->name, strlen (attr->name) - 3)
                                      : g_strdup (g_str_has_prefix (attr->name, "t:") ? attr->name + 2 : attr->name);
        g_autofree char *name_if = g_strconcat (name, ":if", NULL);
        g_autofree char *name_t = g_strconcat ("t:", name, NULL);
        Attr *condition = attr_find (attrs, name_if);
        GPtrArray *into = nodes;

        if (g_str_has_prefix (attr->name, "t:") && attr_find (attrs, name) != NULL)
            fail (p, attr->from, "\"%s\" stands on this tag both translated and not.", name);
        if (is_if && (attr_find (attrs, name) != NULL || attr_find (attrs, name_t) != NULL))
            continue; /* written with its value */
        if (condition != NULL) {
            Node *node = node_new (nodes, NODE_IF);
            parse_test (p, condition, context->scope, node);
            node->then = g_ptr_array_new ();
            node->other = g_ptr_array_new ();
            into = node->then;
        }
        Attr bare = { .name = name, .from = attr->from };
        parse_one_attribute (p, element, name, is_if ? &bare : attr, context->scope, into);
    }
}

static void check_script (Parser *p, const char *opened, GPtrArray *attrs)
{
    if (attr_find (attrs, "src") == NULL)
        fail (p, opened, "Scripts inside a page are refused; put it into static/ and give its address in src.");
    skip_space (p);
    if (!take_closing (p, "script"))
        fail (p, p->at, "Nothing stands inside <script>: scripts inside a page are refused.");
}

static void parse_element (Parser *p, const Context *context, GPtrArray *nodes, const char *opened, const char *element,
                           GPtrArray *attrs, gboolean self_closed)
{
    const char *refusal = element_refusal (element);
    Attr *method = attr_find (attrs, "method");

    if (refusal != NULL)
        fail (p, opened, "<%s> is not allowed. %s", element, refusal);
    if (context->plain)
        fail (p, opened, "<%s> cannot stand inside <%s>, which holds plain text.", element, context->element);
    add_raw (nodes, "<", 1);
    add_raw (nodes, element, -1);
    parse_element_attributes (p, element, attrs, context, nodes);
    if (self_closed && !element_is_void (element) && !context->svg)
        fail (p, opened, "HTML does not close <%s/> itself; write <%s></%s>.", element, element, element);
    if (self_closed && !element_is_void (element)) {
        add_raw (nodes, "/>", 2);
        return;
    }
    add_raw (nodes, ">", 1);
    if (element_is_void (element))
        return;
    if (strcmp (element, "script") == 0) {
        check_script (p, opened, attrs);
    } else {
        Context inside = { element, element_is_plain_text (element),
                           context->keep_space || element_keeps_space (element),
                           context->svg || strcmp (element, "svg") == 0, context->scope };
        if (strcmp (element, "form") == 0 && method != NULL && method->value != NULL
            && g_ascii_strcasecmp (method->value, "post") == 0)
            node_new (nodes, NODE_CSRF);
        if (strcmp (element, "textarea") == 0)
            add_raw (nodes, "\n", 1); /* HTML drops the first line end of a textarea; this one, not the writer's */
        parse_content (p, &inside, nodes, element, opened);
    }
    add_raw (nodes, "</", 2);
    add_raw (nodes, element, -1);
    add_raw (nodes, ">", 1);
}

static void parse_if (Parser *p, const Context *context, GPtrArray *nodes, const char *opened, GPtrArray *attrs)
{
    static const char *const allowed[] = { "test", NULL };
    Attr *test = need_attribute (p, opened, attrs, "td-if", "test");
    Node *node = node_new (nodes, NODE_IF);

    only_attributes (p, attrs, "td-if", allowed);
    parse_test (p, test, context->scope, node);
    node->then = g_ptr_array_new ();
    node->other = g_ptr_array_new ();
    parse_content (p, context, node->then, "td-if", opened);
    if (strncmp (p->at - 9, "<td-else>", 9) == 0) {
        parse_content (p, context, node->other, "td-if", opened);
        if (strncmp (p->at - 9, "<td-else>", 9) == 0)
            fail (p, p->at - 9, "This <td-if> has its <td-else> already.");
    }
}

static void parse_for (Parser *p, const Context *context, GPtrArray *nodes, const char *opened, GPtrArray *attrs)
{
    static const char *const allowed[] = { "each", "in", NULL };
    Attr *each = need_attribute (p, opened, attrs, "td-for", "each");
    Attr *in = need_attribute (p, opened, attrs, "td-for", "in");
    Node *node = node_new (nodes, NODE_FOR);

    only_attributes (p, attrs, "td-for", allowed);
    node->ref = resolve (p, in->value_from, in->value, context->scope);
    if (node->ref.decl->type != TYPE_LIST)
        fail (p, in->value_from, "\"%s\" is of type %s; only a list can be gone through.", in->value,
              type_name (node->ref.decl->type));
    for (const Scope *s = context->scope; s != NULL; s = s->parent)
        if (strcmp (s->name, each->value) == 0)
            fail (p, each->value_from, "\"%s\" already names the row of an outer list.", each->value);
    if (strspn (each->value, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen (each->value)
        || !g_ascii_islower (*each->value) || strcmp (each->value, "td") == 0)
        fail (p, each->value_from, "\"%s\" is no name: small letters, digits and \"_\".", each->value);
    if (decl_find (p->t->inputs, each->value) != NULL)
        fail (p, each->value_from, "\"%s\" is declared already; take another name for the rows.", each->value);
    node->variable = g_strdup_printf ("each_%s", each->value);
    node->then = g_ptr_array_new ();
    Scope scope = { each->value, node->variable, node->ref.decl, context->scope };
    Context inside = *context;
    inside.scope = &scope;
    parse_content (p, &inside, node->then, "td-for", opened);
}

static void parse_slot (Parser *p, const Context *context, GPtrArray *nodes, const char *opened, GPtrArray *attrs)
{
    if (attrs->len > 0)
        fail (p, opened, "<td-slot> takes no attributes.");
    if (p->t->has_slot)
        fail (p, opened, "A template has at most one <td-slot>.");
    if (context->plain)
        fail (p, opened, "<td-slot> cannot stand inside <%s>, which holds plain text.", context->element);
    p->t->has_slot = TRUE;
    node_new (nodes, NODE_SLOT);
}

static void parse_tag (Parser *p, const Context *context, GPtrArray *nodes)
{
    const char *opened = p->at++;
    gboolean self_closed;
    g_autofree char *name = parse_tag_name (p);
    g_autoptr (GPtrArray) attrs = parse_attributes (p, opened, &self_closed);

    if (self_closed && (strcmp (name, "t") == 0 || strcmp (name, "td-if") == 0 || strcmp (name, "td-for") == 0))
        fail (p, opened, "<%s> needs content and </%s>.", name, name);
    if (strcmp (name, "t") == 0)
        parse_words (p, context, nodes, opened, attrs);
    else if (strcmp (name, "td-if") == 0)
        parse_if (p, context, nodes, opened, attrs);
    else if (strcmp (name, "td-for") == 0)
        parse_for (p, context, nodes, opened, attrs);
    else if (strcmp (name, "td-use") == 0)
        parse_use (p, context, nodes, opened, attrs, self_closed);
    else if (strcmp (name, "td-slot") == 0)
        parse_slot (p, context, nodes, opened, attrs);
    else if (strcmp (name, "td-in") == 0)
        fail (p, opened, "Declarations stand at the head of the file, before anything else.");
    else if (g_str_has_prefix (name, "td-"))
        fail (p, opened, "<%s> is not known here.", name);
    else
        parse_element (p, context, nodes, opened, name, attrs, self_closed);
}

static void parse_text (Parser *p, const Context *context, GPtrArray *nodes)
{
    const char *start = p->at;

    if (g_ascii_isspace (*p->at) && !context->keep_space) {
        gboolean line_end = FALSE;
        for (; g_ascii_isspace (*p->at); p->at++)
            line_end = line_end || *p->at == '\n';
        add_raw (nodes, line_end ? "\n" : " ", 1);
        return;
    }
    if (*p->at == '&')
        check_entity (p, p->at, p->at);
    p->at++;
    while (*p->at != '\0' && strchr ("<{&", *p->at) == NULL && (context->keep_space || !g_ascii_isspace (*p->at)))
        p->at++;
    add_raw (nodes, start, p->at - start);
}

/* Up to and past </closes> (for td-if also past <td-else>); closes NULL: to the end of the file. */
void parse_content (Parser *p, const Context *context, GPtrArray *nodes, const char *closes, const char *opened)
{
    while (*p->at != '\0') {
        if (closes != NULL && take_closing (p, closes))
            return;
        if (g_str_has_prefix (p->at, "<td-else>")) {
            if (closes == NULL || strcmp (closes, "td-if") != 0)
                fail (p, p->at,
                      "<td-else> stands directly inside <td-if>, with all tags closed that were opened since.");
            p->at += strlen ("<td-else>");
            return;
        }
        if (g_str_has_prefix (p->at, "</")) {
            const char *end = strchr (p->at, '>');
            fail (p, p->at, closes != NULL ? "%.*s closes nothing here; <%s> is still open." : "%.*s closes nothing%s.",
                  end != NULL ? (int) (end - p->at + 1) : 2, p->at, closes != NULL ? closes : "");
        }
        if (g_str_has_prefix (p->at, "<!--")) {
            skip_comment (p);
        } else if (g_ascii_strncasecmp (p->at, "<!doctype html>", 15) == 0) {
            add_raw (nodes, "<!DOCTYPE html>", -1);
            p->at += 15;
        } else if (*p->at == '<') {
            parse_tag (p, context, nodes);
        } else if (*p->at == '{') {
            g_ptr_array_add (nodes, parse_hole (p, &p->at, p->at, p->at, context->plain ? PLACE_PLAIN_TEXT : PLACE_TEXT,
                                                context->scope, NULL));
        } else {
            parse_text (p, context, nodes);
        }
    }
    if (closes != NULL)
        fail (p, opened, "<%s> is opened here and never closed.", closes);
}
