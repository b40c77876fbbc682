/* One template inside another: every input given, each of its type. */
#include "html2c-parse.h"
#include <string.h>

static gboolean single_hole (const char *value)
{
    const char *end = strchr (value, '}');
    return *value == '{' && end != NULL && end[1] == '\0';
}

static void parse_use_literal (Parser *p, const Attr *attr, const Decl *input, UseValue *value)
{
    if (input->type == TYPE_FLAG) {
        if (attr->value != NULL && strcmp (attr->value, "0") != 0 && strcmp (attr->value, "1") != 0
            && *attr->value != '\0')
            fail (p, attr->from, "\"%s\" is a flag: write 1, 0 or a hole.", input->name);
        value->c = g_strdup (attr->value != NULL && strcmp (attr->value, "1") != 0 ? "FALSE" : "TRUE");
        return;
    }
    char *end = NULL;
    gint64 number = g_ascii_strtoll (attr->value != NULL ? attr->value : "", &end, 10);
    if (attr->value == NULL || *attr->value == '\0' || *end != '\0')
        fail (p, attr->from, "\"%s\" is a number: write digits or a hole.", input->name);
    value->c = g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static void parse_use_hole (Parser *p, const Attr *attr, const Decl *input, const Scope *scope, UseValue *value)
{
    gboolean negated = attr->value[1] == '!';
    g_autofree char *name = g_strndup (attr->value + 1 + negated, strlen (attr->value) - 2 - negated);
    Ref ref = resolve (p, attr->value_from, name, scope);

    if (ref.decl->type != input->type || (negated && input->type != TYPE_FLAG))
        fail (p, attr->value_from, "\"%s\" wants type %s, but \"%s\" is of type %s.", input->name,
              type_name (input->type), name, type_name (ref.decl->type));
    if (input->type == TYPE_LIST && g_strcmp0 (input->c_struct, ref.decl->c_struct) != 0)
        fail (p, attr->value_from, "\"%s\" has rows of another kind; declare it with like=\"TEMPLATE.%s\".", name,
              input->name);
    value->c = g_strconcat (negated ? "!" : "", ref.c, NULL);
    if (input->type == TYPE_LIST) {
        char *dash = strrchr (ref.c, '>');
        if (dash == NULL)
            fail (p, attr->value_from, "This list cannot be handed on.");
        value->c_count = g_strdup_printf ("%.*sn_%s", (int) (dash - ref.c + 1), ref.c, dash + 1);
    }
}

static UseValue *parse_use_value (Parser *p, const Attr *attr, const Decl *input, const Scope *scope)
{
    UseValue *value = g_new0 (UseValue, 1);
    gboolean words = g_str_has_prefix (attr->name, "t:");

    value->name = g_strdup (input->name);
    value->type = input->type;
    if (words && (input->type != TYPE_TEXT || attr->value == NULL))
        fail (p, attr->from, "Only texts are translated, but \"%s\" is of type %s.", input->name,
              type_name (input->type));
    if (words) {
        value->nodes = g_ptr_array_new ();
        node_new (value->nodes, NODE_WORDS)->words = parse_attribute_words (p, attr, PLACE_VALUE, scope);
    } else if (input->type == TYPE_TEXT || input->type == TYPE_URL) {
        if (attr->value == NULL)
            fail (p, attr->from, "\"%s\" needs a value.", input->name);
        value->nodes = g_ptr_array_new ();
        if (input->type == TYPE_TEXT)
            parse_value (p, attr, PLACE_VALUE, scope, value->nodes);
        else
            parse_url (p, attr, scope, TRUE, value->nodes);
    } else if (attr->value != NULL && single_hole (attr->value)) {
        parse_use_hole (p, attr, input, scope, value);
    } else if (input->type == TYPE_INT || input->type == TYPE_FLAG) {
        parse_use_literal (p, attr, input, value);
    } else {
        fail (p, attr->from, "\"%s\" is of type %s and takes one hole: %s=\"{…}\".", input->name,
              type_name (input->type), input->name);
    }
    return value;
}

static gboolean is_blank (GPtrArray *nodes)
{
    for (guint i = 0; i < nodes->len; i++) {
        Node *node = nodes->pdata[i];
        if (node->kind != NODE_RAW || strspn (node->raw->str, " \n") != node->raw->len)
            return FALSE;
    }
    return TRUE;
}

void parse_use (Parser *p, const Context *context, GPtrArray *nodes, const char *opened, GPtrArray *attrs,
                gboolean self_closed)
{
    Attr *name = need_attribute (p, opened, attrs, "td-use", "template");
    Node *node = node_new (nodes, NODE_USE);
    Template *used = template_find (p->settings, p->path, name->value);

    if (used == NULL)
        fail (p, name->value_from, "There is no template \"%s\" beside this file or among the shared ones.",
              name->value);
    if (context->plain)
        fail (p, opened, "<td-use> cannot stand inside <%s>, which holds plain text.", context->element);
    node->used = g_strdup (used->ident);
    node->values = g_ptr_array_new ();
    for (guint i = 0; i < attrs->len; i++) {
        Attr *attr = attrs->pdata[i];
        const char *plain = g_str_has_prefix (attr->name, "t:") ? attr->name + 2 : attr->name;
        const Decl *input = decl_find (used->inputs, plain);
        if (attr == name)
            continue;
        if (input == NULL)
            fail (p, attr->from, "Template \"%s\" declares no \"%s\".", name->value, plain);
        for (guint k = 0; k < node->values->len; k++)
            if (strcmp (((UseValue *) node->values->pdata[k])->name, plain) == 0)
                fail (p, attr->from, "\"%s\" is given twice.", plain);
        g_ptr_array_add (node->values, parse_use_value (p, attr, input, context->scope));
    }
    for (guint i = 0; i < used->inputs->len; i++) {
        const Decl *input = used->inputs->pdata[i];
        g_autofree char *translated = g_strconcat ("t:", input->name, NULL);
        if (!input->optional && attr_find (attrs, input->name) == NULL && attr_find (attrs, translated) == NULL)
            fail (p, opened, "Template \"%s\" needs \"%s\" of type %s.", name->value, input->name,
                  type_name (input->type));
    }
    add_unique (p->t->uses, used->header);
    if (!self_closed) {
        node->then = g_ptr_array_new ();
        parse_content (p, context, node->then, "td-use", opened);
        if (is_blank (node->then))
            g_clear_pointer (&node->then, g_ptr_array_unref);
    }
    if (node->then != NULL && !used->has_slot)
        fail (p, opened, "Template \"%s\" has no slot for content; leave nothing between the tags.", name->value);
}
