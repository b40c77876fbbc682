/* Reading order of one page: pieces become lines, columns are read down one after the other, tables become rows.
 *
 * First the ruled tables are taken out (each row a line of its own), then a page is cut at a gutter that most
 * lines leave free, with both sides filled with prose; lines across the gutter break the columns.
 * What has no gutter is read in rows. */
#include "document/reader/pdf.h"

typedef struct {
    PdfBook *book;
    PdfPage *page;
    GArray *out; /* of PdfLine, in reading order */
    int flow;
} Order;

#define LINE(array, i) (&g_array_index (array, PdfLine, i))

static int compare_base (gconstpointer a, gconstpointer b)
{
    const PdfLine *one = a, *two = b;
    if (one->base != two->base)
        return one->base < two->base ? -1 : 1;
    return one->x0 < two->x0 ? -1 : one->x0 > two->x0;
}

static int compare_left (gconstpointer a, gconstpointer b)
{
    const PdfLine *one = a, *two = b;
    return one->x0 < two->x0 ? -1 : one->x0 > two->x0;
}

static int compare_right (gconstpointer a, gconstpointer b)
{
    const PdfLine *one = a, *two = b;
    return one->x1 > two->x1 ? -1 : one->x1 < two->x1;
}

static void spread (PdfLine *line, const PdfLine *by)
{
    line->x0 = MIN (line->x0, by->x0);
    line->x1 = MAX (line->x1, by->x1);
    line->y0 = MIN (line->y0, by->y0);
    line->y1 = MAX (line->y1, by->y1);
}

/* ---- rows ---- */

/* How many of lines from i on stand on one row (sorted by baseline). */
static guint row_length (const GArray *lines, guint i)
{
    const PdfLine *first = LINE (lines, i);
    float size = first->size;
    guint n = 1;
    while (i + n < lines->len) {
        const PdfLine *next = LINE (lines, i + n);
        size = MAX (size, next->size);
        gboolean raised = first->size < size * 0.85f || next->size < size * 0.85f;
        if (next->base - first->base > MAX (1.5f, size * (raised ? 0.5f : 0.35f)))
            break;
        n++;
    }
    return n;
}

static float gap_between (const PdfLine *a, const PdfLine *b)
{
    return a->x0 < b->x0 ? b->x0 - a->x1 : a->x0 - b->x1;
}

/* A raised number within a row refers to a note. */
static void append_piece (GString *text, const PdfLine *piece, gboolean within)
{
    gsize digits = within && piece->raised ? strspn (piece->text, "0123456789*") : 0;
    if (digits == 0) {
        g_string_append (text, piece->text);
        return;
    }
    if (text->len > 0 && text->str[text->len - 1] == ' ')
        g_string_truncate (text, text->len - 1);
    g_string_append_printf (text, "[%.*s]%s", (int) digits, piece->text,
                            piece->text + digits
                                + (reader_is_cjk (g_utf8_get_char (piece->text + digits + (piece->text[digits] == ' ')))
                                   && piece->text[digits] == ' '));
}

/* Joins the pieces of one row, with between where their distance says that they are cells. */
static PdfLine join_row (PdfBook *book, GArray *pieces, gboolean cells)
{
    gboolean rtl = FALSE;
    for (guint i = 0; i < pieces->len; i++)
        rtl |= LINE (pieces, i)->rtl;
    g_array_sort (pieces, rtl ? compare_right : compare_left);

    PdfLine line = *LINE (pieces, 0);
    int bold = 0, widest = 0;
    g_autoptr (GString) text = g_string_new (NULL);
    line.chars = 0;
    for (guint i = 0; i < pieces->len; i++) {
        const PdfLine *piece = LINE (pieces, i);
        if (i > 0) {
            float gap = gap_between (LINE (pieces, i - 1), piece);
            if (cells && gap > piece->size * 0.9f)
                g_string_append (text, " | ");
            else if (gap > piece->size * 0.12f || cells)
                g_string_append_c (text, ' ');
        }
        append_piece (text, piece, i > 0);
        spread (&line, piece);
        line.chars += piece->chars;
        bold += piece->bold ? piece->chars : 0;
        if (piece->chars > widest) {
            widest = piece->chars;
            line.size = piece->size;
            line.base = piece->base;
        }
    }
    line.bold = bold * 10 >= line.chars * 7;
    line.rtl = rtl;
    line.raised = LINE (pieces, 0)->raised
                  || (pieces->len > 1 && LINE (pieces, 0)->chars < 4 && LINE (pieces, 0)->size < line.size * 0.85f);
    if (line.raised && !LINE (pieces, 0)->raised)
        g_string_insert_c (text, (gssize) strlen (LINE (pieces, 0)->text), ' ');
    line.row = cells;
    line.text = pieces->len == 1 ? LINE (pieces, 0)->text : g_string_chunk_insert (book->chunk, text->str);
    return line;
}

/* ---- unruled tables: rows of short cells that stand in the same columns ---- */

static guint cells_in (GArray *lines, guint from, guint n, float body)
{
    g_autoptr (GArray) row = g_array_sized_new (FALSE, FALSE, sizeof (PdfLine), n);
    g_array_append_vals (row, LINE (lines, from), n);
    g_array_sort (row, compare_left);
    guint cells = 1;
    for (guint i = 1; i < row->len; i++)
        cells += LINE (row, i)->x0 - LINE (row, i - 1)->x1 > body * 1.4f;
    return cells;
}

/* Whether an x exists that divides every one of these rows: then they are a table and not accidents. */
static gboolean share_gutter (const GArray *lines, guint from, guint to, float body)
{
    g_autoptr (GArray) sorted = g_array_sized_new (FALSE, FALSE, sizeof (PdfLine), to - from);
    g_array_append_vals (sorted, LINE (lines, from), to - from);
    g_array_sort (sorted, compare_left);
    float reach = LINE (sorted, 0)->x1;
    for (guint i = 1; i < sorted->len; i++) {
        if (LINE (sorted, i)->x0 - reach > body * 0.8f)
            return TRUE;
        reach = MAX (reach, LINE (sorted, i)->x1);
    }
    return FALSE;
}

/* The end of the run of rows with several cells that begins at from, or from itself. */
static guint table_end (GArray *lines, guint from, float body)
{
    guint to = from, rows = 0;
    while (to < lines->len) {
        guint n = row_length (lines, to);
        guint cells = n > 1 ? cells_in (lines, to, n, body) : 1;
        if (cells < 2)
            break;
        to += n;
        rows++;
    }
    /* "12." before a paragraph is a number, not a cell: two columns need wider first cells or three columns */
    if (rows < 3 || !share_gutter (lines, from, to, body))
        return from;
    guint marks = 0;
    for (guint i = from; i < to; i++)
        marks += LINE (lines, i)->chars <= 4;
    return marks * 2 >= to - from && cells_in (lines, from, row_length (lines, from), body) == 2 ? from : to;
}

static void put_line (Order *order, PdfLine line, float left, float right)
{
    line.flow = order->flow;
    line.left = left;
    line.right = right;
    g_array_append_val (order->out, line);
}

static void put_rows (Order *order, GArray *lines)
{
    g_array_sort (lines, compare_base);
    float left = G_MAXFLOAT, right = 0, body = order->book->body;
    for (guint i = 0; i < lines->len; i++) {
        left = MIN (left, LINE (lines, i)->x0);
        right = MAX (right, LINE (lines, i)->x1);
    }
    order->flow++;
    g_autoptr (GArray) row = g_array_new (FALSE, FALSE, sizeof (PdfLine));
    guint table = 0;
    for (guint i = 0; i < lines->len;) {
        guint n = row_length (lines, i);
        if (n > 1 && i >= table)
            table = table_end (lines, i, body);
        g_array_set_size (row, 0);
        g_array_append_vals (row, LINE (lines, i), n);
        gboolean taken = n == 1 && LINE (lines, i)->row; /* a ruled table's row, joined already */
        PdfLine line = taken ? *LINE (lines, i) : join_row (order->book, row, i < table && n > 1);
        put_line (order, line, left, right);
        i += n;
    }
}

/* ---- columns ---- */

typedef struct {
    float at;
    guint crossing;
} Gutter;

/* Whether the lines on one side look like running text: enough of them, most
 * of their letters in lines nearly as wide as the column. */
static gboolean is_prose (const GArray *lines, float at, gboolean left)
{
    float low = G_MAXFLOAT, high = 0;
    guint n = 0, all = 0, wide = 0;
    for (int pass = 0; pass < 2; pass++)
        for (guint i = 0; i < lines->len; i++) {
            const PdfLine *line = LINE (lines, i);
            if (line->row || (left ? line->x1 > at : line->x0 < at))
                continue;
            if (pass == 0) {
                low = MIN (low, line->x0);
                high = MAX (high, line->x1);
                n++;
                all += (guint) line->chars;
            } else if (line->x1 - line->x0 > (high - low) * 0.6f) {
                wide += (guint) line->chars;
            }
        }
    return n >= 4 && wide * 10 >= all * 6 && high - low > 90;
}

/* The x in the middle of the region that the fewest lines cross; FALSE if that is no gutter between columns. */
static gboolean find_gutter (const GArray *lines, float x0, float x1, float body, Gutter *ret_gutter)
{
    enum { BINS = 400 };
    int cover[BINS + 1] = { 0 };
    float step = (x1 - x0) / BINS;
    if (lines->len < 8 || step <= 0)
        return FALSE;
    for (guint i = 0; i < lines->len; i++) {
        const PdfLine *line = LINE (lines, i);
        int from = CLAMP ((int) ((line->x0 - x0) / step), 0, BINS - 1);
        int to = CLAMP ((int) ((line->x1 - x0) / step), from, BINS - 1);
        cover[from]++;
        cover[to + 1 > BINS ? BINS : to + 1]--;
    }
    int sum = 0, least = G_MAXINT, best = -1, best_length = 0, start = -1;
    for (int i = 0; i < BINS; i++) {
        sum += cover[i];
        cover[i] = sum;
        if (i < BINS / 5 || i > BINS * 4 / 5)
            continue;
        if (sum < least) {
            least = sum;
            best_length = 0;
        }
        if (sum == least) {
            if (start < 0 || cover[i - 1] != least)
                start = i;
            if (i - start + 1 > best_length) {
                best_length = i - start + 1;
                best = start;
            }
        } else {
            start = -1;
        }
    }
    float width = (float) best_length * step;
    if (best < 0 || least * 3 > (int) lines->len || width < body * 0.7f)
        return FALSE;
    ret_gutter->at = x0 + ((float) best + (float) best_length / 2) * step;
    ret_gutter->crossing = (guint) least;
    return is_prose (lines, ret_gutter->at, TRUE) && is_prose (lines, ret_gutter->at, FALSE);
}

static void order_region (Order *order, GArray *lines, int depth);

/* Hands on what has gathered of the two columns, or of the lines across. */
static void flush (Order *order, GArray *left, GArray *right, GArray *wide, int depth)
{
    if (wide->len > 0)
        put_rows (order, wide);
    GArray *first = order->book->rtl ? right : left, *second = order->book->rtl ? left : right;
    if (first->len > 0)
        order_region (order, first, depth + 1);
    if (second->len > 0)
        order_region (order, second, depth + 1);
    g_array_set_size (left, 0);
    g_array_set_size (right, 0);
    g_array_set_size (wide, 0);
}

/* The last, short line of a paragraph across both columns stands on one side only, with nothing beside it. */
static gboolean continues_wide (const GArray *lines, guint i, const GArray *wide, const Gutter *gutter)
{
    const PdfLine *line = LINE (lines, i);
    if (wide->len == 0)
        return FALSE;
    const PdfLine *above = LINE (wide, wide->len - 1);
    if (line->base - above->base > above->size * 1.9f || ABS (line->size - above->size) > 0.6f)
        return FALSE;
    gboolean left = line->x1 <= gutter->at;
    for (guint k = i + 1; k < lines->len && LINE (lines, k)->base - line->base < line->size * 1.2f; k++)
        if (left ? LINE (lines, k)->x0 >= gutter->at : LINE (lines, k)->x1 <= gutter->at)
            return FALSE;
    for (guint k = i; k-- > 0 && line->base - LINE (lines, k)->base < line->size * 0.5f;)
        if (left ? LINE (lines, k)->x0 >= gutter->at : LINE (lines, k)->x1 <= gutter->at)
            return FALSE;
    return TRUE;
}

static void order_columns (Order *order, GArray *lines, const Gutter *gutter, int depth)
{
    g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (PdfLine));
    g_autoptr (GArray) right = g_array_new (FALSE, FALSE, sizeof (PdfLine));
    g_autoptr (GArray) wide = g_array_new (FALSE, FALSE, sizeof (PdfLine));

    g_array_sort (lines, compare_base);
    for (guint i = 0; i < lines->len; i++) {
        PdfLine line = *LINE (lines, i);
        gboolean across = (line.x0 < gutter->at && line.x1 > gutter->at)
                          || (left->len + right->len == 0 && continues_wide (lines, i, wide, gutter));
        if (across && left->len + right->len > 0)
            flush (order, left, right, wide, depth);
        else if (!across && wide->len > 0)
            flush (order, left, right, wide, depth);
        g_array_append_val (across ? wide : line.x1 <= gutter->at ? left : right, line);
    }
    flush (order, left, right, wide, depth);
}

static void order_region (Order *order, GArray *lines, int depth)
{
    float x0 = G_MAXFLOAT, x1 = 0;
    for (guint i = 0; i < lines->len; i++) {
        x0 = MIN (x0, LINE (lines, i)->x0);
        x1 = MAX (x1, LINE (lines, i)->x1);
    }
    Gutter gutter;
    if (depth < 4 && find_gutter (lines, x0, x1, order->book->body, &gutter))
        order_columns (order, lines, &gutter, depth);
    else
        put_rows (order, lines);
}

/* ---- footnotes: small print at the page's foot that begins with a number or a sign ---- */

static gboolean starts_note (const PdfLine *line)
{
    gunichar c = g_utf8_get_char (line->text);
    return line->raised || g_unichar_isdigit (c) || c == '*' || c == 0x2020 || c == '[';
}

/* Moves the notes out of lines (sorted by baseline) and returns them. */
static GArray *take_notes (Order *order, GArray *lines)
{
    GArray *notes = g_array_new (FALSE, FALSE, sizeof (PdfLine));
    float small = order->book->body * 0.94f;
    guint from = lines->len;

    while (from > 0 && LINE (lines, from - 1)->size <= small && !LINE (lines, from - 1)->row)
        from--;
    if (from == 0 && order->page->letters > 0 && lines->len > 0)
        from = lines->len; /* all of the page is small: no notes but text */
    while (from < lines->len && !starts_note (LINE (lines, from)))
        from++;
    if (from < lines->len && LINE (lines, from)->base > order->page->height * 0.3f) {
        for (guint i = from; i < lines->len; i++)
            LINE (lines, i)->note = TRUE;
        g_array_append_vals (notes, LINE (lines, from), lines->len - from);
        g_array_set_size (lines, from);
    }
    return notes;
}

/* ---- ruled tables ---- */

/* Rules at one height as one; what is left in x0 and x1 is their reach. */
static GArray *merge_rules (const GArray *rules)
{
    GArray *merged = g_array_new (FALSE, FALSE, sizeof (PdfRule));
    for (guint i = 0; i < rules->len; i++) {
        PdfRule rule = g_array_index (rules, PdfRule, i);
        PdfRule *last = merged->len > 0 ? &g_array_index (merged, PdfRule, merged->len - 1) : NULL;
        if (last != NULL && rule.y - last->y < 3) {
            last->x0 = MIN (last->x0, rule.x0);
            last->x1 = MAX (last->x1, rule.x1);
        } else {
            g_array_append_val (merged, rule);
        }
    }
    return merged;
}

static gboolean same_reach (const PdfRule *a, const PdfRule *b)
{
    return ABS (a->x0 - b->x0) < 5 && ABS (a->x1 - b->x1) < 5;
}

typedef struct {
    GArray *edges; /* of float: left edges of columns */
    const PdfRule *rules;
    guint n_rules;
} Table;

static gboolean inside (const PdfLine *line, const PdfRule *upper, const PdfRule *lower)
{
    float middle = (line->y0 + line->y1) / 2;
    return middle > upper->y && middle < lower->y && line->x1 > upper->x0 && line->x0 < upper->x1;
}

/* Columns: where no piece of the whole table reaches across. */
static GArray *column_edges (const GArray *pieces)
{
    GArray *edges = g_array_new (FALSE, FALSE, sizeof (float));
    g_autoptr (GArray) sorted = g_array_copy ((GArray *) pieces);
    g_array_sort (sorted, compare_left);
    float reach = -1000;
    for (guint i = 0; i < sorted->len; i++) {
        float x = LINE (sorted, i)->x0;
        if (x - reach > 3)
            g_array_append_val (edges, x);
        reach = MAX (reach, LINE (sorted, i)->x1);
    }
    return edges;
}

static guint column_of (const GArray *edges, float x)
{
    guint column = 0;
    while (column + 1 < edges->len && x >= g_array_index (edges, float, column + 1) - 1)
        column++;
    return column;
}

/* One row of cells as a line of its own, columns in reading order. */
static void table_row (Order *order, const GArray *pieces, const GArray *edges, GArray *lines)
{
    if (pieces->len == 0)
        return;
    PdfLine row = *LINE (pieces, 0);
    g_autoptr (GString) text = g_string_new (NULL);
    row.chars = 0;
    for (guint i = 0; i < edges->len; i++) {
        guint column = order->book->rtl ? edges->len - 1 - i : i;
        g_autoptr (GString) cell = g_string_new (NULL);
        for (guint k = 0; k < pieces->len; k++) {
            const PdfLine *piece = LINE (pieces, k);
            if (column_of (edges, piece->x0) != column)
                continue;
            reader_join_line (cell, piece->text, order->book->compounds);
            spread (&row, piece);
            row.chars += piece->chars;
        }
        if (i > 0)
            g_string_append (text, " | ");
        g_string_append (text, cell->str);
    }
    row.row = TRUE;
    row.text = g_string_chunk_insert (order->book->chunk, text->str);
    g_array_append_val (lines, row);
}

/* Takes the table between rules[0] and rules[n - 1] out of lines and puts its rows back; FALSE if it has one column. */
static gboolean take_table (Order *order, GArray *lines, const PdfRule *rules, guint n)
{
    g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (PdfLine));
    g_autoptr (GArray) rest = g_array_new (FALSE, FALSE, sizeof (PdfLine));
    for (guint i = 0; i < lines->len; i++)
        g_array_append_val (inside (LINE (lines, i), &rules[0], &rules[n - 1]) ? all : rest, *LINE (lines, i));
    g_autoptr (GArray) edges = column_edges (all);
    if (all->len < 2 || edges->len < 2)
        return FALSE;
    g_autoptr (GArray) row = g_array_new (FALSE, FALSE, sizeof (PdfLine));
    for (guint r = 0; r + 1 < n; r++) {
        g_array_set_size (row, 0);
        for (guint i = 0; i < all->len; i++)
            if (inside (LINE (all, i), &rules[r], &rules[r + 1]))
                g_array_append_val (row, *LINE (all, i));
        table_row (order, row, edges, rest);
    }
    g_array_set_size (lines, 0);
    g_array_append_vals (lines, rest->data, rest->len);
    return TRUE;
}

static void take_tables (Order *order, GArray *lines)
{
    if (order->page->rules->len < 2)
        return;
    g_autoptr (GArray) rules = merge_rules (order->page->rules);
    const PdfRule *all = (const PdfRule *) (void *) rules->data;
    for (guint i = 0; i < rules->len;) {
        guint n = 1;
        while (i + n < rules->len && same_reach (&all[i], &all[i + n]))
            n++;
        gboolean goes_on =
            n == 2 && ABS (all[i].x0 - order->book->table_x0) < 5 && ABS (all[i].x1 - order->book->table_x1) < 5;
        if ((n >= 3 || goes_on) && take_table (order, lines, &all[i], n)) {
            order->book->table_x0 = all[i].x0;
            order->book->table_x1 = all[i].x1;
        }
        i += n;
    }
}

void pdf_order_page (PdfBook *book, PdfPage *page)
{
    Order order = { book, page, g_array_new (FALSE, FALSE, sizeof (PdfLine)), 0 };
    g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (PdfLine));

    for (guint i = 0; i < page->lines->len; i++)
        if (!LINE (page->lines, i)->dropped)
            g_array_append_val (lines, *LINE (page->lines, i));
    g_array_sort (lines, compare_base);
    take_tables (&order, lines);
    g_array_sort (lines, compare_base);
    g_autoptr (GArray) notes = take_notes (&order, lines);
    if (lines->len > 0)
        order_region (&order, lines, 0);
    if (notes->len > 0)
        order_region (&order, notes, 0);
    g_array_free (page->lines, TRUE);
    page->lines = order.out;
}
