/* Sentences to translate: as the translator sees them, and what stands in their holes. */
#include "html2c-parse.h"
#include <string.h>

/* One character of a sentence, with entities as what they mean, because translators write no HTML. */
static const char *append_decoded (Parser *p, GString *out, const char *c, const char *where)
{
    static const struct {
        const char *entity, *text;
    } known[] = {
        { "&amp;", "&" },  { "&lt;", "<" },    { "&gt;", ">" },    { "&quot;", "\"" },  { "&nbsp;", "\u00a0" },
        { "&apos;", "'" }, { "&mdash;", "—" }, { "&ndash;", "–" }, { "&hellip;", "…" },
    };
    if (*c != '&') {
        g_string_append_c (out, *c);
        return c + 1;
    }
    for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
        if (g_str_has_prefix (c, known[i].entity)) {
            g_string_append (out, known[i].text);
            return c + strlen (known[i].entity);
        }
    fail (p, where, "In words write the sign itself instead of this entity.");
}

static void add_word_hole (Parser *p, Words *words, const char *where, const char *name, const char *key,
                           GPtrArray *nodes)
{
    for (guint i = 0; i < words->holes->len; i++) {
        WordHole *other = words->holes->pdata[i];
        if (strcmp (other->name, name) != 0)
            continue;
        if (strcmp (other->key, key) != 0)
            fail (p, where, "Two different holes of this sentence would both be called {%s} by translators.", name);
        g_ptr_array_unref (nodes);
        return;
    }
    WordHole *hole = g_new0 (WordHole, 1);
    hole->name = g_strdup (name);
    hole->key = g_strdup (key);
    hole->nodes = nodes;
    g_ptr_array_add (words->holes, hole);
}

static const char *append_word_hole (Parser *p, Words *words, GString *out, const char *c, const char *origin,
                                     const char *base, Place place, const Scope *scope)
{
    const char *where = origin + (c - base);
    g_autofree char *key = NULL;
    GPtrArray *nodes = g_ptr_array_new ();
    Node *hole = parse_hole (p, &c, origin, base, place, scope, &key);

    if (hole->ref.decl->type == TYPE_MARKUP)
        fail (p, where, "Markup cannot stand inside a sentence.");
    g_ptr_array_add (nodes, hole);
    const char *dot = strrchr (key, '.');
    const char *name = dot != NULL ? dot + 1 : key + (*key == '#' ? 1 : g_str_has_prefix (key, "t:") ? 2 : 0);
    add_word_hole (p, words, where, name, key, nodes);
    g_string_append_printf (out, "{%s}", name);
    return c;
}

static char *tidy_sentence (const char *text)
{
    GString *out = g_string_new (NULL);
    for (const char *c = text; *c != '\0'; c++) {
        if (!g_ascii_isspace (*c))
            g_string_append_c (out, *c);
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
    }
    while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate (out, out->len - 1);
    return g_string_free (out, FALSE);
}

/* t:name="Words with {holes}" */
Words *parse_attribute_words (Parser *p, const Attr *attr, Place place, const Scope *scope)
{
    Words *words = g_new0 (Words, 1);
    g_autoptr (GString) out = g_string_new (NULL);
    int column;

    words->holes = g_ptr_array_new ();
    words->plain = place == PLACE_VALUE;
    position (p, attr->from, &words->line, &column);
    for (const char *c = attr->value; *c != '\0';) {
        if (*c == '{')
            c = append_word_hole (p, words, out, c, attr->value_from, attr->value, place, scope);
        else
            c = append_decoded (p, out, c, attr->value_from + (c - attr->value));
    }
    words->one = tidy_sentence (out->str);
    if (*words->one == '\0')
        fail (p, attr->from, "There are no words to translate here.");
    return words;
}

static char *parse_sentence (Parser *p, Words *words, const Context *context, const char *opened, int *numbers)
{
    g_autoptr (GString) out = g_string_new (NULL);
    g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
    Place place = context->plain ? PLACE_PLAIN_TEXT : PLACE_TEXT;
    int stack[16];

    for (;;) {
        if (*p->at == '\0')
            fail (p, opened, "<t> is never closed.");
        if (*p->at == '{') {
            p->at = append_word_hole (p, words, out, p->at, p->at, p->at, place, context->scope);
            continue;
        }
        if (*p->at != '<') {
            p->at = append_decoded (p, out, p->at, p->at);
            continue;
        }
        if (open->len == 0 && (g_str_has_prefix (p->at, "</t>") || at_opening (p, "td-many")))
            return tidy_sentence (out->str);
        if (open->len > 0 && take_closing (p, open->pdata[open->len - 1])) {
            GPtrArray *nodes = g_ptr_array_new ();
            g_autofree char *tag = g_strdup_printf ("</%s>", (char *) open->pdata[open->len - 1]);
            g_autofree char *name = g_strdup_printf ("/%d", stack[open->len - 1]);
            add_raw (nodes, tag, -1);
            add_word_hole (p, words, p->at, name, tag, nodes);
            g_string_append_printf (out, "{%s}", name);
            g_ptr_array_set_size (open, (int) open->len - 1);
            continue;
        }
        const char *where = p->at++;
        if (*p->at == '/')
            fail (p, where,
                  open->len > 0 ? "<%s> is still open inside this sentence."
                                : "Nothing of that name is open inside this sentence%s.",
                  open->len > 0 ? (char *) open->pdata[open->len - 1] : "");
        g_autofree char *element = parse_tag_name (p);
        if (!element_in_sentence (element) || context->plain)
            fail (p, where, "<%s> cannot stand inside a sentence; end the sentence before it.", element);
        if (open->len == G_N_ELEMENTS (stack))
            fail (p, where, "Too many tags lie inside one another here.");
        gboolean self_closed;
        g_autoptr (GPtrArray) attrs = parse_attributes (p, where, &self_closed);
        GPtrArray *nodes = g_ptr_array_new ();
        add_raw (nodes, "<", 1);
        add_raw (nodes, element, -1);
        parse_element_attributes (p, element, attrs, context, nodes);
        add_raw (nodes, ">", 1);
        int number = ++*numbers;
        g_autofree char *name = g_strdup_printf ("%d", number);
        g_autofree char *key = g_strndup (where, p->at - where);
        stack[open->len] = number;
        g_ptr_array_add (open, g_strdup (element));
        add_word_hole (p, words, where, name, key, nodes);
        g_string_append_printf (out, "{%s}", name);
    }
}

void parse_words (Parser *p, const Context *context, GPtrArray *nodes, const char *opened, GPtrArray *attrs)
{
    Words *words = g_new0 (Words, 1);
    Attr *n = attr_find (attrs, "n");
    int column, numbers = 0, numbers_many = 0;

    words->holes = g_ptr_array_new ();
    position (p, opened, &words->line, &column);
    if (attrs->len > (n != NULL ? 1u : 0u))
        fail (p, opened, "<t> takes no attribute but n, the number that decides between one and many.");
    if (n != NULL) {
        words->count = resolve (p, n->from, n->value != NULL ? n->value : "", context->scope);
        if (words->count.decl->type != TYPE_INT)
            fail (p, n->from, "<t n=\"…\"> counts, but \"%s\" is of type %s.", n->value,
                  type_name (words->count.decl->type));
    }
    words->one = parse_sentence (p, words, context, opened, &numbers);
    if (at_opening (p, "td-many")) {
        if (n == NULL)
            fail (p, p->at, "<td-many> needs to know what is counted: <t n=\"…\">.");
        gboolean self_closed;
        p->at += strlen ("<td-many");
        g_ptr_array_unref (parse_attributes (p, opened, &self_closed));
        words->many = parse_sentence (p, words, context, opened, &numbers_many);
    } else if (n != NULL) {
        fail (p, opened, "<t n=\"…\"> needs both forms: one<td-many>many.");
    }
    if (!take_closing (p, "t"))
        fail (p, p->at, "<t> ends here without </t>.");
    if (*words->one == '\0' || (words->many != NULL && *words->many == '\0'))
        fail (p, opened, "There are no words to translate here.");
    node_new (nodes, NODE_WORDS)->words = words;
}
