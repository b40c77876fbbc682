/* Tagged PDF by Pango and Cairo.
 *
 * What it has: a tree of tags (Document, H1 to H6, P, BlockQuote, L, LI, Lbl, LBody, Table, TR, TH, TD, TOC, TOCI, Note, Link, Span) in the
 * order of reading; the language of the document and of each paragraph that has another; headings of columns that say so; title,
 * author and an outline; addresses of all sections, paragraphs and notes; page numbers, the marking on each page; embedded parts
 * of fonts with the letters that their glyphs stand for.
 * Cairo 1.16 cannot say the languages, the scope of headings, the numbers of notes, what a link is, or that the heads and feet of pages and the
 * rules of tables are no content; pdf-finish.c adds these to its file.
 * What it has not: the mark of PDF/UA, since no checker of that standard has seen it; a language for words within a paragraph; the
 * words of a heading of a table that is drawn again on the next page (they are marked as no content). A text whose headings leave out a
 * level has tags that do. */
#include "document/writer/pdf.h"
#include "document/writer/writer.h"

#include "base/errors.h"

static cairo_status_t take_bytes (void *closure, const guchar *data, guint length)
{
    g_byte_array_append (closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static PangoContext *context_for (cairo_t *cairo, PangoDirection direction)
{
    PangoContext *context = pango_cairo_create_context (cairo);
    pango_context_set_base_dir (context, direction);
    pango_context_set_round_glyph_positions (context, FALSE);
    pango_cairo_context_set_resolution (context, 72);
    return context;
}

static void add_outline (PdfDrawing *drawing)
{
    int parents[7] = { CAIRO_PDF_OUTLINE_ROOT };
    for (guint i = 0; i < drawing->blocks->len; i++) {
        const PdfBlock *block = g_ptr_array_index (drawing->blocks, i);
        if (block->kind != PDF_HEADING)
            continue;
        g_autofree char *target = g_strdup_printf ("dest='%s'", block->id);
        const PdfWords *words = g_ptr_array_index (block->cells, 0);
        int level = CLAMP (block->level, 1, 6);
        int id =
            cairo_pdf_surface_add_outline (drawing->surface, parents[level - 1], pango_layout_get_text (words->layout),
                                           target, CAIRO_PDF_OUTLINE_FLAG_OPEN);
        for (int k = level; k < (int) G_N_ELEMENTS (parents); k++)
            parents[k] = id;
    }
}

static void set_metadata (cairo_surface_t *surface, const TdText *text)
{
    const char *title = text->title != NULL ? text->title : text->symbol;
    if (title != NULL)
        cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
    if (text->author != NULL)
        cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, text->author);
    if (text->symbol != NULL)
        cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, text->symbol);
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Treatydesk");
}

static PdfStyle style_of (const TdText *text, cairo_t *cairo)
{
    return (PdfStyle){ .size = text->large ? 17 : 11,
                       .column = PDF_WIDTH - 2 * PDF_MARGIN,
                       .ltr = context_for (cairo, PANGO_DIRECTION_LTR),
                       .rtl = context_for (cairo, PANGO_DIRECTION_RTL),
                       .text = text,
                       .notes = g_ptr_array_new_with_free_func (pdf_note_free) };
}

static void style_clear (PdfStyle *style)
{
    g_ptr_array_unref (style->notes);
    g_object_unref (style->ltr);
    g_object_unref (style->rtl);
}

/* Sets and draws all; the drawing's surface is finished. */
static void make (PdfDrawing *drawing, const TdText *text)
{
    PdfStyle style = style_of (text, drawing->cairo);

    drawing->style = &style;
    drawing->blocks = pdf_blocks (&style);
    drawing->n_pages = pdf_place (&style, drawing->blocks);
    pdf_draw (drawing);
    add_outline (drawing);
    cairo_surface_finish (drawing->surface);
    g_ptr_array_unref (drawing->blocks);
    style_clear (&style);
}

static void clear_tag (gpointer data)
{
    g_free (((PdfTag *) data)->words);
}

GBytes *writer_pdf (const TdText *text, GError **error)
{
    GByteArray *file = g_byte_array_new ();
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (take_bytes, file, PDF_WIDTH, PDF_HEIGHT);
    PdfDrawing drawing = { .surface = surface,
                           .cairo = cairo_create (surface),
                           .tags = g_array_new (FALSE, FALSE, sizeof (PdfTag)) };

    g_array_set_clear_func (drawing.tags, clear_tag);
    set_metadata (surface, text);
    make (&drawing, text);
    cairo_status_t status = cairo_status (drawing.cairo);
    cairo_destroy (drawing.cairo);
    status = status == CAIRO_STATUS_SUCCESS ? cairo_surface_status (surface) : status;
    cairo_surface_destroy (surface);
    if (status == CAIRO_STATUS_SUCCESS)
        file = pdf_finish (file, text, drawing.tags);
    g_array_unref (drawing.tags);
    if (status == CAIRO_STATUS_SUCCESS)
        return g_byte_array_free_to_bytes (file);
    g_byte_array_unref (file);
    g_set_error (error, TD_TEXT_ERROR, TD_ERROR_OURS, "The PDF could not be drawn (%s). This is our fault.",
                 cairo_status_to_string (status));
    return NULL;
}
