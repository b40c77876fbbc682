#include "document/writer/sheet.h"

#include "document/writer/writer.h"

/* Letters of Arabic are small for their size. */
static double scale_of (const char *language)
{
    return writer_rtl (language) ? 1.15 : 1;
}

PangoLayout *sheet_layout (cairo_t *cairo, const char *text, const SheetStyle *style)
{
    gboolean rtl = writer_rtl (style->language);
    PangoLayout *layout = pango_cairo_create_layout (cairo);
    PangoFontDescription *font = pango_font_description_from_string (
        style->serif ? "Noto Serif, Noto Naskh Arabic, Noto Serif CJK SC, serif"
                     : "Noto Sans, Noto Naskh Arabic, Noto Sans CJK SC, sans-serif");
    PangoAttrList *attributes = pango_attr_list_new ();

    pango_attr_list_insert (attributes, pango_attr_language_new (pango_language_from_string (style->language)));
    pango_font_description_set_absolute_size (font, style->size * scale_of (style->language) * PANGO_SCALE);
    pango_font_description_set_weight (font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_context_set_base_dir (pango_layout_get_context (layout), rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
    pango_layout_set_auto_dir (layout, FALSE);
    pango_layout_set_font_description (layout, font);
    pango_layout_set_attributes (layout, attributes);
    pango_layout_set_width (layout, (int) (style->width * PANGO_SCALE));
    pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment (layout, rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    pango_layout_set_line_spacing (layout, 1.15F);
    pango_layout_set_text (layout, text, -1);
    pango_font_description_free (font);
    pango_attr_list_unref (attributes);
    return layout;
}

double sheet_height (PangoLayout *layout)
{
    int height;

    pango_layout_get_size (layout, NULL, &height);
    return (double) height / PANGO_SCALE;
}

const char *sheet_text (const json_t *json, const char *name)
{
    const char *text = json_string_value (json_object_get (json, name));

    return text != NULL ? text : "";
}

void sheet_code (cairo_t *cairo, const json_t *rows, double left, double top, double size)
{
    enum { QUIET = 4 };
    gsize n = json_array_size (rows);
    double module = size / (double) (n + 2 * QUIET);

    cairo_save (cairo);
    cairo_set_antialias (cairo, CAIRO_ANTIALIAS_NONE);
    for (gsize y = 0; y < n; y++) {
        const char *row = json_string_value (json_array_get (rows, y));
        for (gsize x = 0; row != NULL && x < n && row[x] != '\0'; x++)
            if (row[x] == '1')
                cairo_rectangle (cairo, left + (double) (x + QUIET) * module, top + (double) (y + QUIET) * module,
                                 module, module);
    }
    cairo_fill (cairo);
    cairo_restore (cairo);
}
