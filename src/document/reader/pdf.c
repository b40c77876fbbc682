/* PDF by MuPDF: opens the file, takes each page's text with its places, and composes.
 *
 * MuPDF repairs what it can by itself; a file of which it finds no page is damaged. Only its PDF part is
 * registered. Pictures are not decoded: the text device ignores them, and ours only notes that there are some. */
#include "document/reader/pdf.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

extern fz_document_handler pdf_document_handler;

enum {
    STORE_BYTES = 64 << 20, /* MuPDF's cache */
    PAGES = 20000,
    LETTERS_A_PAGE = 24, /* fewer, with pictures: a scan */
};

static fz_context *context;

static void be_quiet (void *user, const char *message)
{
    (void) user;
    (void) message;
}

void reader_pdf_prepare (void)
{
    if (context != NULL)
        return;
    context = fz_new_context (NULL, NULL, STORE_BYTES);
    if (context == NULL)
        return;
    fz_set_warning_callback (context, be_quiet, NULL);
    fz_set_error_callback (context, be_quiet, NULL);
    fz_try (context) fz_register_document_handler (context, &pdf_document_handler);
    fz_catch (context)
    {
        fz_drop_context (context);
        context = NULL;
    }
}

/* ---- what the text device does not tell: strokes and pictures ---- */

static PdfPage *drawn; /* the page whose contents run now; the reader has one thread */

static void note_rule (fz_context *ctx, const fz_path *path, const fz_stroke_state *stroke, fz_matrix ctm)
{
    fz_rect box = fz_bound_path (ctx, path, stroke, ctm);
    if (box.y1 - box.y0 > 3 || box.x1 - box.x0 < 18 || drawn->rules->len > 5000)
        return;
    PdfRule rule = { box.x0, box.x1, (box.y0 + box.y1) / 2 };
    g_array_append_val (drawn->rules, rule);
}

static void on_fill_path (fz_context *ctx, fz_device *device, const fz_path *path, int even_odd, fz_matrix ctm,
                          fz_colorspace *space, const float *color, float alpha, fz_color_params params)
{
    (void) device, (void) even_odd, (void) space, (void) color, (void) alpha, (void) params;
    note_rule (ctx, path, NULL, ctm);
}

static void on_stroke_path (fz_context *ctx, fz_device *device, const fz_path *path, const fz_stroke_state *stroke,
                            fz_matrix ctm, fz_colorspace *space, const float *color, float alpha,
                            fz_color_params params)
{
    (void) device, (void) space, (void) color, (void) alpha, (void) params;
    note_rule (ctx, path, stroke, ctm);
}

static void on_fill_image (fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm, float alpha,
                           fz_color_params params)
{
    (void) ctx, (void) device, (void) image, (void) ctm, (void) alpha, (void) params;
    drawn->pictures = TRUE;
}

static void on_fill_mask (fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm, fz_colorspace *space,
                          const float *color, float alpha, fz_color_params params)
{
    (void) ctx, (void) device, (void) image, (void) ctm, (void) space, (void) color, (void) alpha, (void) params;
    drawn->pictures = TRUE;
}

/* ---- pieces of lines ---- */

typedef struct {
    GArray *glyphs; /* of PdfGlyph */
    GString *text;
    fz_font *font; /* whose boldness is known */
    gboolean font_bold;
} Scratch;

static gboolean font_is_bold (fz_context *ctx, Scratch *scratch, fz_font *font)
{
    if (font == scratch->font)
        return scratch->font_bold;
    g_autofree char *name = g_ascii_strdown (fz_font_name (ctx, font), -1);
    scratch->font = font;
    scratch->font_bold = fz_font_is_bold (ctx, font) || strstr (name, "bold") != NULL || strstr (name, "black") != NULL
                         || strstr (name, "heavy") != NULL || strstr (name, "semibd") != NULL;
    return scratch->font_bold;
}

/* The size of most characters, and the baseline of those. */
static void measure (fz_context *ctx, Scratch *scratch, const fz_stext_line *from, PdfLine *line)
{
    float sizes[8], bases[8], weights[8] = { 0 };
    int bold = 0, n = 0, best = 0;

    for (const fz_stext_char *ch = from->first_char; ch != NULL; ch = ch->next) {
        if (ch->c == ' ')
            continue;
        int i = 0;
        while (i < n && !(sizes[i] == ch->size && bases[i] == ch->origin.y))
            i++;
        if (i == n && n < 8) {
            sizes[n] = ch->size;
            bases[n++] = ch->origin.y;
        }
        if (i < 8)
            weights[i] += ch->size; /* a few large ones tell more than a raised number */
        line->chars++;
        bold += font_is_bold (ctx, scratch, ch->font);
    }
    for (int i = 1; i < n; i++)
        if (weights[i] > weights[best])
            best = i;
    if (n > 0) {
        line->size = sizes[best];
        line->base = bases[best];
    }
    line->bold = bold * 10 >= line->chars * 7;
}

static gboolean is_note_sign (int c)
{
    return g_unichar_isdigit ((gunichar) c) || c == '*' || c == 0x2020 || c == 0x2021 || c == 0xB9 || c == 0xB2
           || c == 0xB3;
}

static void add_glyph (Scratch *scratch, gunichar c, const fz_stext_char *at, gboolean joined)
{
    PdfGlyph glyph = { c, MIN (at->quad.ll.x, at->quad.lr.x), MAX (at->quad.ll.x, at->quad.lr.x), joined };
    g_array_append_val (scratch->glyphs, glyph);
}

/* Whether a letter without width stands on the left edge of the one before: a ligature that was drawn from right to left. */
static gboolean ends_ligature (const PdfGlyph *glyphs, gsize i)
{
    return i > 0 && reader_is_rtl (glyphs[i].c) && glyphs[i].right - glyphs[i].x < 0.01f
           && reader_is_rtl (glyphs[i - 1].c) && ABS (glyphs[i].x - glyphs[i - 1].x) < 0.05f;
}

/* MuPDF gives a ligature's letters in the order of left-to-right text: for lam-alef first the alef, without
 * width, then the lam with all of it. Read from the right it is the other way round, and they belong together. Where the line
 * was drawn from right to left (so Cairo does) they come in order, the lam with all of the width. */
static void mend_ligatures (PdfGlyph *glyphs, gsize n)
{
    for (gsize from = 0; from < n; from++) {
        gsize to = from;
        if (ends_ligature (glyphs, from)) {
            glyphs[from].joined = TRUE;
            continue;
        }
        while (to + 1 < n && reader_is_rtl (glyphs[to].c) && glyphs[to].right - glyphs[to].x < 0.01f
               && ABS (glyphs[to + 1].x - glyphs[from].x) < 0.05f)
            to++;
        if (to == from || !reader_is_rtl (glyphs[to].c))
            continue;
        for (gsize i = from, k = to; i < k; i++, k--) {
            PdfGlyph swap = glyphs[i];
            glyphs[i] = glyphs[k];
            glyphs[k] = swap;
        }
        for (gsize i = from + 1; i <= to; i++)
            glyphs[i].joined = TRUE;
        from = to;
    }
}

/* Right-to-left lines come without the spaces that only a gap tells. Glyphs sorted by place. */
static void fill_gaps (Scratch *scratch, float size)
{
    for (gsize i = 1; i < scratch->glyphs->len; i++) {
        PdfGlyph *one = &g_array_index (scratch->glyphs, PdfGlyph, i - 1), *two = one + 1;
        if (two->joined || one->c == ' ' || two->c == ' ' || two->x - one->right < size * 0.18f)
            continue;
        PdfGlyph space = { ' ', one->right, two->x, FALSE };
        g_array_insert_val (scratch->glyphs, i, space);
        i++;
    }
}

/* Characters to glyphs. A small raised number is a reference to a note: "[3]", so that it does not melt
 * into the word or the number before it; at a line's start it is the note's own number. */
static void take_glyphs (Scratch *scratch, const fz_stext_line *from, PdfLine *line)
{
    gboolean in_reference = FALSE, in_own = FALSE;
    const fz_stext_char *before = NULL;

    for (const fz_stext_char *ch = from->first_char; ch != NULL; before = ch, ch = ch->next) {
        gboolean raised =
            ch->size < line->size * 0.85f && ch->origin.y < line->base - line->size * 0.12f && is_note_sign (ch->c);
        if (ch->c < 32)
            continue;
        if (raised && scratch->glyphs->len == 0)
            line->raised = in_own = TRUE;
        else if (!raised && in_own) {
            in_own = FALSE;
            if (ch->c != ' ')
                add_glyph (scratch, ' ', ch, FALSE);
        } else if (raised && !in_own && !in_reference)
            add_glyph (scratch, '[', ch, FALSE);
        else if (!raised && in_reference)
            add_glyph (scratch, ']', before, TRUE);
        in_reference = raised && !in_own;
        add_glyph (scratch, (gunichar) ch->c, ch, in_reference);
    }
    if (in_reference)
        add_glyph (scratch, ']', before, TRUE);
}

static void take_piece (PdfBook *book, PdfPage *page, Scratch *scratch, PdfLine line, gsize from, gsize n,
                        gboolean from_right)
{
    PdfGlyph *glyphs = &g_array_index (scratch->glyphs, PdfGlyph, from);
    g_string_truncate (scratch->text, 0);
    line.rtl = pdf_logical_order (glyphs, n, from_right, scratch->text);
    if (n < scratch->glyphs->len) { /* a part of the line: its own edges */
        line.x0 = glyphs[0].x;
        line.x1 = glyphs[0].right;
        line.chars = 0;
        for (gsize i = 0; i < n; i++)
            if (glyphs[i].c != ' ') {
                line.x1 = MAX (line.x1, glyphs[i].right);
                line.chars++;
            }
    }
    g_strstrip (scratch->text->str);
    if (scratch->text->str[0] == '\0' || line.chars == 0)
        return;
    line.text = g_string_chunk_insert (book->chunk, scratch->text->str);
    reader_learn_compounds (book->compounds, line.text);
    page->letters += line.chars;
    g_array_append_val (page->lines, line);
}

/* Takes out what lies wholly beside the page. MuPDF can do this glyph by glyph (FZ_STEXT_MEDIABOX_CLIP), at an eighth of the
 * time that reading takes; most lines lie on the page as a whole. */
static void clip_line (fz_stext_line *line, fz_rect page)
{
    fz_rect left = fz_empty_rect;

    if (fz_contains_rect (page, line->bbox))
        return;
    line->last_char = NULL;
    for (fz_stext_char **at = &line->first_char; *at != NULL;) {
        fz_rect box = fz_rect_from_quad ((*at)->quad);
        if (box.x1 < page.x0 || box.x0 > page.x1 || box.y1 < page.y0 || box.y0 > page.y1) {
            *at = (*at)->next;
            continue;
        }
        left = line->last_char == NULL ? box : fz_union_rect (left, box);
        line->last_char = *at;
        at = &(*at)->next;
    }
    line->bbox = left;
}

static void take_line (fz_context *ctx, PdfBook *book, PdfPage *page, Scratch *scratch, const fz_stext_line *from)
{
    PdfLine line = { .x0 = from->bbox.x0, .y0 = from->bbox.y0, .x1 = from->bbox.x1, .y1 = from->bbox.y1 };

    measure (ctx, scratch, from, &line);
    if (line.chars == 0)
        return;
    g_array_set_size (scratch->glyphs, 0);
    take_glyphs (scratch, from, &line);
    PdfGlyph *glyphs = &g_array_index (scratch->glyphs, PdfGlyph, 0);
    gsize n = scratch->glyphs->len;
    if (!pdf_has_rtl (glyphs, n)) {
        take_piece (book, page, scratch, line, 0, n, FALSE);
        return;
    }
    mend_ligatures (glyphs, n);
    pdf_sort_glyphs (glyphs, n);
    fill_gaps (scratch, line.size);
    glyphs = &g_array_index (scratch->glyphs, PdfGlyph, 0);
    n = scratch->glyphs->len;
    for (gsize at = 0; at < n;) {
        gsize length = pdf_next_gap (glyphs + at, n - at, line.size);
        take_piece (book, page, scratch, line, at, length, TRUE);
        at += length;
    }
}

/* ---- pages ---- */

static int compare_rules (gconstpointer a, gconstpointer b)
{
    const PdfRule *one = a, *two = b;
    return one->y < two->y ? -1 : one->y > two->y;
}

static void page_free (gpointer data)
{
    PdfPage *page = data;
    g_array_free (page->lines, TRUE);
    g_array_free (page->rules, TRUE);
    g_free (page);
}

static PdfPage *page_new (PdfBook *book, int number, fz_rect box)
{
    PdfPage *page = g_new0 (PdfPage, 1);
    page->number = number;
    page->width = box.x1 - box.x0;
    page->height = box.y1 - box.y0;
    page->lines = g_array_new (FALSE, FALSE, sizeof (PdfLine));
    page->rules = g_array_new (FALSE, FALSE, sizeof (PdfRule));
    g_ptr_array_add (book->pages, page);
    return page;
}

/* Runs a page's contents through the text device. A page that fails half way keeps what came. */
static void run_page (fz_context *ctx, fz_page *source, fz_stext_page *text, PdfPage *page)
{
    fz_device *device = NULL;
    fz_stext_options options = { 0, 1 };
    fz_var (device);
    fz_try (ctx)
    {
        device = fz_new_stext_device (ctx, text, &options);
        device->fill_path = on_fill_path;
        device->stroke_path = on_stroke_path;
        device->fill_image = on_fill_image;
        device->fill_image_mask = on_fill_mask;
        drawn = page;
        fz_run_page_contents (ctx, source, device, fz_identity, NULL);
        fz_close_device (ctx, device);
    }
    fz_always (ctx) fz_drop_device (ctx, device);
    fz_catch (ctx)
    {
        /* what came before the fault is in text */
    }
}

static void take_page (fz_context *ctx, fz_document *source, int index, PdfBook *book, Scratch *scratch)
{
    fz_page *page = NULL;
    fz_stext_page *text = NULL;
    fz_var (page);
    fz_var (text);
    fz_try (ctx)
    {
        page = fz_load_page (ctx, source, index);
        fz_rect box = fz_bound_page (ctx, page);
        text = fz_new_stext_page (ctx, box);
        PdfPage *ours = page_new (book, index + 1, box);
        run_page (ctx, page, text, ours);
        scratch->font = NULL;
        for (fz_stext_block *block = text->first_block; block != NULL; block = block->next)
            if (block->type == FZ_STEXT_BLOCK_TEXT)
                for (fz_stext_line *line = block->u.t.first_line; line != NULL; line = line->next) {
                    clip_line (line, box);
                    take_line (ctx, book, ours, scratch, line);
                }
        g_array_sort (ours->rules, compare_rules);
    }
    fz_always (ctx)
    {
        fz_drop_stext_page (ctx, text);
        fz_drop_page (ctx, page);
    }
    fz_catch (ctx) if ((int) book->pages->len <= index) page_new (book, index + 1, fz_make_rect (0, 0, 595, 842));
}

/* ---- the whole ---- */

static int compare_sizes (gconstpointer a, gconstpointer b)
{
    return GPOINTER_TO_INT (a) - GPOINTER_TO_INT (b);
}

/* The size in which most characters stand, and the direction of most. */
static void find_body (PdfBook *book)
{
    g_autoptr (GHashTable) sizes = g_hash_table_new (g_direct_hash, g_direct_equal);
    gint64 right = 0, all = 0;
    for (guint p = 0; p < book->pages->len; p++) {
        const PdfPage *page = g_ptr_array_index (book->pages, p);
        for (guint i = 0; i < page->lines->len; i++) {
            const PdfLine *line = &g_array_index (page->lines, PdfLine, i);
            gpointer key = GINT_TO_POINTER ((int) (line->size * 4 + 0.5f));
            int sum = GPOINTER_TO_INT (g_hash_table_lookup (sizes, key)) + line->chars;
            g_hash_table_replace (sizes, key, GINT_TO_POINTER (sum));
            right += line->rtl ? line->chars : 0;
            all += line->chars;
        }
    }
    book->rtl = right * 2 > all;
    int most = 0;
    g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (sizes), compare_sizes);
    for (GList *key = keys; key != NULL; key = key->next) {
        int sum = GPOINTER_TO_INT (g_hash_table_lookup (sizes, key->data));
        if (sum > most) {
            most = sum;
            book->body = (float) GPOINTER_TO_INT (key->data) / 4;
        }
    }
}

static gboolean is_scan (const PdfBook *book)
{
    gint64 letters = 0;
    guint pictures = 0;
    for (guint i = 0; i < book->pages->len; i++) {
        const PdfPage *page = g_ptr_array_index (book->pages, i);
        letters += page->letters;
        pictures += page->pictures;
    }
    return pictures > 0 && letters < (gint64) LETTERS_A_PAGE * book->pages->len;
}

static void take_title (fz_context *ctx, fz_document *source, ReaderDocument *document)
{
    char title[1024];
    fz_try (ctx)
    {
        if (fz_lookup_metadata (ctx, source, FZ_META_INFO_TITLE, title, sizeof title) > 0
            && g_utf8_validate (title, -1, NULL) && reader_title_good (title))
            document->title = g_strdup (title);
    }
    fz_catch (ctx)
    {
        /* then the first heading is the title */
    }
}

static ReaderFault take_document (fz_context *ctx, fz_document *source, PdfBook *book, ReaderDocument *document)
{
    int pages = 0;
    if (fz_needs_password (ctx, source) && !fz_authenticate_password (ctx, source, ""))
        return READER_ENCRYPTED;
    pages = fz_count_pages (ctx, source);
    if (pages < 1)
        return READER_DAMAGED;
    if (pages > PAGES)
        return READER_TOO_MUCH;
    Scratch scratch = { g_array_new (FALSE, FALSE, sizeof (PdfGlyph)), g_string_new (NULL), NULL, FALSE };
    for (int i = 0; i < pages; i++)
        take_page (ctx, source, i, book, &scratch);
    g_array_free (scratch.glyphs, TRUE);
    g_string_free (scratch.text, TRUE);
    document->pages = pages;
    take_title (ctx, source, document);
    pdf_add_beside (ctx, source, document);
    return READER_FINE;
}

static void add_margins (const PdfBook *book, ReaderDocument *document)
{
    for (guint p = 0; p < book->pages->len; p++) {
        const PdfPage *page = g_ptr_array_index (book->pages, p);
        for (guint i = 0; i < page->lines->len; i++) {
            const PdfLine *line = &g_array_index (page->lines, PdfLine, i);
            if (line->dropped)
                reader_document_add_beside (document, "margins", line->text);
        }
    }
}

static ReaderFault compose_book (PdfBook *book, ReaderDocument *document)
{
    document->no_text = is_scan (book);
    find_body (book);
    pdf_mark_furniture (book);
    add_margins (book, document);
    for (guint i = 0; i < book->pages->len; i++)
        pdf_order_page (book, g_ptr_array_index (book->pages, i));
    return pdf_compose (book, document) ? READER_FINE : READER_TOO_MUCH;
}

ReaderFault reader_pdf (const guint8 *data, gsize size, ReaderDocument *document)
{
    fz_document *source = NULL;
    fz_stream *stream = NULL;
    ReaderFault fault = READER_DAMAGED;
    PdfBook book = { g_ptr_array_new_with_free_func (page_free),
                     g_string_chunk_new (64 * 1024),
                     0,
                     FALSE,
                     g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                     0,
                     0 };

    reader_pdf_prepare ();
    if (context == NULL)
        return READER_TOO_MUCH;
    fz_var (source);
    fz_var (stream);
    fz_var (fault);
    fz_try (context)
    {
        stream = fz_open_memory (context, data, size);
        source = fz_open_document_with_stream (context, "application/pdf", stream);
        fault = take_document (context, source, &book, document);
    }
    fz_always (context)
    {
        fz_drop_document (context, source);
        fz_drop_stream (context, stream);
    }
    fz_catch (context) fault = fz_caught (context) == FZ_ERROR_MEMORY ? READER_TOO_MUCH : READER_DAMAGED;
    if (fault == READER_FINE)
        fault = compose_book (&book, document);
    g_ptr_array_free (book.pages, TRUE);
    g_hash_table_destroy (book.compounds);
    g_string_chunk_free (book.chunk);
    return fault;
}
