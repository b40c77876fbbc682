/* Reading a template: declarations, then the body, refusing what is unsafe or unclear where it stands. */
#include "html2c.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

typedef struct Scope {
    const char *name;
    char *c;
    const Decl *decl;
    const struct Scope *parent;
} Scope;

typedef struct {
    const Settings *settings;
    Template *t;
    const char *path;
    char *text;
    const char *at;
} Parser;

/* One attribute as written. */
typedef struct {
    char *name;
    char *value; /* NULL: none */
    const char *from, *value_from;
} Attr;

typedef struct {
    const char *element; /* the innermost open element, for messages */
    gboolean plain;      /* inside title, textarea, option */
    gboolean keep_space;
    gboolean svg;        /* inside a picture, where a tag may close itself */
    const Scope *scope;
} Context;

static void parse_content (Parser *p, const Context *context, GPtrArray *nodes, const char *closes, const char *opened);

/* ---- telling mistakes ---- */

static void
position (const Parser *p, const char *where, int *ret_line, int *ret_column)
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

static void fail (const Parser *p, const char *where, const char *format, ...) G_GNUC_NORETURN G_GNUC_PRINTF (3, 4);

static void
fail (const Parser *p, const char *where, const char *format, ...)
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

static gboolean
is_name_char (char c)
{
    return g_ascii_isalnum (c) || c == '-' || c == '_' || c == ':' || c == '.';
}

static void
skip_space (Parser *p)
{
    while (g_ascii_isspace (*p->at))
        p->at++;
}

static void
attr_free (gpointer data)
{
    Attr *attr = data;
    g_free (attr->name);
    g_free (attr->value);
    g_free (attr);
}

static Attr *
attr_find (GPtrArray *attrs, const char *name)
{
    for (guint i = 0; i < attrs->len; i++) {
        Attr *attr = attrs->pdata[i];
        if (strcmp (attr->name, name) == 0)
            return attr;
    }
    return NULL;
}

static Attr *
parse_attribute (Parser *p)
{
    Attr *attr = g_new0 (Attr, 1);
    const char *start = p->at;

    attr->from = start;
    if (*p->at == '{')
        fail (p, p->at, "A hole cannot stand where an attribute's name is expected. "
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
static GPtrArray *
parse_attributes (Parser *p, const char *opened, gboolean *ret_self_closed)
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

static char *
parse_tag_name (Parser *p)
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
static gboolean
take_closing (Parser *p, const char *name)
{
    gsize length = strlen (name);
    if (p->at[0] != '<' || p->at[1] != '/' || strncmp (p->at + 2, name, length) != 0 || is_name_char (p->at[2 + length]))
        return FALSE;
    const char *c = p->at + 2 + length;
    while (g_ascii_isspace (*c))
        c++;
    if (*c != '>')
        fail (p, p->at, "</%s> takes nothing but its name.", name);
    p->at = c + 1;
    return TRUE;
}

static gboolean
at_opening (const Parser *p, const char *name)
{
    gsize length = strlen (name);
    return p->at[0] == '<' && strncmp (p->at + 1, name, length) == 0 && !is_name_char (p->at[1 + length]);
}

/* ---- nodes ---- */

static Node *
node_new (GPtrArray *nodes, NodeKind kind)
{
    Node *node = g_new0 (Node, 1);
    node->kind = kind;
    g_ptr_array_add (nodes, node);
    return node;
}

static void
add_raw (GPtrArray *nodes, const char *text, gssize length)
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

/* ---- names ---- */

static const char *const builtin_c[][2] = {
    { "locale", "h->locale" },
    { "direction", "h->direction" },
    { "path", "h->path" },
};

static char *
builtin_expression (const char *field)
{
    for (gsize i = 0; i < G_N_ELEMENTS (builtin_c); i++)
        if (strcmp (builtin_c[i][0], field) == 0)
            return g_strdup (builtin_c[i][1]);
    return g_strdup_printf ("td_html_site (h)->%s", field);
}

static Ref
resolve (Parser *p, const char *where, const char *name, const Scope *scope)
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
        fail (p, where, decl->type == TYPE_LIST ? "\"%s\" reaches into a list; go through it with td-for first."
                                                : "\"%s\": nothing lies inside a value that is no list.", name);
    ref.c = prefix != NULL ? g_strconcat (prefix, parts[first], NULL) : builtin_expression (parts[first]);
    ref.decl = decl;
    ((Decl *) decl)->used = TRUE;
    return ref;
}

/* ---- holes ---- */

static const char *
type_name (Type type)
{
    static const char *const names[] = { "text", "int", "flag", "url", "markup", "list" };
    return names[type];
}

static void
check_hole (Parser *p, const char *where, const Node *hole)
{
    const Decl *decl = hole->ref.decl;
    Type type = decl->type;

    if (type == TYPE_FLAG)
        fail (p, where, "\"%s\" is a flag and cannot be shown; ask it with <td-if test=\"…\"> or attribute:if=\"…\".", decl->name);
    if (type == TYPE_LIST)
        fail (p, where, "\"%s\" is a list and cannot be shown; go through it with <td-for each=\"…\" in=\"…\">.", decl->name);
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
static Node *
parse_hole (Parser *p, const char **at, const char *origin, const char *base, Place place, const Scope *scope, char **ret_key)
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
        fail (p, where, "\"{%s}\" is no hole: a name of small letters, digits and \"_\" is expected; "
                        "write &#123; for the sign itself.", name);
    hole->ref = resolve (p, where, name, scope);
    if ((place == PLACE_URL_PART || place == PLACE_VALUE_PART) && strcmp (name, "td.path") == 0)
        hole->place = place == PLACE_URL_PART ? PLACE_URL_PATH : PLACE_VALUE;
    check_hole (p, where, hole);
    if (ret_key != NULL)
        *ret_key = g_strndup (*at + 1, end - *at - 1);
    *at = end + 1;
    return hole;
}

static void
check_entity (Parser *p, const char *c, const char *where)
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

static gboolean
literal_may_begin (const char *literal, gboolean holes_follow)
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
static void
parse_url (Parser *p, const Attr *attr, const Scope *scope, gboolean as_value, GPtrArray *nodes)
{
    const char *c = attr->value;
    gsize head = strcspn (c, "{");
    g_autofree char *first = g_strndup (c, head);

    if (head > 0 || *c == '\0') {
        if (!literal_may_begin (first, c[head] == '{'))
            fail (p, attr->value_from, "This address cannot be kept safe: begin it with \"/\", \"#\", \"?\", \"https://…/\", "
                                       "\"mailto:\" or a hole of type url.");
        add_raw (nodes, first, -1);
        c += head;
    } else {
        g_ptr_array_add (nodes, parse_hole (p, &c, attr->value_from, attr->value, as_value ? PLACE_VALUE : PLACE_URL, scope, NULL));
        if (((Node *) nodes->pdata[nodes->len - 1])->ref.decl->type != TYPE_URL)
            fail (p, attr->value_from, "Only a url may begin an address, but \"%s\" is of type %s.",
                  ((Node *) nodes->pdata[nodes->len - 1])->ref.decl->name,
                  type_name (((Node *) nodes->pdata[nodes->len - 1])->ref.decl->type));
        if (*c != '\0' && strchr ("#?/&.", *c) == NULL)
            fail (p, attr->value_from + (c - attr->value), "After a url only \"#\", \"?\", \"/\", \"&\" or \".\" can go on.");
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

static void
parse_value (Parser *p, const Attr *attr, Place place, const Scope *scope, GPtrArray *nodes)
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

/* ---- words ---- */

/* One character of a sentence, with entities as what they mean, because translators write no HTML. */
static const char *
append_decoded (Parser *p, GString *out, const char *c, const char *where)
{
    static const struct { const char *entity, *text; } known[] = {
        { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&nbsp;", "\u00a0" },
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

static void
add_word_hole (Parser *p, Words *words, const char *where, const char *name, const char *key, GPtrArray *nodes)
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

static const char *
append_word_hole (Parser *p, Words *words, GString *out, const char *c, const char *origin, const char *base, Place place,
                  const Scope *scope)
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

static char *
tidy_sentence (const char *text)
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
static Words *
parse_attribute_words (Parser *p, const Attr *attr, Place place, const Scope *scope)
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

static void parse_element_attributes (Parser *p, const char *element, GPtrArray *attrs, const Context *context,
                                      GPtrArray *nodes);

static char *
parse_sentence (Parser *p, Words *words, const Context *context, const char *opened, int *numbers)
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
            fail (p, where, open->len > 0 ? "<%s> is still open inside this sentence."
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

static void
parse_words (Parser *p, const Context *context, GPtrArray *nodes, const char *opened, GPtrArray *attrs)
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
            fail (p, n->from, "<t n=\"…\"> counts, but \"%s\" is of type %s.", n->value, type_name (words->count.decl->type));
    }
    words->one = parse_sentence (p, words, context, opened, &numbers);
    if (at_opening (p, "td-many")) {
        if (n == NULL)
            fail (p, p->at, "<td-many> needs to know what is counted: <t n=\"…\">.");
        p->at = strchr (p->at, '>') + 1;
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

/* ---- elements ---- */

/* test="name", test="!name", test="name=word" */
static void
parse_test (Parser *p, const Attr *attr, const Scope *scope, Node *node)
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

static void
parse_one_attribute (Parser *p, const char *element, const char *name, const Attr *attr, const Scope *scope, GPtrArray *nodes)
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
    if ((words || strchr (attr->value, '{') != NULL) && !attribute_is_url (name) && !attribute_takes_hole (element, name))
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
static void
parse_element_attributes (Parser *p, const char *element, GPtrArray *attrs, const Context *context, GPtrArray *nodes)
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

static void
check_script (Parser *p, const char *opened, GPtrArray *attrs)
{
    if (attr_find (attrs, "src") == NULL)
        fail (p, opened, "Scripts inside a page are refused; put it into static/ and give its address in src.");
    skip_space (p);
    if (!take_closing (p, "script"))
        fail (p, p->at, "Nothing stands inside <script>: scripts inside a page are refused.");
}

static void
parse_element (Parser *p, const Context *context, GPtrArray *nodes, const char *opened, const char *element, GPtrArray *attrs,
               gboolean self_closed)
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
        Context inside = { element, element_is_plain_text (element), context->keep_space || element_keeps_space (element),
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

static Attr *
need_attribute (Parser *p, const char *opened, GPtrArray *attrs, const char *tag, const char *name)
{
    Attr *attr = attr_find (attrs, name);
    if (attr == NULL || attr->value == NULL || *attr->value == '\0')
        fail (p, opened, "<%s> needs %s=\"…\".", tag, name);
    return attr;
}

static void
only_attributes (Parser *p, GPtrArray *attrs, const char *tag, const char *const *allowed)
{
    for (guint i = 0; i < attrs->len; i++) {
        Attr *attr = attrs->pdata[i];
        if (!g_strv_contains (allowed, attr->name))
            fail (p, attr->from, "<%s> does not know \"%s\".", tag, attr->name);
    }
}

static void
parse_if (Parser *p, const Context *context, GPtrArray *nodes, const char *opened, GPtrArray *attrs)
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

static void
parse_for (Parser *p, const Context *context, GPtrArray *nodes, const char *opened, GPtrArray *attrs)
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

/* ---- using another template ---- */

static gboolean
single_hole (const char *value)
{
    const char *end = strchr (value, '}');
    return *value == '{' && end != NULL && end[1] == '\0';
}

static void
parse_use_literal (Parser *p, const Attr *attr, const Decl *input, UseValue *value)
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

static void
parse_use_hole (Parser *p, const Attr *attr, const Decl *input, const Scope *scope, UseValue *value)
{
    gboolean negated = attr->value[1] == '!';
    g_autofree char *name = g_strndup (attr->value + 1 + negated, strlen (attr->value) - 2 - negated);
    Ref ref = resolve (p, attr->value_from, name, scope);

    if (ref.decl->type != input->type || (negated && input->type != TYPE_FLAG))
        fail (p, attr->value_from, "\"%s\" wants type %s, but \"%s\" is of type %s.", input->name, type_name (input->type),
              name, type_name (ref.decl->type));
    if (input->type == TYPE_LIST && g_strcmp0 (input->c_struct, ref.decl->c_struct) != 0)
        fail (p, attr->value_from, "\"%s\" has rows of another kind; declare it with like=\"TEMPLATE.%s\".", name, input->name);
    value->c = g_strconcat (negated ? "!" : "", ref.c, NULL);
    if (input->type == TYPE_LIST) {
        char *dash = strrchr (ref.c, '>');
        if (dash == NULL)
            fail (p, attr->value_from, "This list cannot be handed on.");
        value->c_count = g_strdup_printf ("%.*sn_%s", (int) (dash - ref.c + 1), ref.c, dash + 1);
    }
}

static UseValue *
parse_use_value (Parser *p, const Attr *attr, const Decl *input, const Scope *scope)
{
    UseValue *value = g_new0 (UseValue, 1);
    gboolean words = g_str_has_prefix (attr->name, "t:");

    value->name = g_strdup (input->name);
    value->type = input->type;
    if (words && (input->type != TYPE_TEXT || attr->value == NULL))
        fail (p, attr->from, "Only texts are translated, but \"%s\" is of type %s.", input->name, type_name (input->type));
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
        fail (p, attr->from, "\"%s\" is of type %s and takes one hole: %s=\"{…}\".", input->name, type_name (input->type), input->name);
    }
    return value;
}

static gboolean
is_blank (GPtrArray *nodes)
{
    for (guint i = 0; i < nodes->len; i++) {
        Node *node = nodes->pdata[i];
        if (node->kind != NODE_RAW || strspn (node->raw->str, " \n") != node->raw->len)
            return FALSE;
    }
    return TRUE;
}

static void
add_unique (GPtrArray *list, const char *text)
{
    if (!g_ptr_array_find_with_equal_func (list, text, g_str_equal, NULL))
        g_ptr_array_add (list, g_strdup (text));
}

static void
parse_use (Parser *p, const Context *context, GPtrArray *nodes, const char *opened, GPtrArray *attrs, gboolean self_closed)
{
    Attr *name = need_attribute (p, opened, attrs, "td-use", "template");
    Node *node = node_new (nodes, NODE_USE);
    Template *used = template_find (p->settings, p->path, name->value);

    if (used == NULL)
        fail (p, name->value_from, "There is no template \"%s\" beside this file or among the shared ones.", name->value);
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
            fail (p, opened, "Template \"%s\" needs \"%s\" of type %s.", name->value, input->name, type_name (input->type));
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

static void
parse_slot (Parser *p, const Context *context, GPtrArray *nodes, const char *opened, GPtrArray *attrs)
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

static void
parse_tag (Parser *p, const Context *context, GPtrArray *nodes)
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

static void
skip_comment (Parser *p)
{
    const char *end = strstr (p->at, "-->");
    if (end == NULL)
        fail (p, p->at, "This comment is never closed.");
    for (const char *c = p->at; c < end; c++)
        if (*c == '{')
            fail (p, c, "A hole cannot stand inside a comment.");
    p->at = end + 3;
}

static void
parse_text (Parser *p, const Context *context, GPtrArray *nodes)
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
static void
parse_content (Parser *p, const Context *context, GPtrArray *nodes, const char *closes, const char *opened)
{
    while (*p->at != '\0') {
        if (closes != NULL && take_closing (p, closes))
            return;
        if (g_str_has_prefix (p->at, "<td-else>")) {
            if (closes == NULL || strcmp (closes, "td-if") != 0)
                fail (p, p->at, "<td-else> stands directly inside <td-if>, with all tags closed that were opened since.");
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

/* ---- declarations ---- */

static gboolean
type_from_name (const char *name, Type *ret_type)
{
    for (Type type = TYPE_TEXT; type <= TYPE_LIST; type++)
        if (strcmp (name, type_name (type)) == 0) {
            *ret_type = type;
            return TRUE;
        }
    return FALSE;
}

static void
declare_like (Parser *p, const Attr *like, Decl *decl)
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

static void
check_declared_name (Parser *p, const Attr *name, GPtrArray *decls)
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

static void
parse_declarations (Parser *p, GPtrArray *decls, const char *c_struct, const char *list_opened)
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
            fail (p, type->value_from, "\"%s\" is no type; there are text, int, flag, url, markup and list.", type->value);
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

Template *
template_read (const Settings *settings, const char *path, gboolean declarations_only)
{
    g_autoptr (GError) error = NULL;
    Parser p = { .settings = settings, .path = path };
    g_autofree char *base = g_path_get_basename (path);
    gsize length, root = settings->root != NULL ? strlen (settings->root) : 0;
    const char *bad;

    p.t = g_new0 (Template, 1);
    p.t->file = g_strdup (root > 0 && strncmp (path, settings->root, root) == 0 && path[root] == '/' ? path + root + 1 : path);
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
