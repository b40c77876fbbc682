/* Words in lines: Pango's, with what each part of them is (words, a link, the mark of a note). */
#include "document/writer/pdf.h"
#include "document/writer/writer.h"

#include <string.h>

/* ---- fonts ---- */

static const struct {
    double scale;
    gboolean bold;
} fonts[] = {
    [PDF_BODY] = { 1, FALSE },       [PDF_BOLD] = { 1, TRUE },         [PDF_SMALL] = { 0.82, FALSE },
    [PDF_HEADING_1] = { 1.6, TRUE }, [PDF_HEADING_2] = { 1.25, TRUE }, [PDF_HEADING_3] = { 1.08, TRUE },
};

/* Letters of Arabic are small for their size. */
static double scale_of (const char *language)
{
    return writer_rtl (language) ? 1.12 : 1;
}

static PangoFontDescription *font_of (const PdfStyle *style, PdfFont font, const char *language)
{
    PangoFontDescription *description =
        pango_font_description_from_string ("Noto Sans, Noto Naskh Arabic, Noto Sans CJK SC, sans-serif");
    pango_font_description_set_size (
        description, (gint) (style->size * fonts[font].scale * scale_of (language) * PANGO_SCALE + 0.5));
    pango_font_description_set_weight (description, fonts[font].bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    return description;
}

/* ---- gathering ---- */

typedef struct {
    PdfStyle *style;
    GString *text;
    PangoAttrList *attributes;
    GArray *segments;
} Gathering;

static void add_attribute (Gathering *g, PangoAttribute *attribute, guint from)
{
    attribute->start_index = from;
    attribute->end_index = (guint) g->text->len;
    pango_attr_list_insert (g->attributes, attribute);
}

static void colour (Gathering *g, guint from, guint16 red, guint16 green, guint16 blue)
{
    add_attribute (g, pango_attr_foreground_new (red, green, blue), from);
}

static void add_words (Gathering *g, const char *words, guint style, const char *link, TdTextChange change)
{
    guint from = (guint) g->text->len;
    char *target = writer_link (g->style->text, link);
    g_string_append (g->text, words);
    PdfSegment segment = { from, (guint) g->text->len, target != NULL ? PDF_LINK : PDF_SPAN, target, 0, change };
    g_array_append_val (g->segments, segment);
    if (style & TD_RUN_STRONG)
        add_attribute (g, pango_attr_weight_new (PANGO_WEIGHT_BOLD), from);
    if (style & TD_RUN_EMPHASIS)
        add_attribute (g, pango_attr_style_new (PANGO_STYLE_ITALIC), from);
    if (change == TD_CHANGE_REMOVED)
        colour (g, from, 0x9000, 0x1000, 0x1000);
    else if (change == TD_CHANGE_ADDED)
        colour (g, from, 0x0000, 0x5000, 0x2000);
    else if (target != NULL)
        colour (g, from, 0x1000, 0x3000, 0x9000);
}

static void add_note (Gathering *g, const TdTextRun *run, const char *language)
{
    PdfStyle *style = g->style;
    PdfNote *note = g_new0 (PdfNote, 1);
    guint from = (guint) g->text->len;

    g_ptr_array_add (style->notes, note);
    note->number = style->notes->len;
    g_autofree char *mark = g_strdup_printf ("%u", note->number);
    note->block = g_new0 (PdfBlock, 1);
    note->block->kind = PDF_NOTE;
    note->block->level = (int) note->number;
    note->block->language = g_strcmp0 (language, style->text->language) != 0 ? language : NULL;
    note->block->number = pdf_words_of_text (style, mark, NULL, style->text->language, PDF_SMALL, 0, style->size * 2);
    note->block->cells = g_ptr_array_new_with_free_func (pdf_words_free);
    g_ptr_array_add (note->block->cells, pdf_words_of_text (style, run->note, NULL, language, PDF_SMALL,
                                                            style->size * 2, style->column - style->size * 2));
    note->block->n_lines = pdf_n_lines (g_ptr_array_index (note->block->cells, 0));
    note->block->places = g_new0 (PdfPlace, note->block->n_lines + 1);

    g_string_append (g->text, mark);
    PdfSegment segment = { from, (guint) g->text->len, PDF_NOTE_MARK, NULL, note->number, TD_CHANGE_NONE };
    g_array_append_val (g->segments, segment);
    add_attribute (g, pango_attr_scale_new (0.7), from);
    add_attribute (g, pango_attr_rise_new ((int) (style->size * 0.35 * PANGO_SCALE)), from);
    colour (g, from, 0x1000, 0x3000, 0x9000);
}

static void add_run (Gathering *g, const TdTextRun *run, const char *language)
{
    add_words (g, run->text, run->style, run->link, run->change);
    if (run->note != NULL && run->change != TD_CHANGE_REMOVED)
        add_note (g, run, language);
}

/* ---- lines ---- */

static void find_lines (PdfWords *words)
{
    PangoLayoutIter *iter = pango_layout_get_iter (words->layout);
    do {
        PangoRectangle logical;
        int top, bottom;
        pango_layout_iter_get_line_extents (iter, NULL, &logical);
        pango_layout_iter_get_line_yrange (iter, &top, &bottom);
        PdfLine line = { .line = pango_layout_iter_get_line_readonly (iter),
                         .x = (double) logical.x / PANGO_SCALE,
                         .top = (double) top / PANGO_SCALE,
                         .height = (double) (bottom - top) / PANGO_SCALE,
                         .baseline = (double) (pango_layout_iter_get_baseline (iter) - top) / PANGO_SCALE };
        g_array_append_val (words->lines, line);
    } while (pango_layout_iter_next_line (iter));
    pango_layout_iter_free (iter);
}

static PdfWords *lay_out (Gathering *g, const char *language, PdfFont font, double x, double width)
{
    PdfStyle *style = g->style;
    PdfWords *words = g_new0 (PdfWords, 1);
    PangoFontDescription *description = font_of (style, font, language);

    words->rtl = writer_rtl (language);
    words->layout = pango_layout_new (words->rtl ? style->rtl : style->ltr);
    words->segments = g->segments;
    words->lines = g_array_new (FALSE, FALSE, sizeof (PdfLine));
    words->x = x;
    words->width = width;
    add_attribute (g, pango_attr_language_new (pango_language_from_string (language)), 0);
    pango_layout_set_auto_dir (words->layout, FALSE);
    pango_layout_set_alignment (words->layout, words->rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    pango_layout_set_font_description (words->layout, description);
    pango_layout_set_text (words->layout, g->text->str, (int) g->text->len);
    pango_layout_set_attributes (words->layout, g->attributes);
    pango_layout_set_wrap (words->layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_line_spacing (words->layout, 1.12F);
    if (width > 0)
        pango_layout_set_width (words->layout, (int) (width * PANGO_SCALE));
    find_lines (words);
    pango_font_description_free (description);
    pango_attr_list_unref (g->attributes);
    g_string_free (g->text, TRUE);
    return words;
}

static void segment_clear (gpointer data)
{
    g_free (((PdfSegment *) data)->target);
}

static Gathering gathering_new (PdfStyle *style)
{
    Gathering g = { style, g_string_new (NULL), pango_attr_list_new (),
                    g_array_new (FALSE, FALSE, sizeof (PdfSegment)) };
    g_array_set_clear_func (g.segments, segment_clear);
    return g;
}

PdfWords *pdf_words_of_runs (PdfStyle *style, const GPtrArray *runs, const char *language, PdfFont font, double x,
                             double width)
{
    Gathering g = gathering_new (style);
    for (guint i = 0; i < runs->len; i++)
        add_run (&g, g_ptr_array_index (runs, i), language);
    return lay_out (&g, language, font, x, width);
}

PdfWords *pdf_words_of_text (PdfStyle *style, const char *text, const char *link, const char *language, PdfFont font,
                             double x, double width)
{
    Gathering g = gathering_new (style);
    add_words (&g, text, 0, link, TD_CHANGE_NONE);
    return lay_out (&g, language, font, x, width);
}

double pdf_natural_width (PdfStyle *style, const GPtrArray *runs, const char *language)
{
    g_autofree char *plain = td_text_plain (runs);
    PdfWords *words = pdf_words_of_text (style, plain, NULL, language, PDF_BODY, 0, 0);
    int width;
    pango_layout_get_size (words->layout, &width, NULL);
    pdf_words_free (words);
    return (double) width / PANGO_SCALE;
}

void pdf_words_free (gpointer data)
{
    PdfWords *words = data;
    if (words == NULL)
        return;
    g_object_unref (words->layout);
    g_array_unref (words->segments);
    g_array_unref (words->lines);
    g_free (words);
}

guint pdf_n_lines (const PdfWords *words)
{
    return words->lines->len;
}

const PdfLine *pdf_line (const PdfWords *words, guint i)
{
    return &g_array_index (words->lines, PdfLine, i);
}
