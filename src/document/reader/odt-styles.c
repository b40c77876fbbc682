/* Styles of an ODT, and the numbers of its lists, which it does not store either: so we count. */
#include "document/reader/odt.h"

enum { LEVELS = 10, PARENTS_MOST = 12, STYLES_MOST = 20000 };

typedef struct {
    char *parent, *list;
    int outline; /* -1: not said */
    int bold;    /* -1: not said */
    int italic;  /* -1: not said */
    gboolean page_before;
} Style;

typedef struct {
    char *format, *prefix, *suffix; /* format NULL: a bullet; "": none */
    int start, shown;               /* shown: how many levels stand in the number */
} Level;

typedef struct {
    Level levels[LEVELS];
    int counts[LEVELS];
} List;

struct OdtStyles {
    GHashTable *styles; /* name -> Style */
    GHashTable *lists;  /* name -> List */
    /* while parsing */
    Style *style;
    List *list;
    Level *level;
};

static void style_free (gpointer data)
{
    Style *style = data;
    g_free (style->parent);
    g_free (style->list);
    g_free (style);
}

static void list_free (gpointer data)
{
    List *list = data;
    for (int i = 0; i < LEVELS; i++) {
        g_free (list->levels[i].format);
        g_free (list->levels[i].prefix);
        g_free (list->levels[i].suffix);
    }
    g_free (list);
}

OdtStyles *odt_styles_new (void)
{
    OdtStyles *styles = g_new0 (OdtStyles, 1);
    styles->styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, style_free);
    styles->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, list_free);
    return styles;
}

void odt_styles_free (OdtStyles *styles)
{
    g_hash_table_destroy (styles->styles);
    g_hash_table_destroy (styles->lists);
    g_free (styles);
}

/* ---- parsing ---- */

static void on_style (OdtStyles *styles, const DocxElement *element)
{
    char *name = docx_attribute (element, "name");
    if (name == NULL || g_hash_table_size (styles->styles) >= STYLES_MOST) {
        g_free (name);
        return;
    }
    styles->style = g_new0 (Style, 1);
    styles->style->parent = docx_attribute (element, "parent-style-name");
    styles->style->list = docx_attribute (element, "list-style-name");
    styles->style->outline = docx_int (element, "default-outline-level", -1);
    styles->style->bold = styles->style->italic = -1;
    g_hash_table_replace (styles->styles, name, styles->style);
}

static void on_list_style (OdtStyles *styles, const DocxElement *element)
{
    char *name = docx_attribute (element, "name");
    if (name == NULL || g_hash_table_size (styles->lists) >= STYLES_MOST) {
        g_free (name);
        return;
    }
    styles->list = g_new0 (List, 1);
    g_hash_table_replace (styles->lists, name, styles->list);
}

static void on_level (OdtStyles *styles, const DocxElement *element, gboolean number)
{
    int n = docx_int (element, "level", 0);
    if (styles->list == NULL || n < 1 || n > LEVELS)
        return;
    Level *level = &styles->list->levels[n - 1];
    g_free (level->format);
    g_free (level->prefix);
    g_free (level->suffix);
    level->format = number ? docx_attribute (element, "num-format") : NULL;
    if (number && level->format == NULL)
        level->format = g_strdup ("");
    level->prefix = docx_attribute (element, "num-prefix");
    level->suffix = docx_attribute (element, "num-suffix");
    level->start = docx_int (element, "start-value", 1);
    level->shown = CLAMP (docx_int (element, "display-levels", 1), 1, n);
}

static void on_properties (OdtStyles *styles, const DocxElement *element)
{
    g_autofree char *weight = docx_attribute (element, "font-weight");
    g_autofree char *slope = docx_attribute (element, "font-style");
    g_autofree char *before = docx_attribute (element, "break-before");
    if (styles->style == NULL)
        return;
    if (weight != NULL)
        styles->style->bold = strcmp (weight, "bold") == 0 || strcmp (weight, "600") >= 0;
    if (slope != NULL)
        styles->style->italic = strcmp (slope, "italic") == 0 || strcmp (slope, "oblique") == 0;
    if (g_strcmp0 (before, "page") == 0)
        styles->style->page_before = TRUE;
}

static void on_start (gpointer user_data, const DocxElement *element)
{
    OdtStyles *styles = user_data;
    if (strcmp (element->name, "style") == 0)
        on_style (styles, element);
    else if (strcmp (element->name, "list-style") == 0)
        on_list_style (styles, element);
    else if (strcmp (element->name, "list-level-style-number") == 0)
        on_level (styles, element, TRUE);
    else if (strcmp (element->name, "list-level-style-bullet") == 0)
        on_level (styles, element, FALSE);
    else if (strcmp (element->name, "text-properties") == 0 || strcmp (element->name, "paragraph-properties") == 0)
        on_properties (styles, element);
}

static void on_end (gpointer user_data, const char *name, gboolean word)
{
    OdtStyles *styles = user_data;
    (void) word;
    if (strcmp (name, "style") == 0)
        styles->style = NULL;
    else if (strcmp (name, "list-style") == 0)
        styles->list = NULL;
}

void odt_styles_read (OdtStyles *styles, const GByteArray *xml)
{
    static const DocxHandler handler = { on_start, on_end, NULL };
    if (xml != NULL)
        docx_parse (xml, &handler, styles);
    styles->style = NULL;
    styles->list = NULL;
}

/* ---- asking ---- */

OdtStyle odt_style (const OdtStyles *styles, const char *name)
{
    OdtStyle found = { 0 };
    int outline = -1;
    found.bold = found.italic = -1;
    for (int i = 0; name != NULL && i < PARENTS_MOST; i++) {
        const Style *style = g_hash_table_lookup (styles->styles, name);
        found.title = found.title || strcmp (name, "Title") == 0;
        if (style == NULL)
            break;
        outline = outline < 0 ? style->outline : outline;
        found.bold = found.bold < 0 ? style->bold : found.bold;
        found.italic = found.italic < 0 ? style->italic : found.italic;
        found.page_before = found.page_before || (i == 0 && style->page_before);
        if (found.list == NULL && style->list != NULL && *style->list != '\0')
            found.list = style->list;
        name = style->parent;
    }
    found.outline = CLAMP (outline, 0, 10);
    return found;
}

/* ---- numbers ---- */

static void put_letters (GString *text, int n, char first)
{
    int letter = (n - 1) % 26, times = (n - 1) / 26 + 1;
    for (int i = 0; i < MIN (times, 4); i++)
        g_string_append_c (text, (char) (first + letter));
}

static void put_roman (GString *text, int n, gboolean capital)
{
    static const struct {
        int value;
        const char *letters;
    } parts[] = { { 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" }, { 100, "c" }, { 90, "xc" }, { 50, "l" },
                  { 40, "xl" },  { 10, "x" },   { 9, "ix" },  { 5, "v" },    { 4, "iv" },  { 1, "i" } };
    gsize start = text->len;
    for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
        for (; n >= parts[i].value && n < 4000; n -= parts[i].value)
            g_string_append (text, parts[i].letters);
    if (capital)
        for (gsize i = start; i < text->len; i++)
            text->str[i] = g_ascii_toupper (text->str[i]);
}

static void put_count (GString *text, const char *format, int n)
{
    switch (*format) {
    case 'a': put_letters (text, n, 'a'); break;
    case 'A': put_letters (text, n, 'A'); break;
    case 'i': put_roman (text, n, FALSE); break;
    case 'I': put_roman (text, n, TRUE); break;
    default: g_string_append_printf (text, "%d", n);
    }
}

void odt_list_restart (OdtStyles *styles, const char *name)
{
    List *list = name != NULL ? g_hash_table_lookup (styles->lists, name) : NULL;
    if (list != NULL)
        memset (list->counts, 0, sizeof list->counts);
}

char *odt_list_next (OdtStyles *styles, const char *name, int level, int start)
{
    List *list = name != NULL ? g_hash_table_lookup (styles->lists, name) : NULL;
    g_autoptr (GString) text = g_string_new (NULL);
    if (list == NULL || level < 1 || level > LEVELS)
        return NULL;
    const Level *own = &list->levels[level - 1];
    int *count = &list->counts[level - 1];
    *count = start > 0 ? start : *count > 0 ? MIN (*count + 1, 99999) : MAX (own->start, 1);
    for (int i = level; i < LEVELS; i++)
        list->counts[i] = 0;
    if (own->format == NULL)
        return g_strdup ("•");
    if (*own->format == '\0')
        return NULL;
    g_string_append (text, own->prefix != NULL ? own->prefix : "");
    for (int i = level - MAX (own->shown, 1); i < level; i++) {
        const Level *above = &list->levels[i];
        if (above->format == NULL || *above->format == '\0')
            continue;
        put_count (text, above->format, MAX (list->counts[i], 1));
        if (i + 1 < level)
            g_string_append_c (text, '.');
    }
    g_string_append (text, own->suffix != NULL ? own->suffix : "");
    return g_string_free (g_steal_pointer (&text), FALSE);
}
