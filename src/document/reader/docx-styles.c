/* Styles: which paragraphs are headings, and of which level. */
#include "document/reader/docx.h"

enum { CHAIN = 12 /* a style rests on another, that on a third …; circles end here */ };

typedef struct {
    GHashTable *styles;
    DocxStyle *current;
} Styles;

static void style_free (gpointer data)
{
    DocxStyle *style = data;
    g_free (style->based_on);
    g_free (style);
}

/* Built-in styles keep their English names in every language of Word. */
static void by_name (DocxStyle *style, const char *name)
{
    g_autofree char *lower = g_ascii_strdown (name, -1);
    if (g_str_has_prefix (lower, "heading ") && g_ascii_isdigit (lower[8]) && style->outline < 0)
        style->outline = CLAMP (lower[8] - '1', 0, 8);
    style->title = strcmp (lower, "title") == 0;
    style->contents = g_str_has_prefix (lower, "toc ") && g_ascii_isdigit (lower[4]);
}

static void on_start (gpointer user_data, const DocxElement *element)
{
    Styles *state = user_data;
    DocxStyle *style = state->current;
    const char *name = element->name;

    if (!element->word)
        return;
    if (strcmp (name, "style") == 0) {
        char *id = docx_attribute (element, "styleId");
        style = g_new0 (DocxStyle, 1);
        style->outline = style->num_id = style->level = style->bold = style->italic = -1;
        g_hash_table_replace (state->styles, id != NULL ? id : g_strdup (""), style);
        state->current = style;
    } else if (style == NULL) {
        return;
    } else if (strcmp (name, "name") == 0) {
        g_autofree char *value = docx_attribute (element, "val");
        if (value != NULL)
            by_name (style, value);
    } else if (strcmp (name, "basedOn") == 0) {
        g_free (style->based_on);
        style->based_on = docx_attribute (element, "val");
    } else if (strcmp (name, "outlineLvl") == 0) {
        style->outline = docx_int (element, "val", -1);
    } else if (strcmp (name, "numId") == 0) {
        style->num_id = docx_int (element, "val", -1);
    } else if (strcmp (name, "ilvl") == 0) {
        style->level = docx_int (element, "val", -1);
    } else if (strcmp (name, "b") == 0) {
        style->bold = docx_on (element);
    } else if (strcmp (name, "i") == 0) {
        style->italic = docx_on (element);
    }
}

static void on_end (gpointer user_data, const char *name, gboolean word)
{
    Styles *state = user_data;
    if (word && strcmp (name, "style") == 0)
        state->current = NULL;
}

GHashTable *docx_styles (const GByteArray *xml)
{
    static const DocxHandler handler = { on_start, on_end, NULL };
    Styles state = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, style_free), NULL };
    if (xml != NULL)
        docx_parse (xml, &handler, &state);
    return state.styles;
}

DocxStyle docx_style_resolve (GHashTable *styles, const char *id)
{
    DocxStyle said = { NULL, -1, -1, -1, -1, -1, FALSE, FALSE };
    for (int i = 0; i < CHAIN && id != NULL; i++) {
        const DocxStyle *style = g_hash_table_lookup (styles, id);
        if (style == NULL)
            break;
        if (said.outline < 0)
            said.outline = style->outline;
        if (said.num_id < 0)
            said.num_id = style->num_id;
        if (said.level < 0)
            said.level = style->level;
        if (said.bold < 0)
            said.bold = style->bold;
        if (said.italic < 0)
            said.italic = style->italic;
        said.title |= style->title && i == 0;
        said.contents |= style->contents;
        id = style->based_on;
    }
    return said;
}
