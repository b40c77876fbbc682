/* Drawing with tags.
 *
 * Cairo 1.16 marks the contents of a tag only where no other tag stands within it, so all words stand in Span, Link, Lbl or H1 to H6,
 * and whatever is drawn between them (rules, the heads and feet of pages, the heads of a table drawn again) is no content of the
 * tree. Words of a line are drawn in the order of reading, also where it runs both ways. */
#include "document/writer/pdf.h"
#include "document/writer/writer.h"

#include <string.h>

typedef struct {
    PdfDrawing *drawing;
    cairo_t *cairo;
    int page;
    double *foot_y;     /* of each page: where its notes begin; 0: none */
    GPtrArray *unended; /* of PdfBlock: notes that go on on a later page */
} Pen;

static gboolean text_rtl (const Pen *pen)
{
    return writer_rtl (pen->drawing->style->text->language);
}

/* ---- tags ---- */

static void begin_tag (Pen *pen, const char *name, const char *attributes, const char *language)
{
    PdfTag tag = { .name = name, .language = language };
    g_array_append_val (pen->drawing->tags, tag);
    cairo_tag_begin (pen->cairo, name, attributes);
}

static void end_tag (Pen *pen, const char *name)
{
    cairo_tag_end (pen->cairo, name);
}

static PdfTag *last_tag (Pen *pen)
{
    return &g_array_index (pen->drawing->tags, PdfTag, pen->drawing->tags->len - 1);
}

static void put_address (Pen *pen, const char *name, double x, double y)
{
    char at_x[G_ASCII_DTOSTR_BUF_SIZE], at_y[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd (at_x, sizeof at_x, "%.1f", x);
    g_ascii_formatd (at_y, sizeof at_y, "%.1f", y);
    g_autofree char *attributes = g_strdup_printf ("name='%s' x=%s y=%s", name, at_x, at_y);
    cairo_tag_begin (pen->cairo, CAIRO_TAG_DEST, attributes);
    cairo_tag_end (pen->cairo, CAIRO_TAG_DEST);
}

/* An address as PDF takes it: ASCII, and the two signs that mean something to Cairo behind a backslash. */
static char *uri_of (const char *link)
{
    GString *uri = g_string_new (NULL);
    for (const char *p = link; *p != '\0'; p++) {
        if ((guchar) *p >= 0x80)
            g_string_append_printf (uri, "%%%02X", (guchar) *p);
        else if (*p == '\'' || *p == '\\')
            g_string_append_printf (uri, "\\%c", *p);
        else
            g_string_append_c (uri, *p);
    }
    return g_string_free (uri, FALSE);
}

static char *link_attributes (const PdfSegment *segment)
{
    if (segment->kind == PDF_NOTE_MARK)
        return g_strdup_printf ("dest='note:%u'", segment->note);
    if (*segment->target == '#')
        return g_strdup_printf ("dest='%s'", segment->target + 1);
    g_autofree char *uri = uri_of (segment->target);
    return g_strdup_printf ("uri='%s'", uri);
}

/* ---- words ---- */

typedef struct {
    PangoGlyphItem *item;
    double x, width;
    guint segment;
} Piece;

static int by_reading (gconstpointer a, gconstpointer b)
{
    return ((const Piece *) a)->item->item->offset - ((const Piece *) b)->item->item->offset;
}

static guint segment_at (const PdfWords *words, guint byte)
{
    for (guint i = 0; i + 1 < words->segments->len; i++)
        if (byte < g_array_index (words->segments, PdfSegment, i).to)
            return i;
    return words->segments->len - 1;
}

static GArray *pieces_of (const PdfWords *words, const PdfLine *line, double x)
{
    GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
    for (const GSList *run = line->line->runs; run != NULL; run = run->next) {
        PangoGlyphItem *item = run->data;
        double width = (double) pango_glyph_string_get_width (item->glyphs) / PANGO_SCALE;
        Piece piece = { item, x, width, segment_at (words, (guint) item->item->offset) };
        g_array_append_val (pieces, piece);
        x += width;
    }
    g_array_sort (pieces, by_reading);
    return pieces;
}

static void choose_colour (cairo_t *cairo, const PdfSegment *segment)
{
    if (segment->change == TD_CHANGE_REMOVED)
        cairo_set_source_rgb (cairo, 0.56, 0.06, 0.06);
    else if (segment->change == TD_CHANGE_ADDED)
        cairo_set_source_rgb (cairo, 0, 0.31, 0.12);
    else if (segment->kind != PDF_SPAN)
        cairo_set_source_rgb (cairo, 0.06, 0.19, 0.56);
    else
        cairo_set_source_rgb (cairo, 0, 0, 0);
}

static void draw_change (Pen *pen, const Piece *piece, TdTextChange change, double baseline)
{
    double size = pen->drawing->style->size;
    double y = baseline + (change == TD_CHANGE_ADDED ? 0.14 : -0.28) * size;
    cairo_set_line_width (pen->cairo, size / 16);
    cairo_move_to (pen->cairo, piece->x, y);
    cairo_line_to (pen->cairo, piece->x + piece->width, y);
    cairo_stroke (pen->cairo);
}

static void draw_piece (Pen *pen, const PdfWords *words, const Piece *piece, double baseline)
{
    const PdfSegment *segment = &g_array_index (words->segments, PdfSegment, piece->segment);
    choose_colour (pen->cairo, segment);
    cairo_move_to (pen->cairo, piece->x, baseline - (double) piece->item->y_offset / PANGO_SCALE);
    pango_cairo_show_glyph_item (pen->cairo, pango_layout_get_text (words->layout), piece->item);
    if (segment->change != TD_CHANGE_NONE)
        draw_change (pen, piece, segment->change, baseline);
}

/* leaf: the tag of bare words ("Span", "Lbl"); NULL: no tags at all. */
static void draw_words_line (Pen *pen, const PdfWords *words, guint i, double left, double top, const char *leaf)
{
    const PdfLine *line = pdf_line (words, i);
    g_autoptr (GArray) pieces = pieces_of (words, line, left + line->x);
    for (guint k = 0; k < pieces->len;) {
        guint number = g_array_index (pieces, Piece, k).segment;
        const PdfSegment *segment = &g_array_index (words->segments, PdfSegment, number);
        gboolean link = leaf != NULL && segment->kind != PDF_SPAN;
        g_autofree char *attributes = link ? link_attributes (segment) : NULL;
        if (leaf != NULL)
            begin_tag (pen, link ? CAIRO_TAG_LINK : leaf, attributes, NULL);
        if (link)
            last_tag (pen)->words =
                g_strndup (pango_layout_get_text (words->layout) + segment->from, segment->to - segment->from);
        for (; k < pieces->len && g_array_index (pieces, Piece, k).segment == number; k++)
            draw_piece (pen, words, &g_array_index (pieces, Piece, k), top + line->baseline);
        if (leaf != NULL)
            end_tag (pen, link ? CAIRO_TAG_LINK : leaf);
    }
}

/* The left edge of words that stand words->x from the start side. */
static double left_of (const PdfWords *words, gboolean rtl)
{
    return rtl ? PDF_WIDTH - PDF_MARGIN - words->x - words->width : PDF_MARGIN + words->x;
}

/* ---- pages ---- */

static void draw_furniture_words (Pen *pen, const char *text, double y, PangoAlignment alignment, PdfFont font)
{
    PdfStyle *style = pen->drawing->style;
    PdfWords *words = pdf_words_of_text (style, text, NULL, style->text->language, font, 0, 0);
    int width;
    pango_layout_get_size (words->layout, &width, NULL);
    double room = PDF_WIDTH - 2 * PDF_MARGIN - (double) width / PANGO_SCALE;
    double left = PDF_MARGIN + (alignment == PANGO_ALIGN_CENTER ? room / 2 : alignment == PANGO_ALIGN_RIGHT ? room : 0);
    draw_words_line (pen, words, 0, left, y, NULL);
    pdf_words_free (words);
}

static void draw_rule (Pen *pen, double x, double y, double to_x, double to_y)
{
    cairo_set_source_rgb (pen->cairo, 0.35, 0.35, 0.35);
    cairo_set_line_width (pen->cairo, 0.5);
    cairo_move_to (pen->cairo, x, y);
    cairo_line_to (pen->cairo, to_x, to_y);
    cairo_stroke (pen->cairo);
}

static void draw_furniture (Pen *pen)
{
    const TdText *text = pen->drawing->style->text;
    g_autofree char *page = g_strdup_printf ("%d / %d", pen->page + 1, pen->drawing->n_pages);

    if (text->marking != NULL)
        draw_furniture_words (pen, text->marking, 30, PANGO_ALIGN_CENTER, PDF_BOLD);
    if (text->symbol != NULL && pen->page > 0)
        draw_furniture_words (pen, text->symbol, 48, text_rtl (pen) ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT, PDF_SMALL);
    draw_furniture_words (pen, page, PDF_HEIGHT - 44, PANGO_ALIGN_CENTER, PDF_SMALL);
    double y = pen->foot_y[pen->page];
    if (y > 0 && text_rtl (pen))
        draw_rule (pen, PDF_WIDTH - PDF_MARGIN - 120, y - 5, PDF_WIDTH - PDF_MARGIN, y - 5);
    else if (y > 0)
        draw_rule (pen, PDF_MARGIN, y - 5, PDF_MARGIN + 120, y - 5);
}

static void draw_note_on_page (Pen *pen, const PdfBlock *note);

static void go_to_page (Pen *pen, int page)
{
    while (pen->page < page) {
        cairo_show_page (pen->cairo);
        pen->page++;
        draw_furniture (pen);
        for (guint i = 0; i < pen->unended->len;) {
            const PdfBlock *note = g_ptr_array_index (pen->unended, i);
            draw_note_on_page (pen, note);
            if (note->places[note->n_lines - 1].page <= pen->page)
                g_ptr_array_remove_index (pen->unended, i);
            else
                i++;
        }
    }
}

/* ---- notes ---- */

/* Those of its lines that stand on this page. */
static void draw_note_on_page (Pen *pen, const PdfBlock *note)
{
    const PdfWords *words = g_ptr_array_index (note->cells, 0);
    gboolean open = FALSE;
    for (guint i = 0; i < note->n_lines; i++) {
        if (note->places[i].page != pen->page)
            continue;
        if (!open) {
            begin_tag (pen, "Note", NULL, note->language);
            if (i == 0) {
                g_autofree char *name = g_strdup_printf ("note:%u", last_tag (pen)->note = (guint) note->level);
                put_address (pen, name, PDF_MARGIN, note->places[0].y);
                draw_words_line (pen, note->number, 0, left_of (note->number, words->rtl), note->places[0].y, "Lbl");
            }
            open = TRUE;
        }
        draw_words_line (pen, words, i, left_of (words, words->rtl), note->places[i].y, "Span");
    }
    if (open)
        end_tag (pen, "Note");
}

static void draw_note (guint number, gpointer data)
{
    Pen *pen = data;
    PdfBlock *note = ((PdfNote *) g_ptr_array_index (pen->drawing->style->notes, number - 1))->block;
    draw_note_on_page (pen, note);
    if (note->places[note->n_lines - 1].page > pen->page)
        g_ptr_array_add (pen->unended, note);
}

/* ---- blocks ---- */

static const char *heading_tag (const PdfBlock *block, gboolean titled)
{
    static const char *const tags[] = { "H1", "H2", "H3", "H4", "H5", "H6" };
    int level = block->kind == PDF_TITLE ? 1 : block->kind == PDF_CONTENTS ? 1 + titled : block->level + titled;
    return tags[CLAMP (level, 1, 6) - 1];
}

static void draw_heading (Pen *pen, const PdfBlock *block)
{
    const PdfWords *words = g_ptr_array_index (block->cells, 0);
    const char *tag = heading_tag (block, pen->drawing->style->text->title != NULL);

    go_to_page (pen, block->places[0].page);
    begin_tag (pen, tag, NULL, NULL);
    for (guint i = 0; i < block->n_lines; i++) {
        go_to_page (pen, block->places[i].page);
        draw_words_line (pen, words, i, left_of (words, words->rtl), block->places[i].y, "Span");
    }
    end_tag (pen, tag);
}

/* The lines of a paragraph's only cell, its number before the first, its notes behind each. */
static void draw_lines (Pen *pen, const PdfBlock *block, const char *leaf)
{
    const PdfWords *words = g_ptr_array_index (block->cells, 0);
    for (guint i = 0; i < block->n_lines; i++) {
        go_to_page (pen, block->places[i].page);
        draw_words_line (pen, words, i, left_of (words, words->rtl), block->places[i].y, leaf);
        pdf_notes_of_line (block, i, draw_note, pen);
    }
}

static void draw_number (Pen *pen, const PdfBlock *block, const char *leaf)
{
    if (block->number == NULL)
        return;
    /* on the baseline of the first line, which another script may have moved */
    double down = pdf_line (g_ptr_array_index (block->cells, 0), 0)->baseline - pdf_line (block->number, 0)->baseline;
    draw_words_line (pen, block->number, 0, left_of (block->number, block->number->rtl), block->places[0].y + down,
                     leaf);
}

static void draw_paragraph (Pen *pen, const PdfBlock *block)
{
    const char *tag = block->kind == PDF_QUOTE ? "BlockQuote" : "P";
    begin_tag (pen, tag, NULL, block->language);
    draw_number (pen, block, "Span");
    draw_lines (pen, block, "Span");
    end_tag (pen, tag);
}

/* An item is open until the next one begins, for its source's sake. */
static void draw_item (Pen *pen, const PdfBlock *block)
{
    if (block->first)
        begin_tag (pen, "L", NULL, NULL);
    begin_tag (pen, "LI", NULL, block->language);
    draw_number (pen, block, "Lbl");
    begin_tag (pen, "LBody", NULL, NULL);
    draw_lines (pen, block, "Span");
    end_tag (pen, "LBody");
    end_tag (pen, "LI");
    if (block->last)
        end_tag (pen, "L");
}

/* ---- tables ---- */

static double cell_edge (const Pen *pen, const PdfWords *words, gboolean far)
{
    double left = left_of (words, text_rtl (pen));
    return far != text_rtl (pen) ? left + words->width + PDF_CELL_PADDING : left - PDF_CELL_PADDING;
}

static void draw_borders (Pen *pen, const PdfBlock *row, double top, double bottom)
{
    const PdfWords *first = g_ptr_array_index (row->cells, 0),
                   *last = g_ptr_array_index (row->cells, row->cells->len - 1);
    double from = cell_edge (pen, first, FALSE), to = cell_edge (pen, last, TRUE);
    draw_rule (pen, from, top, to, top);
    draw_rule (pen, from, bottom, to, bottom);
    draw_rule (pen, from, top, from, bottom);
    for (guint i = 0; i < row->cells->len; i++) {
        double x = cell_edge (pen, g_ptr_array_index (row->cells, i), TRUE);
        draw_rule (pen, x, top, x, bottom);
    }
}

/* Lines from..to-1 of a row, which stand on this page; shift: how much lower than their places. */
static void draw_cells (Pen *pen, const PdfBlock *row, guint from, guint to, double shift, gboolean tagged)
{
    const char *tag = row->heads ? "TH" : "TD";
    for (guint k = 0; k < row->cells->len; k++) {
        const PdfWords *words = g_ptr_array_index (row->cells, k);
        if (tagged) {
            begin_tag (pen, tag, NULL, NULL);
            last_tag (pen)->column = row->heads;
        }
        for (guint i = from; i < MIN (to, pdf_n_lines (words)); i++)
            draw_words_line (pen, words, i, left_of (words, text_rtl (pen)),
                             row->places[i].y + shift + (i == 0 ? PDF_CELL_PADDING : 0), tagged ? "Span" : NULL);
        if (tagged)
            end_tag (pen, tag);
    }
    double top = row->places[from].y + shift, bottom = row->places[to - 1].y + shift + pdf_line_height (row, to - 1);
    draw_borders (pen, row, top, bottom);
}

/* What stands on each page is a row of its own. */
static void draw_row (Pen *pen, const PdfBlock *row, const PdfBlock *heads)
{
    for (guint from = 0, to; from < row->n_lines; from = to) {
        int page = row->places[from].page;
        for (to = from + 1; to < row->n_lines && row->places[to].page == page;)
            to++;
        if (page > pen->page) {
            go_to_page (pen, page);
            double height = row->places[from].y - PDF_MARGIN;
            if (heads != NULL && heads != row && height > 1) /* room was left for them */
                draw_cells (pen, heads, 0, heads->n_lines, PDF_MARGIN - heads->places[0].y, FALSE);
        }
        begin_tag (pen, "TR", NULL, row->language);
        draw_cells (pen, row, from, to, 0, TRUE);
        end_tag (pen, "TR");
        for (guint i = from; i < to; i++)
            pdf_notes_of_line (row, i, draw_note, pen);
    }
}

/* ---- contents ---- */

static const PdfBlock *block_of (const Pen *pen, const char *id)
{
    for (guint i = 0; i < pen->drawing->blocks->len; i++) {
        const PdfBlock *block = g_ptr_array_index (pen->drawing->blocks, i);
        if (block->kind == PDF_HEADING && strcmp (block->id, id) == 0)
            return block;
    }
    return NULL;
}

static void draw_leader (Pen *pen, double from, double to, double y)
{
    static const double dots[] = { 0.8, 3 };
    cairo_save (pen->cairo);
    cairo_set_dash (pen->cairo, dots, 2, 0);
    draw_rule (pen, from, y, to, y);
    cairo_restore (pen->cairo);
}

static void draw_entry (Pen *pen, const PdfBlock *entry)
{
    PdfStyle *style = pen->drawing->style;
    const PdfWords *words = g_ptr_array_index (entry->cells, 0);
    const PdfBlock *heading = block_of (pen, entry->target);
    g_autofree char *page = g_strdup_printf ("%d", heading != NULL ? heading->places[0].page + 1 : 1);
    g_autofree char *attributes = g_strdup_printf ("dest='%s'", entry->target);
    PdfWords *number = pdf_words_of_text (style, page, NULL, style->text->language, PDF_BODY, 0, 0);
    gboolean rtl = text_rtl (pen);
    guint last = entry->n_lines - 1;
    int width, line_width;

    begin_tag (pen, "TOCI", NULL, NULL);
    for (guint i = 0; i < entry->n_lines; i++) {
        go_to_page (pen, entry->places[i].page);
        begin_tag (pen, CAIRO_TAG_LINK, attributes, NULL);
        last_tag (pen)->words = g_strdup (pango_layout_get_text (words->layout));
        draw_words_line (pen, words, i, left_of (words, rtl), entry->places[i].y, NULL);
        if (i == last) {
            pango_layout_get_size (number->layout, &width, NULL);
            double left = rtl ? PDF_MARGIN : PDF_WIDTH - PDF_MARGIN - (double) width / PANGO_SCALE;
            draw_words_line (pen, number, 0, left, entry->places[i].y, NULL);
        }
        end_tag (pen, CAIRO_TAG_LINK);
    }
    PangoRectangle logical;
    pango_layout_line_get_extents (pdf_line (words, last)->line, NULL, &logical);
    line_width = logical.width;
    double end = words->x + (double) line_width / PANGO_SCALE + 6,
           stop = style->column - (double) width / PANGO_SCALE - 6;
    double y = entry->places[last].y + pdf_line (words, last)->baseline;
    if (end < stop)
        draw_leader (pen, rtl ? PDF_WIDTH - PDF_MARGIN - end : PDF_MARGIN + end,
                     rtl ? PDF_WIDTH - PDF_MARGIN - stop : PDF_MARGIN + stop, y);
    end_tag (pen, "TOCI");
    pdf_words_free (number);
}

/* ---- the whole ---- */

static void draw_block (Pen *pen, const PdfBlock *block, const PdfBlock **heads)
{
    if (block->n_lines == 0)
        return;
    if (block->kind != PDF_ROW || block->first)
        go_to_page (pen, block->places[0].page);
    if (block->id != NULL && block->places[0].page == pen->page)
        put_address (pen, block->id, PDF_MARGIN, block->places[0].y);
    switch (block->kind) {
    case PDF_TITLE:
    case PDF_HEADING:
    case PDF_CONTENTS: draw_heading (pen, block); break;
    case PDF_ENTRY: draw_entry (pen, block); break;
    case PDF_ITEM: draw_item (pen, block); break;
    case PDF_ROW:
        if (block->first) {
            *heads = block->heads ? block : NULL;
            begin_tag (pen, "Table", NULL, NULL);
        }
        draw_row (pen, block, *heads);
        if (block->last)
            end_tag (pen, "Table");
        break;
    default: draw_paragraph (pen, block); break;
    }
}

/* The entries of the contents stand in a tag of their own. */
static void draw_all (Pen *pen)
{
    const PdfBlock *heads = NULL;
    gboolean in_contents = FALSE;
    for (guint i = 0; i < pen->drawing->blocks->len; i++) {
        const PdfBlock *block = g_ptr_array_index (pen->drawing->blocks, i);
        if (in_contents != (block->kind == PDF_ENTRY)) {
            if (in_contents)
                end_tag (pen, "TOC");
            else
                begin_tag (pen, "TOC", NULL, NULL);
            in_contents = !in_contents;
        }
        draw_block (pen, block, &heads);
    }
    if (in_contents)
        end_tag (pen, "TOC");
}

static double *find_feet (const PdfDrawing *drawing)
{
    double *foot_y = g_new0 (double, (gsize) drawing->n_pages + 1);
    for (guint i = 0; i < drawing->style->notes->len; i++) {
        const PdfBlock *note = ((PdfNote *) g_ptr_array_index (drawing->style->notes, i))->block;
        for (guint k = 0; k < note->n_lines; k++) {
            double *y = &foot_y[note->places[k].page];
            *y = *y == 0 ? note->places[k].y : MIN (*y, note->places[k].y);
        }
    }
    return foot_y;
}

void pdf_draw (PdfDrawing *drawing)
{
    Pen pen = { drawing, drawing->cairo, 0, find_feet (drawing), g_ptr_array_new () };

    begin_tag (&pen, "Document", NULL, NULL);
    draw_furniture (&pen);
    draw_all (&pen);
    go_to_page (&pen, drawing->n_pages - 1);
    end_tag (&pen, "Document");
    cairo_show_page (drawing->cairo);
    g_ptr_array_unref (pen.unended);
    g_free (pen.foot_y);
}
