/* Where each line stands. Lines that belong together (a heading and what follows, the first two and the last two lines of a paragraph, a
 * row of a table) stay on one page where they fit on one; notes stand at the foot of the page on which they are marked, and what does
 * not fit goes on at the foot of the next. */
#include "document/writer/pdf.h"

typedef struct {
    PdfStyle *style;
    GPtrArray *blocks;
    int page;
    double y;              /* where the next line may stand */
    double foot;           /* the height of this page's notes, the line above them included */
    GArray *on_page;       /* of NoteLine: this page's */
    GArray *waiting;       /* of NoteLine: found no place yet */
    const PdfBlock *heads; /* of the table we are in, to be repeated */
} Placing;

typedef struct {
    PdfBlock *note;
    guint line;
} NoteLine;

enum { FOOT_GAP = 12 };

static double body_height (void)
{
    return PDF_BOTTOM - PDF_MARGIN;
}

/* ---- notes ---- */

static double note_line_height (const NoteLine *line)
{
    return pdf_line_height (line->note, line->line) + (line->line == 0 ? 2 : 0);
}

static void put_note_line (Placing *p, const NoteLine *line)
{
    if (p->on_page->len == 0)
        p->foot = FOOT_GAP;
    p->foot += note_line_height (line);
    g_array_append_vals (p->on_page, line, 1);
}

/* The page is full: its notes stand from the bottom up. */
static void settle_notes (Placing *p)
{
    double y = PDF_BOTTOM - p->foot + (p->on_page->len > 0 ? FOOT_GAP : 0);
    for (guint i = 0; i < p->on_page->len; i++) {
        const NoteLine *line = &g_array_index (p->on_page, NoteLine, i);
        double height = note_line_height (line);
        line->note->places[line->line] = (PdfPlace){ p->page, y + (line->line == 0 ? 2 : 0) };
        y += height;
    }
    g_array_set_size (p->on_page, 0);
    p->foot = 0;
}

static void new_page (Placing *p)
{
    settle_notes (p);
    p->page++;
    p->y = PDF_MARGIN;
    guint taken = 0;
    while (taken < p->waiting->len && p->foot < body_height () * 0.7)
        put_note_line (p, &g_array_index (p->waiting, NoteLine, taken++));
    if (taken > 0)
        g_array_remove_range (p->waiting, 0, taken);
}

typedef struct {
    Placing *placing;
    double height;
} Counting;

static void count_note (guint number, gpointer data)
{
    Counting *counting = data;
    PdfBlock *note = ((PdfNote *) g_ptr_array_index (counting->placing->style->notes, number - 1))->block;
    for (guint i = 0; i < note->n_lines; i++) {
        NoteLine line = { note, i };
        counting->height += note_line_height (&line);
    }
}

static double notes_height (Placing *p, const PdfBlock *block, guint line)
{
    Counting counting = { p, 0 };
    pdf_notes_of_line (block, line, count_note, &counting);
    return counting.height;
}

static void put_note (guint number, gpointer data)
{
    Placing *p = data;
    PdfBlock *note = ((PdfNote *) g_ptr_array_index (p->style->notes, number - 1))->block;
    for (guint i = 0; i < note->n_lines; i++) {
        NoteLine line = { note, i };
        gboolean fits = p->waiting->len == 0 && p->y + p->foot + FOOT_GAP + note_line_height (&line) <= PDF_BOTTOM;
        if (fits)
            put_note_line (p, &line);
        else
            g_array_append_val (p->waiting, line);
    }
}

/* ---- lines ---- */

/* Whether a page may end behind this line of its block. */
static gboolean may_break (const PdfBlock *block, guint line)
{
    if (line + 1 == block->n_lines)
        return !block->with_next;
    if (block->kind == PDF_PARAGRAPH || block->kind == PDF_ITEM || block->kind == PDF_QUOTE)
        return block->n_lines > 3 && line > 0 && line + 2 < block->n_lines;
    return FALSE;
}

/* Height of the lines from here that belong together, with the notes marked in them. */
static double group_height (Placing *p, guint index, guint line)
{
    double height = 0, notes = 0;
    for (; index < p->blocks->len; index++, line = 0) {
        const PdfBlock *block = g_ptr_array_index (p->blocks, index);
        height += line == 0 ? block->before : 0;
        for (; line < block->n_lines; line++) {
            height += pdf_line_height (block, line);
            notes += notes_height (p, block, line);
            if (may_break (block, line) || height > body_height ())
                return height + notes + (notes > 0 && p->on_page->len == 0 ? FOOT_GAP : 0);
        }
    }
    return height + notes + (notes > 0 && p->on_page->len == 0 ? FOOT_GAP : 0);
}

static gboolean fits (const Placing *p, double height)
{
    return p->y + height <= PDF_BOTTOM - p->foot;
}

static double heads_height (const PdfBlock *heads)
{
    double height = 0;
    for (guint i = 0; heads != NULL && i < heads->n_lines; i++)
        height += pdf_line_height (heads, i);
    return height;
}

/* Room for the heads of the table, which are drawn again. */
static void leave_room_for_heads (Placing *p, const PdfBlock *block)
{
    if (block->kind == PDF_ROW && p->heads != NULL && p->heads != block && heads_height (p->heads) < body_height () / 2)
        p->y += heads_height (p->heads);
}

static void place_line (Placing *p, PdfBlock *block, guint line)
{
    double height = pdf_line_height (block, line);
    if (!fits (p, height) && p->y > PDF_MARGIN + 1) {
        new_page (p);
        leave_room_for_heads (p, block);
    }
    block->places[line] = (PdfPlace){ p->page, p->y };
    p->y += height;
    pdf_notes_of_line (block, line, put_note, p);
}

static void place_block (Placing *p, guint index)
{
    PdfBlock *block = g_ptr_array_index (p->blocks, index);
    if (block->kind == PDF_ROW && block->first)
        p->heads = block->heads ? block : NULL;
    gboolean begins = TRUE; /* a group of lines begins here; one that began in the block before was seen to fit */
    if (index > 0) {
        const PdfBlock *before = g_ptr_array_index (p->blocks, index - 1);
        begins = !before->with_next;
    }
    for (guint line = 0; line < block->n_lines; line++) {
        gboolean at_top = p->y <= PDF_MARGIN + 1;
        double height = begins ? group_height (p, index, line) : 0;
        if (begins && !at_top && !fits (p, height) && height <= body_height ()) {
            new_page (p);
            leave_room_for_heads (p, block);
        } else if (line == 0 && !at_top) {
            p->y += block->before;
        }
        place_line (p, block, line);
        begins = may_break (block, line);
    }
}

int pdf_place (PdfStyle *style, GPtrArray *blocks)
{
    Placing p = { .style = style,
                  .blocks = blocks,
                  .y = PDF_MARGIN,
                  .on_page = g_array_new (FALSE, FALSE, sizeof (NoteLine)),
                  .waiting = g_array_new (FALSE, FALSE, sizeof (NoteLine)) };
    for (guint i = 0; i < blocks->len; i++)
        place_block (&p, i);
    while (p.waiting->len > 0)
        new_page (&p);
    settle_notes (&p);
    g_array_unref (p.on_page);
    g_array_unref (p.waiting);
    return p.page + 1;
}
