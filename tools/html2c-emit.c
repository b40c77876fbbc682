/* Writing C. Nothing is decided here: the parser has refused whatever has no safe translation. */
#include "html2c.h"
#include <string.h>

typedef struct {
    const Template *t;
    GString *slots; /* functions for the content of used templates; they stand before the main one */
    int n_slots;
    int depth;
} Emit;

/* The rows that are in reach, outermost first; so that content for a slot can be a function of its own. */
typedef struct Reach {
    const char *variable, *c_struct;
    const struct Reach *parent;
} Reach;

static void emit_nodes (Emit *e, GString *out, GPtrArray *nodes, const char *to, const Reach *reach);

static void indent (Emit *e, GString *out, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void indent (Emit *e, GString *out, const char *format, ...)
{
    va_list args;
    for (int i = 0; i < e->depth; i++)
        g_string_append (out, "    ");
    va_start (args, format);
    g_string_append_vprintf (out, format, args);
    va_end (args);
    g_string_append_c (out, '\n');
}

static char *quoted (const char *text)
{
    GString *out = g_string_new ("\"");
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '\n')
            g_string_append (out, "\\n");
        else if (*c == '"' || *c == '\\')
            g_string_append_printf (out, "\\%c", *c);
        else if (*c == '?' && c[1] == '?')
            g_string_append (out, "\\?");
        else if (*c == '\t')
            g_string_append (out, "\\t");
        else
            g_string_append_c (out, *c);
    }
    g_string_append_c (out, '"');
    return g_string_free (out, FALSE);
}

static void emit_raw (Emit *e, GString *out, const GString *raw, const char *to)
{
    g_auto (GStrv) lines = g_strsplit (raw->str, "\n", -1);
    GString *literal = g_string_new (NULL);

    for (int i = 0; lines[i] != NULL; i++) {
        g_autofree char *line = g_strconcat (lines[i], lines[i + 1] != NULL ? "\n" : "", NULL);
        if (*line == '\0' && literal->len > 0)
            continue;
        g_autofree char *c = quoted (line);
        if (literal->len > 0)
            g_string_append_printf (literal, "\n%*s", e->depth * 4 + 17, "");
        g_string_append (literal, c);
    }
    indent (e, out, "td_html_raw (%s, %s, %" G_GSIZE_FORMAT ");", to, literal->str, raw->len);
    g_string_free (literal, TRUE);
}

static void emit_hole (Emit *e, GString *out, const Node *node, const char *to)
{
    const Decl *decl = node->ref.decl;
    const char *c = node->ref.c;
    g_autofree char *text = node->translated ? g_strdup_printf ("td_html_translated (h, %s)", c)
                            : decl->optional ? g_strdup_printf ("%s != NULL ? %s : \"\"", c, c)
                                             : g_strdup (c);

    if (decl->type == TYPE_MARKUP) {
        indent (e, out, "td_html_markup (%s, %s);", to, c);
    } else if (decl->type == TYPE_INT) {
        if (node->place == PLACE_VALUE || node->place == PLACE_VALUE_PART)
            indent (e, out, "g_string_append_printf (%s->out, \"%%\" G_GINT64_FORMAT, (gint64) %s);", to, c);
        else
            indent (e, out, "td_html_%s (%s, %s);", node->grouped ? "number" : "int", to, c);
    } else {
        static const char *const functions[] = {
            [PLACE_TEXT] = "td_html_text",           [PLACE_PLAIN_TEXT] = "td_html_text",
            [PLACE_ATTRIBUTE] = "td_html_attribute", [PLACE_URL] = "td_html_url",
            [PLACE_URL_PART] = "td_html_url_part",   [PLACE_URL_PATH] = "td_html_attribute",
            [PLACE_VALUE_PART] = "td_html_url_part", [PLACE_VALUE] = "td_html_value",
        };
        indent (e, out, "%s (%s, %s);", functions[node->place], to, text);
    }
}

/* Holes are written one after the other into a scratch string, each ended by a zero. */
static void emit_words (Emit *e, GString *out, const Words *words, const char *to, const Reach *reach)
{
    g_autofree char *one = quoted (words->one);
    g_autofree char *many = words->many != NULL ? quoted (words->many) : NULL;
    g_autofree char *head =
        many != NULL ? g_strdup_printf ("td_html_words_n (%s, %s, %s, %s", to, one, many, words->count.c)
                     : g_strdup_printf ("td_html_%s (%s, %s", words->plain ? "words_value" : "words", to, one);
    guint n = words->holes->len;

    if (n == 0) {
        indent (e, out, "%s, NULL, NULL, 0);", head);
        return;
    }
    g_autoptr (GString) names = g_string_new (NULL);
    for (guint i = 0; i < n; i++)
        g_string_append_printf (names, "%s\"%s\"", i > 0 ? ", " : "", ((WordHole *) words->holes->pdata[i])->name);
    indent (e, out, "{");
    e->depth++;
    indent (e, out, "static const char *const names[] = { %s };", names->str);
    indent (e, out, "g_autoptr (GString) parts = g_string_new (NULL);");
    indent (e, out, "TdHtml into = { parts, h->locale, h->direction, h->csrf, h->path, h->site };");
    indent (e, out, "const char *escaped[%u];", n);
    indent (e, out, "gsize at[%u];", n);
    for (guint i = 0; i < n; i++) {
        WordHole *hole = words->holes->pdata[i];
        indent (e, out, "at[%u] = parts->len;", i);
        emit_nodes (e, out, hole->nodes, "(&into)", reach);
        indent (e, out, "g_string_append_c (parts, '\\0');");
    }
    indent (e, out, "for (gsize i = 0; i < %u; i++)", n);
    indent (e, out, "    escaped[i] = parts->str + at[i];");
    indent (e, out, "%s, names, escaped, %u);", head, n);
    e->depth--;
    indent (e, out, "}");
}

static char *test_expression (const Node *node)
{
    const char *c = node->ref.c;
    if (node->word != NULL)
        return g_strdup_printf ("g_strcmp0 (%s, \"%s\") %s 0", c, node->word, node->negated ? "!=" : "==");
    switch (node->ref.decl->type) {
    case TYPE_TEXT:
    case TYPE_URL:
        return g_strdup_printf (node->negated ? "%s == NULL || *%s == '\\0'" : "%s != NULL && *%s != '\\0'", c, c);
    case TYPE_MARKUP: return g_strdup_printf (node->negated ? "!td_markup_holds (%s)" : "td_markup_holds (%s)", c);
    case TYPE_LIST: {
        const char *field = strrchr (c, '>') + 1;
        return g_strdup_printf ("%.*sn_%s %s 0", (int) (field - c), c, field, node->negated ? "==" : "!=");
    }
    default: return g_strdup_printf (node->negated ? "!%s" : "%s", c);
    }
}

static void emit_if (Emit *e, GString *out, const Node *node, const char *to, const Reach *reach)
{
    g_autofree char *test = test_expression (node);

    indent (e, out, "if (%s) {", test);
    e->depth++;
    emit_nodes (e, out, node->then, to, reach);
    e->depth--;
    if (node->other->len > 0) {
        indent (e, out, "} else {");
        e->depth++;
        emit_nodes (e, out, node->other, to, reach);
        e->depth--;
    }
    indent (e, out, "}");
}

static void emit_need (Emit *e, GString *out, const Decl *decl, const char *owner)
{
    if (decl->optional || (decl->type != TYPE_TEXT && decl->type != TYPE_URL))
        return;
    indent (e, out, "if (!td_html_need (%s->%s, \"%s: %s\"))", owner, decl->name, e->t->file, decl->name);
    indent (e, out, "    return;");
}

static void emit_for (Emit *e, GString *out, const Node *node, const char *to, const Reach *reach)
{
    const Decl *list = node->ref.decl;
    const char *field = strrchr (node->ref.c, '>') + 1;
    gboolean builtin = strcmp (list->c_struct, "TdHtmlLanguage") == 0;
    g_autofree char *c_struct = g_strconcat (builtin ? "" : "struct ", list->c_struct, NULL);
    Reach inside = { node->variable, c_struct, reach };

    indent (e, out, "for (gsize i_%s = 0; i_%s < %.*sn_%s; i_%s++) {", node->variable, node->variable,
            (int) (field - node->ref.c), node->ref.c, field, node->variable);
    e->depth++;
    indent (e, out, "G_GNUC_UNUSED const %s *%s = &%s[i_%s];", c_struct, node->variable, node->ref.c, node->variable);
    for (guint i = 0; !builtin && i < list->fields->len; i++)
        emit_need (e, out, list->fields->pdata[i], node->variable);
    emit_nodes (e, out, node->then, to, &inside);
    e->depth--;
    indent (e, out, "}");
}

/* ---- using another template ---- */

static void emit_reach_fields (GString *out, const Reach *reach)
{
    if (reach == NULL)
        return;
    emit_reach_fields (out, reach->parent);
    g_string_append_printf (out, "    const %s *%s;\n", reach->c_struct, reach->variable);
}

static void emit_reach_open (GString *out, const Reach *reach)
{
    if (reach == NULL)
        return;
    emit_reach_open (out, reach->parent);
    g_string_append_printf (out, "    G_GNUC_UNUSED const %s *%s = reach->%s;\n", reach->c_struct, reach->variable,
                            reach->variable);
}

static void emit_reach_fill (GString *out, const Reach *reach)
{
    if (reach == NULL)
        return;
    emit_reach_fill (out, reach->parent);
    g_string_append_printf (out, ", %s", reach->variable);
}

/* The content of a slot becomes a function that sees what its place saw. */
static int emit_slot_function (Emit *e, GPtrArray *nodes, const Reach *reach)
{
    int number = ++e->n_slots, depth = e->depth;
    g_autoptr (GString) body = g_string_new (NULL);

    e->depth = 1;
    emit_nodes (e, body, nodes, "h", reach);
    e->depth = depth;
    g_string_append_printf (e->slots, "struct reach_%d {\n    const struct %s *in;\n", number, e->t->ident);
    emit_reach_fields (e->slots, reach);
    g_string_append_printf (e->slots,
                            "};\n\nstatic void\nslot_%d (TdHtml *h, gconstpointer data)\n{\n"
                            "    const struct reach_%d *reach = data;\n"
                            "    G_GNUC_UNUSED const struct %s *in = reach->in;\n",
                            number, number, e->t->ident);
    emit_reach_open (e->slots, reach);
    g_string_append_printf (e->slots, "\n%s}\n\n", body->str);
    return number;
}

static gboolean is_single_text_hole (const UseValue *value)
{
    if (value->nodes->len != 1)
        return FALSE;
    const Node *node = value->nodes->pdata[0];
    return node->kind == NODE_HOLE && !node->translated && node->ref.decl->type != TYPE_INT;
}

static void emit_use_value (Emit *e, GString *out, UseValue *value, guint number, GString *fields, const Reach *reach)
{
    g_string_append_printf (fields, "%*s.%s = ", e->depth * 4 + 4, "", value->name);
    if (value->nodes == NULL) {
        g_string_append_printf (fields, "%s,\n", value->c);
        if (value->c_count != NULL)
            g_string_append_printf (fields, "%*s.n_%s = %s,\n", e->depth * 4 + 4, "", value->name, value->c_count);
        return;
    }
    if (value->nodes->len == 0) {
        g_string_append (fields, "\"\",\n");
        return;
    }
    const Node *only = value->nodes->pdata[0];
    if (is_single_text_hole (value)) {
        if (only->ref.decl->optional)
            g_string_append_printf (fields, "%s != NULL ? %s : \"\",\n", only->ref.c, only->ref.c);
        else
            g_string_append_printf (fields, "%s,\n", only->ref.c);
        return;
    }
    if (value->nodes->len == 1 && only->kind == NODE_RAW) {
        g_autofree char *c = quoted (only->raw->str);
        g_string_append_printf (fields, "%s,\n", c);
        return;
    }
    if (value->nodes->len == 1 && only->kind == NODE_WORDS && only->words->holes->len == 0) {
        g_autofree char *c = quoted (only->words->one);
        g_string_append_printf (fields, "td_html_translated (h, %s),\n", c);
        return;
    }
    indent (e, out, "g_autoptr (GString) value_%u = g_string_new (NULL);", number);
    indent (e, out, "{");
    e->depth++;
    indent (e, out, "TdHtml value = { value_%u, h->locale, h->direction, h->csrf, h->path, h->site };", number);
    emit_nodes (e, out, value->nodes, "(&value)", reach);
    e->depth--;
    indent (e, out, "}");
    g_string_append_printf (fields, "value_%u->str,\n", number);
}

static void emit_use (Emit *e, GString *out, const Node *node, const char *to, const Reach *reach)
{
    g_autoptr (GString) fields = g_string_new (NULL);

    indent (e, out, "{");
    e->depth++;
    for (guint i = 0; i < node->values->len; i++)
        emit_use_value (e, out, node->values->pdata[i], i, fields, reach);
    if (node->then != NULL) {
        int slot = emit_slot_function (e, node->then, reach);
        g_autoptr (GString) fill = g_string_new ("in");
        emit_reach_fill (fill, reach);
        indent (e, out, "const struct reach_%d reach_%d = { %s };", slot, slot, fill->str);
        g_string_append_printf (fields, "%*s.slot = slot_%d,\n%*s.slot_data = &reach_%d,\n", e->depth * 4 + 4, "", slot,
                                e->depth * 4 + 4, "", slot);
    }
    if (fields->len > 0) {
        indent (e, out, "const struct %s use = {", node->used);
        g_string_append (out, fields->str);
        indent (e, out, "};");
        indent (e, out, "%s (%s, &use);", node->used, to);
    } else {
        indent (e, out, "%s (%s, &(const struct %s){ 0 });", node->used, to, node->used);
    }
    e->depth--;
    indent (e, out, "}");
}

static void emit_nodes (Emit *e, GString *out, GPtrArray *nodes, const char *to, const Reach *reach)
{
    for (guint i = 0; i < nodes->len; i++) {
        const Node *node = nodes->pdata[i];
        switch (node->kind) {
        case NODE_RAW:
            if (strcmp (to, "(&value)") == 0) {
                g_autofree char *c = quoted (node->raw->str);
                indent (e, out, "td_html_value ((&value), %s);", c);
            } else {
                emit_raw (e, out, node->raw, to);
            }
            break;
        case NODE_HOLE: emit_hole (e, out, node, to); break;
        case NODE_WORDS: emit_words (e, out, node->words, to, reach); break;
        case NODE_IF: emit_if (e, out, node, to, reach); break;
        case NODE_FOR: emit_for (e, out, node, to, reach); break;
        case NODE_USE: emit_use (e, out, node, to, reach); break;
        case NODE_SLOT:
            indent (e, out, "if (in->slot != NULL)");
            indent (e, out, "    in->slot (%s, in->slot_data);", to);
            break;
        case NODE_CSRF: indent (e, out, "td_html_csrf (%s);", to); break;
        }
    }
}

/* ---- whole files ---- */

static void header_struct (GString *to, const char *name, GPtrArray *fields, gboolean slot);

static void header_lists (GString *out, GPtrArray *decls)
{
    for (guint i = 0; i < decls->len; i++) {
        const Decl *decl = decls->pdata[i];
        if (decl->type != TYPE_LIST || decl->c_header != NULL)
            continue;
        header_lists (out, decl->fields);
        header_struct (out, decl->c_struct, decl->fields, FALSE);
    }
}

static void header_struct (GString *to, const char *name, GPtrArray *fields, gboolean slot)
{
    g_string_append_printf (to, "struct %s {\n", name);
    for (guint i = 0; i < fields->len; i++) {
        const Decl *decl = fields->pdata[i];
        static const char *const c[] = { "const char *", "gint64 ", "gboolean ", "const char *", "const TdMarkup *" };
        const char *note = decl->type == TYPE_URL ? " /* an address */" : decl->optional ? " /* or NULL */" : "";
        if (decl->type == TYPE_LIST)
            g_string_append_printf (to, "    const struct %s *%s;\n    gsize n_%s;\n", decl->c_struct, decl->name,
                                    decl->name);
        else
            g_string_append_printf (to, "    %s%s;%s\n", c[decl->type], decl->name, note);
    }
    if (slot)
        g_string_append (to, "    void (*slot) (TdHtml *h, gconstpointer slot_data); /* or NULL */\n"
                             "    gconstpointer slot_data;\n");
    if (fields->len == 0 && !slot)
        g_string_append (to, "    char nothing; /* C wants a member */\n");
    g_string_append (to, "};\n\n");
}

char *template_header (const Template *t)
{
    GString *out = g_string_new (NULL);

    g_string_append_printf (out, "/* Made from %s by html2c; edit that. */\n#pragma once\n\n#include \"web/html.h\"\n",
                            t->file);
    for (guint i = 0; i < t->headers->len; i++)
        g_string_append_printf (out, "#include \"%s\"\n", (char *) t->headers->pdata[i]);
    g_string_append_c (out, '\n');
    header_lists (out, t->inputs);
    header_struct (out, t->ident, t->inputs, t->has_slot);
    g_string_append_printf (out, "void %s (TdHtml *h, const struct %s *in);\n", t->ident, t->ident);
    return g_string_free (out, FALSE);
}

char *template_code (const Template *t)
{
    Emit e = { t, g_string_new (NULL), 0, 1 };
    g_autoptr (GString) body = g_string_new (NULL);
    GString *out = g_string_new (NULL);

    for (guint i = 0; i < t->inputs->len; i++)
        emit_need (&e, body, t->inputs->pdata[i], "in");
    emit_nodes (&e, body, t->body, "h", NULL);
    g_string_append_printf (out, "/* Made from %s by html2c; edit that. */\n#include \"%s\"\n", t->file, t->header);
    for (guint i = 0; i < t->uses->len; i++)
        g_string_append_printf (out, "#include \"%s\"\n", (char *) t->uses->pdata[i]);
    g_string_append_printf (out, "\n%svoid\n%s (TdHtml *h, G_GNUC_UNUSED const struct %s *in)\n{\n%s}\n", e.slots->str,
                            t->ident, t->ident, body->str);
    g_string_free (e.slots, TRUE);
    return g_string_free (out, FALSE);
}
