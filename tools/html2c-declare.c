/* Declarations, and reading a whole template. */
#include "html2c-parse.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static gboolean type_from_name (const char *name, Type *ret_type)
{
    for (Type type = TYPE_TEXT; type <= TYPE_LIST; type++)
        if (strcmp (name, type_name (type)) == 0) {
            *ret_type = type;
            return TRUE;
        }
    return FALSE;
}

static void declare_like (Parser *p, const Attr *like, Decl *decl)
{
    g_auto (GStrv) parts = g_strsplit (like->value != NULL ? like->value : "", ".", 2);
    Template *other = parts[0] != NULL && parts[1] != NULL ? template_find (p->settings, p->path, parts[0]) : NULL;
    const Decl *list = other != NULL ? decl_find (other->inputs, parts[1]) : NULL;

    if (list == NULL || list->type != TYPE_LIST)
        fail (p, like->from, "like=\"TEMPLATE.LIST\" names a list of another template; \"%s\" is none.", like->value);
    decl->fields = g_ptr_array_ref (list->fields);
    decl->c_struct = g_strdup (list->c_struct);
    decl->c_header = g_strdup (other->header);
    add_unique (p->t->headers, other->header);
}

static void check_declared_name (Parser *p, const Attr *name, GPtrArray *decls)
{
    if (strspn (name->value, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen (name->value)
        || !g_ascii_islower (*name->value))
        fail (p, name->value_from, "\"%s\" is no name: small letters, digits and \"_\", a letter first.", name->value);
    if (is_c_keyword (name->value) || strcmp (name->value, "td") == 0 || strcmp (name->value, "template") == 0
        || g_str_has_prefix (name->value, "n_") || g_str_has_prefix (name->value, "slot"))
        fail (p, name->value_from, "\"%s\" is a word of C or of this language; take another name.", name->value);
    if (decl_find (decls, name->value) != NULL)
        fail (p, name->from, "\"%s\" is declared twice.", name->value);
}

void parse_declarations (Parser *p, GPtrArray *decls, const char *c_struct, const char *list_opened)
{
    static const char *const allowed[] = { "name", "type", "optional", "like", NULL };
    for (;;) {
        skip_space (p);
        if (g_str_has_prefix (p->at, "<!--")) {
            skip_comment (p);
            continue;
        }
        if (!at_opening (p, "td-in"))
            break;
        const char *opened = p->at;
        gboolean self_closed;
        p->at += strlen ("<td-in");
        g_autoptr (GPtrArray) attrs = parse_attributes (p, opened, &self_closed);
        Attr *name = need_attribute (p, opened, attrs, "td-in", "name");
        Attr *type = need_attribute (p, opened, attrs, "td-in", "type");
        Attr *like = attr_find (attrs, "like");
        Decl *decl = g_new0 (Decl, 1);
        only_attributes (p, attrs, "td-in", allowed);
        check_declared_name (p, name, decls);
        if (!type_from_name (type->value, &decl->type))
            fail (p, type->value_from, "\"%s\" is no type; there are text, int, flag, url, markup and list.",
                  type->value);
        decl->name = g_strdup (name->value);
        decl->optional = attr_find (attrs, "optional") != NULL;
        g_ptr_array_add (decls, decl);
        if (like != NULL && decl->type != TYPE_LIST)
            fail (p, like->from, "Only a list can be like another template's list.");
        if (like != NULL) {
            declare_like (p, like, decl);
        } else if (decl->type == TYPE_LIST) {
            decl->fields = g_ptr_array_new ();
            decl->c_struct = g_strdup_printf ("%s_%s", c_struct, decl->name);
            parse_declarations (p, decl->fields, decl->c_struct, opened);
            if (decl->fields->len == 0)
                fail (p, opened, "A list needs at least one <td-in> for its rows.");
        }
    }
    if (list_opened != NULL && !take_closing (p, "td-in"))
        fail (p, list_opened, "This list is never closed: </td-in> is missing.");
}

Template *template_read (const Settings *settings, const char *path, gboolean declarations_only)
{
    g_autoptr (GError) error = NULL;
    Parser p = { .settings = settings, .path = path };
    g_autofree char *base = g_path_get_basename (path);
    gsize length, root = settings->root != NULL ? strlen (settings->root) : 0;
    const char *bad;

    p.t = g_new0 (Template, 1);
    p.t->file =
        g_strdup (root > 0 && strncmp (path, settings->root, root) == 0 && path[root] == '/' ? path + root + 1 : path);
    p.t->header = g_strconcat (p.t->file, ".h", NULL);
    p.t->inputs = g_ptr_array_new ();
    p.t->headers = g_ptr_array_new_with_free_func (g_free);
    p.t->uses = g_ptr_array_new_with_free_func (g_free);
    if (g_str_has_suffix (base, ".html"))
        base[strlen (base) - 5] = '\0';
    p.t->ident = g_strdelimit (g_strconcat ("html_", base, NULL), "-.", '_');
    if (!g_file_get_contents (path, &p.text, &length, &error)) {
        g_printerr ("%s:1:1: This template cannot be read: %s\n", p.t->file, error->message);
        exit (1);
    }
    p.at = p.text;
    if (strlen (p.text) != length || !g_utf8_validate (p.text, -1, &bad))
        fail (&p, p.text, "A template is UTF-8 text; this file is not.");
    parse_declarations (&p, p.t->inputs, p.t->ident, NULL);
    if (declarations_only) {
        p.t->has_slot = strstr (p.at, "<td-slot>") != NULL;
    } else {
        Context context = { "the page", FALSE, FALSE, FALSE, NULL };
        p.t->body = g_ptr_array_new ();
        skip_space (&p);
        parse_content (&p, &context, p.t->body, NULL, NULL);
        for (guint i = 0; i < p.t->inputs->len; i++) {
            const Decl *decl = p.t->inputs->pdata[i];
            if (!decl->used)
                fail (&p, p.text, "\"%s\" is declared and never used; take the declaration away.", decl->name);
        }
    }
    g_free (p.text);
    return p.t;
}
