/* From a text to blocks, in the order of reading. */
#include "document/writer/pdf.h"
#include "document/writer/writer.h"

#include <math.h>
#include <string.h>

typedef struct {
    PdfStyle *style;
    GPtrArray *blocks;
} Building;

void pdf_block_free (gpointer data)
{
    PdfBlock *block = data;
    if (block == NULL)
        return;
    pdf_words_free (block->number);
    g_ptr_array_unref (block->cells);
    g_free (block->places);
    g_free (block);
}

void pdf_note_free (gpointer data)
{
    PdfNote *note = data;
    pdf_block_free (note->block);
    g_free (note);
}

double pdf_line_height (const PdfBlock *block, guint line)
{
    double height = 0;
    for (guint i = 0; i < block->cells->len; i++) {
        const PdfWords *words = g_ptr_array_index (block->cells, i);
        if (line < pdf_n_lines (words))
            height = MAX (height, pdf_line (words, line)->height);
    }
    if (block->kind == PDF_ROW)
        height += (line == 0 ? PDF_CELL_PADDING : 0) + (line + 1 == block->n_lines ? PDF_CELL_PADDING : 0);
    return height;
}

void pdf_notes_of_line (const PdfBlock *block, guint line, PdfNoteFunc func, gpointer data)
{
    for (guint i = 0; i < block->cells->len; i++) {
        const PdfWords *words = g_ptr_array_index (block->cells, i);
        if (line >= pdf_n_lines (words))
            continue;
        const PangoLayoutLine *one = pdf_line (words, line)->line;
        for (guint k = 0; k < words->segments->len; k++) {
            const PdfSegment *segment = &g_array_index (words->segments, PdfSegment, k);
            if (segment->kind == PDF_NOTE_MARK && (int) segment->from >= one->start_index
                && (int) segment->from < one->start_index + one->length)
                func (segment->note, data);
        }
    }
}

/* ---- adding ---- */

static PdfBlock *add_block (Building *b, PdfBlockKind kind, double before)
{
    PdfBlock *block = g_new0 (PdfBlock, 1);
    block->kind = kind;
    block->before = before;
    block->cells = g_ptr_array_new_with_free_func (pdf_words_free);
    g_ptr_array_add (b->blocks, block);
    return block;
}

static void add_cell (PdfBlock *block, PdfWords *take_words)
{
    g_ptr_array_add (block->cells, take_words);
    if (pdf_n_lines (take_words) <= block->n_lines)
        return;
    block->n_lines = pdf_n_lines (take_words);
    block->places = g_renew (PdfPlace, block->places, block->n_lines);
}

static PdfBlock *add_text (Building *b, PdfBlockKind kind, double before, const char *text, PdfFont font)
{
    PdfBlock *block = add_block (b, kind, before);
    add_cell (block, pdf_words_of_text (b->style, text, NULL, b->style->text->language, font, 0, b->style->column));
    return block;
}

static void add_head (Building *b)
{
    const TdText *text = b->style->text;
    const char *const lines[] = { text->subtitle, text->author, text->date };
    double size = b->style->size;

    if (text->symbol != NULL)
        add_text (b, PDF_ABOUT, 0, text->symbol, PDF_BODY);
    if (text->title != NULL)
        add_text (b, PDF_TITLE, size * 1.5, text->title, PDF_HEADING_1)->with_next = TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
        if (lines[i] != NULL)
            add_text (b, PDF_ABOUT, size * 0.4, lines[i], PDF_BODY);
}

static void add_contents (Building *b)
{
    const TdText *text = b->style->text;
    double size = b->style->size;

    add_text (b, PDF_CONTENTS, size * 2, writer_word (text->language, WRITER_CONTENTS), PDF_HEADING_2)->with_next =
        TRUE;
    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *section = g_ptr_array_index (text->sections, i);
        if (!writer_in_contents (section))
            continue;
        double x = (section->level - 1) * size * 1.5;
        PdfBlock *entry = add_block (b, PDF_ENTRY, size * 0.25);
        entry->level = section->level;
        entry->target = section->id;
        add_cell (entry, pdf_words_of_text (b->style, section->title, NULL, text->language, PDF_BODY, x,
                                            b->style->column - x - size * 3));
    }
}

static void add_source (Building *b, const TdTextParagraph *paragraph, double x)
{
    PdfStyle *style = b->style;
    if (paragraph->source == NULL)
        return;
    g_autofree char *said =
        g_strconcat (writer_word (style->text->language, WRITER_SOURCE), ": ", paragraph->source, NULL);
    PdfBlock *block = add_block (b, PDF_SOURCE, style->size * 0.2);
    add_cell (block, pdf_words_of_text (style, said, paragraph->source_link, style->text->language, PDF_SMALL, x,
                                        style->column - x));
}

static void add_paragraph (Building *b, const TdTextParagraph *paragraph)
{
    static const struct {
        PdfBlockKind kind;
        double x; /* in sizes */
    } looks[] = {
        [TD_TEXT_PLAIN] = { PDF_PARAGRAPH, 0 },
        [TD_TEXT_NUMBERED] = { PDF_PARAGRAPH, 3 },
        [TD_TEXT_ITEM] = { PDF_ITEM, 6 },
        [TD_TEXT_QUOTE] = { PDF_QUOTE, 3 },
    };
    PdfStyle *style = b->style;
    const char *language = writer_language (style->text, paragraph);
    double x = looks[paragraph->kind].x * style->size;
    gboolean quote = paragraph->kind == TD_TEXT_QUOTE;
    PdfBlock *block = add_block (b, looks[paragraph->kind].kind, style->size * 0.7);

    block->id = paragraph->id;
    block->language = paragraph->language;
    if (paragraph->number != NULL)
        block->number = pdf_words_of_text (style, paragraph->number, NULL, language, PDF_BODY, x - 3 * style->size,
                                           3 * style->size);
    add_cell (block, pdf_words_of_runs (style, paragraph->runs, language, PDF_BODY, x,
                                        style->column - x - (quote ? 2 * style->size : 0)));
    block->with_next = paragraph->source != NULL;
    add_source (b, paragraph, x);
}

/* ---- tables ---- */

/* Each column gets its share: narrow ones what they need, wide ones by the root of what they would like. */
static double *column_widths (Building *b, const TdTextSection *section, guint from, guint n, guint columns)
{
    double *widths = g_new0 (double, columns), *wanted = g_new0 (double, columns);
    double total = b->style->column, narrow = total / columns, taken = 0, roots = 0;

    for (guint i = from; i < from + n; i++) {
        const TdTextParagraph *row = g_ptr_array_index (section->paragraphs, i);
        for (guint k = 0; k < row->cells->len; k++) {
            double width =
                pdf_natural_width (b->style, g_ptr_array_index (row->cells, k), writer_language (b->style->text, row));
            wanted[k] = MAX (wanted[k], width * (row->heads ? 1.1 : 1.02) + 2 * PDF_CELL_PADDING + 2);
        }
    }
    for (guint k = 0; k < columns; k++) {
        if (wanted[k] <= narrow)
            taken += widths[k] = MAX (wanted[k], 20);
        else
            roots += sqrt (MIN (wanted[k], 4 * total));
    }
    for (guint k = 0; k < columns; k++)
        if (widths[k] == 0)
            widths[k] = (total - taken) * sqrt (MIN (wanted[k], 4 * total)) / roots;
    g_free (wanted);
    return widths;
}

static void add_row (Building *b, const TdTextParagraph *row, const double *widths, guint columns)
{
    const char *language = writer_language (b->style->text, row);
    PdfBlock *block = add_block (b, PDF_ROW, 0);
    double x = 0;

    block->id = row->id;
    block->language = row->language;
    block->heads = row->heads;
    g_autoptr (GPtrArray) nothing = td_text_runs_new ();
    for (guint k = 0; k < columns; k++) {
        const GPtrArray *runs = k < row->cells->len ? g_ptr_array_index (row->cells, k) : nothing;
        add_cell (block, pdf_words_of_runs (b->style, runs, language, row->heads ? PDF_BOLD : PDF_BODY,
                                            x + PDF_CELL_PADDING, widths[k] - 2 * PDF_CELL_PADDING));
        x += widths[k];
    }
    block->with_next = row->heads;
}

static void add_table (Building *b, const TdTextSection *section, guint from, guint n)
{
    guint columns = writer_columns (section, from, n), first = b->blocks->len;
    g_autofree double *widths = column_widths (b, section, from, n, columns);

    for (guint i = from; i < from + n; i++)
        add_row (b, g_ptr_array_index (section->paragraphs, i), widths, columns);
    PdfBlock *top = g_ptr_array_index (b->blocks, first), *end = g_ptr_array_index (b->blocks, first + n - 1);
    top->first = TRUE;
    top->before = b->style->size * 0.8;
    end->last = TRUE;
    end->with_next = FALSE;
    for (guint i = from; i < from + n; i++)
        add_source (b, g_ptr_array_index (section->paragraphs, i), 0);
}

/* ---- the whole ---- */

static void add_section (Building *b, const TdTextSection *section)
{
    static const PdfFont heading_fonts[] = { PDF_HEADING_2, PDF_HEADING_3, PDF_BOLD };
    if (*section->title != '\0') {
        PdfBlock *heading = add_text (b, PDF_HEADING, b->style->size * (section->level == 1 ? 2 : 1.4), section->title,
                                      heading_fonts[MIN (section->level, 3) - 1]);
        heading->level = section->level;
        heading->id = section->id;
        heading->with_next = TRUE;
    }
    for (guint i = 0, n; i < section->paragraphs->len; i += n) {
        const TdTextParagraph *paragraph = g_ptr_array_index (section->paragraphs, i);
        n = 1;
        if (paragraph->kind == TD_TEXT_ROW)
            add_table (b, section, i, n = writer_rows_from (section, i));
        else
            add_paragraph (b, paragraph);
    }
}

/* Items that follow one another, with their sources between, are one list. */
static void find_lists (GPtrArray *blocks)
{
    PdfBlock *last = NULL;
    for (guint i = 0; i < blocks->len; i++) {
        PdfBlock *block = g_ptr_array_index (blocks, i);
        if (block->kind == PDF_ITEM) {
            block->first = last == NULL;
            last = block;
        } else if (block->kind != PDF_SOURCE && last != NULL) {
            last->last = TRUE;
            last = NULL;
        }
    }
    if (last != NULL)
        last->last = TRUE;
}

GPtrArray *pdf_blocks (PdfStyle *style)
{
    Building b = { style, g_ptr_array_new_with_free_func (pdf_block_free) };
    add_head (&b);
    if (style->text->contents)
        add_contents (&b);
    for (guint i = 0; i < style->text->sections->len; i++)
        add_section (&b, g_ptr_array_index (style->text->sections, i));
    find_lists (b.blocks);
    return b.blocks;
}
