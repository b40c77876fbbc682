/* Lines to paragraphs, headings, items, footnotes and rows of tables.
 *
 * What tells a new paragraph: more space above than between lines, another size, a mark ("12.", "(a)", "•"), an indent, or that the
 * line before stopped short. What runs over the foot of a column or a page goes on. */
#include "document/reader/pdf.h"

typedef struct {
    BlockType type;
    int page;
    float size;
    gboolean bold, caps;
    char *number;
    char *text;
    int depth; /* of its mark */
} Draft;

typedef struct {
    GString *text;
    const PdfLine *first, *last; /* last NULL: nothing open */
    int page, lines;
    gboolean bold; /* all lines so far */
    int last_page;
} Open;

typedef struct {
    PdfBook *book;
    GArray *drafts;      /* of Draft */
    GArray *waiting;     /* notes that wait until the paragraph over them ends */
    GHashTable *pitches; /* size in quarter points -> distance of lines in quarter points */
    Open body, note;
} Composer;

/* ---- distances ---- */

static int quarter (float points)
{
    return (int) (points * 4 + 0.5f);
}

/* The usual distance of lines of each size: the least that is at least half as common as the commonest. */
static GHashTable *find_pitches (const PdfBook *book)
{
    g_autoptr (GHashTable) counts = g_hash_table_new (g_direct_hash, g_direct_equal);
    GHashTable *pitches = g_hash_table_new (g_direct_hash, g_direct_equal);
    g_autoptr (GHashTable) most = g_hash_table_new (g_direct_hash, g_direct_equal);
    GHashTableIter iter;
    gpointer key, value;

    for (guint p = 0; p < book->pages->len; p++) {
        const PdfPage *page = g_ptr_array_index (book->pages, p);
        for (guint i = 1; i < page->lines->len; i++) {
            const PdfLine *a = &g_array_index (page->lines, PdfLine, i - 1), *b = a + 1;
            float pitch = b->base - a->base;
            if (a->flow != b->flow || quarter (a->size) != quarter (b->size) || pitch < a->size * 0.8f
                || pitch > a->size * 3 || quarter (pitch) > 0xFFF)
                continue;
            key = GINT_TO_POINTER (quarter (a->size) << 12 | quarter (pitch));
            value = g_hash_table_lookup (counts, key);
            g_hash_table_replace (counts, key, GINT_TO_POINTER (GPOINTER_TO_INT (value) + 1));
        }
    }
    g_hash_table_iter_init (&iter, counts);
    while (g_hash_table_iter_next (&iter, &key, &value)) {
        gpointer size = GINT_TO_POINTER (GPOINTER_TO_INT (key) >> 12);
        if (GPOINTER_TO_INT (value) > GPOINTER_TO_INT (g_hash_table_lookup (most, size)))
            g_hash_table_replace (most, size, value);
    }
    g_hash_table_iter_init (&iter, counts);
    while (g_hash_table_iter_next (&iter, &key, &value)) {
        gpointer size = GINT_TO_POINTER (GPOINTER_TO_INT (key) >> 12);
        int pitch = GPOINTER_TO_INT (key) & 0xFFF, old = GPOINTER_TO_INT (g_hash_table_lookup (pitches, size));
        if (GPOINTER_TO_INT (value) * 2 >= GPOINTER_TO_INT (g_hash_table_lookup (most, size))
            && (old == 0 || pitch < old))
            g_hash_table_replace (pitches, size, GINT_TO_POINTER (pitch));
    }
    return pitches;
}

static float usual_pitch (const Composer *composer, const PdfLine *line)
{
    int known = GPOINTER_TO_INT (g_hash_table_lookup (composer->pitches, GINT_TO_POINTER (quarter (line->size))));
    return known > 0 ? MIN ((float) known / 4, line->size * 2.4f) : line->size * 1.25f;
}

/* How far the line's end stays from its column's edge, as a part of the column's width. */
static float short_by (const PdfLine *line)
{
    float width = line->right - line->left;
    if (width < 1)
        return 0;
    return (line->rtl ? line->x0 - line->left : line->right - line->x1) / width;
}

static float indent_of (const PdfLine *line)
{
    return line->rtl ? line->right - line->x1 : line->x0 - line->left;
}

static gboolean is_mark_line (const PdfLine *line)
{
    Mark mark = reader_mark (line->text);
    return mark.kind != MARK_NONE && mark.value < 1000;
}

/* ---- does this line begin a paragraph? ---- */

static gboolean continues_over_break (const Open *open, const PdfLine *line)
{
    const PdfLine *last = open->last;
    if (last->row || line->row || ABS (last->size - line->size) > 0.6f || last->bold != line->bold
        || is_mark_line (line) || line->raised || short_by (last) > 0.2f)
        return FALSE;
    if (g_str_has_suffix (last->text, "-"))
        return TRUE;
    return !reader_ends_sentence (last->text);
}

static gboolean begins_by_indent (const Open *open, const PdfLine *line)
{
    const PdfLine *last = open->last;
    float step = indent_of (line) - indent_of (last), em = line->size * 0.8f;
    gboolean ended = reader_ends_sentence (last->text) || short_by (last) > 0.15f;
    if (step > em)
        return ended && !(open->lines == 1 && is_mark_line (last));
    if (step < -em)
        return open->lines > 1 && ended;
    return FALSE;
}

static gboolean begins (const Composer *composer, const Open *open, const PdfLine *line)
{
    const PdfLine *last = open->last;
    if (last == NULL)
        return TRUE;
    float pitch = line->base - last->base, usual = usual_pitch (composer, line);
    float larger = MAX (last->size, line->size);
    if (last->row || line->row || ABS (last->size - line->size) > larger * 0.07f)
        return TRUE;
    if (pitch > usual * 1.2f + 0.5f)
        return TRUE;
    if (line->raised && line->note)
        return TRUE;
    gboolean display = line->size > composer->book->body * 1.12f;
    if (display && !is_mark_line (line))
        return FALSE;
    gboolean ended = reader_ends_sentence (last->text);
    if (is_mark_line (line) && (ended || short_by (last) > 0.1f || ABS (indent_of (line) - indent_of (last)) > 2))
        return TRUE;
    if (last->bold != line->bold && (short_by (last) > 0.15f || (open->bold && open->lines == 1 && ended)))
        return TRUE;
    if (short_by (last) > 0.5f || (ended && short_by (last) > 0.13f))
        return TRUE;
    return begins_by_indent (open, line);
}

/* ---- what is it? ---- */

static gboolean all_capitals (const char *text)
{
    int upper = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);
        if (g_unichar_islower (c) || reader_is_cjk (c) || reader_is_rtl (c))
            return FALSE;
        upper += g_unichar_isupper (c);
    }
    return upper >= 5;
}

static gboolean is_heading (const Composer *composer, const Open *open, const Draft *draft)
{
    glong length = g_utf8_strlen (open->text->str, 400);
    gboolean sentence = g_str_has_suffix (open->text->str, ".") || g_str_has_suffix (open->text->str, ";")
                        || g_str_has_suffix (open->text->str, "。") || g_str_has_suffix (open->text->str, ",");
    Mark mark = reader_mark (open->text->str);
    if (mark.kind == MARK_BULLET || length < 2)
        return FALSE;
    int letters = 0;
    for (const char *p = open->text->str; *p != '\0' && letters < 3; p = g_utf8_next_char (p))
        letters += g_unichar_isalpha (g_utf8_get_char (p)) != 0;
    if (letters < 2)
        return FALSE;
    if (draft->size > composer->book->body * 1.12f)
        return length < 250 && open->lines <= 4;
    if (draft->size < composer->book->body * 0.95f || sentence)
        return FALSE;
    return (draft->bold && length <= 160 && open->lines <= 3) || (draft->caps && length <= 120 && open->lines <= 2);
}

static void classify (Composer *composer, const Open *open, Draft *draft)
{
    const char *text = open->text->str;
    Mark mark = reader_mark (text);
    gsize skip = 0;

    draft->bold = open->bold;
    draft->size = open->first->size;
    draft->caps = all_capitals (text);
    if (open->first->row)
        draft->type = BLOCK_TABLE_ROW;
    else if (open->first->note)
        draft->type = BLOCK_FOOTNOTE;
    else if (is_heading (composer, open, draft))
        draft->type = BLOCK_HEADING;
    else
        draft->type = mark.kind != MARK_NONE && mark.value < 1000 ? BLOCK_ITEM : BLOCK_PARAGRAPH;
    if (draft->type == BLOCK_FOOTNOTE && (open->first->raised || g_ascii_isdigit (*text))) {
        const char *p = text;
        while (*p != '\0' && *p != ' '
               && (g_unichar_isdigit (g_utf8_get_char (p)) || !g_unichar_isalpha (g_utf8_get_char (p))))
            p = g_utf8_next_char (p);
        draft->number = g_strndup (text, (gsize) (p - text));
        skip = (gsize) (p - text);
    } else if (mark.kind != MARK_NONE && draft->type != BLOCK_TABLE_ROW && mark.value < 1000) {
        draft->number = reader_mark_text (text, &mark);
        draft->depth = mark.depth;
        skip = mark.length;
    }
    draft->text = g_strdup (text + skip);
}

static void finish (Composer *composer, Open *open)
{
    if (open->last == NULL)
        return;
    Draft draft = { .page = open->page };
    classify (composer, open, &draft);
    if (open == &composer->note) {
        g_array_append_val (composer->waiting, draft);
    } else {
        g_array_append_val (composer->drafts, draft);
        g_array_append_vals (composer->drafts, composer->waiting->data, composer->waiting->len);
        g_array_set_size (composer->waiting, 0);
    }
    open->last = NULL;
    g_string_truncate (open->text, 0);
}

static void take (Composer *composer, const PdfLine *line, int page)
{
    Open *open = line->note ? &composer->note : &composer->body;
    gboolean broken = open->last != NULL && (open->last_page != page || open->last->flow != line->flow);
    gboolean fresh = broken ? !continues_over_break (open, line) : begins (composer, open, line);
    if (fresh) {
        finish (composer, open);
        open->first = line;
        open->page = page;
        open->lines = 0;
        open->bold = TRUE;
    }
    reader_join_line (open->text, line->text, composer->book->compounds);
    open->last = line;
    open->last_page = page;
    open->lines++;
    open->bold = open->bold && line->bold;
}

/* ---- levels of headings: larger is higher; then bold, then capitals in the body's size ---- */

static int compare_size_down (gconstpointer a, gconstpointer b)
{
    float one = *(const float *) a, two = *(const float *) b;
    return one > two ? -1 : one < two;
}

static GArray *heading_sizes (const Composer *composer)
{
    GArray *sizes = g_array_new (FALSE, FALSE, sizeof (float));
    g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (float));
    for (guint i = 0; i < composer->drafts->len; i++) {
        const Draft *draft = &g_array_index (composer->drafts, Draft, i);
        if (draft->type == BLOCK_HEADING && draft->size > composer->book->body * 1.12f)
            g_array_append_val (all, draft->size);
    }
    g_array_sort (all, compare_size_down);
    for (guint i = 0; i < all->len; i++) {
        float size = g_array_index (all, float, i);
        if (sizes->len == 0 || g_array_index (sizes, float, sizes->len - 1) - size > 0.6f)
            g_array_append_val (sizes, size);
    }
    return sizes;
}

static int level_of (const Draft *draft, const GArray *sizes, float body)
{
    int level = 0;
    if (draft->size > body * 1.12f) {
        while (level < (int) sizes->len && g_array_index (sizes, float, level) - draft->size > 0.6f)
            level++;
    } else {
        level = (int) sizes->len + (draft->bold ? 0 : 1);
        if (draft->depth > 1)
            level += draft->depth - 1;
    }
    return CLAMP (level + 1, 1, 6);
}

static gboolean emit (Composer *composer, ReaderDocument *document)
{
    g_autoptr (GArray) sizes = heading_sizes (composer);
    gboolean fits = TRUE;
    for (guint i = 0; i < composer->drafts->len; i++) {
        Draft *draft = &g_array_index (composer->drafts, Draft, i);
        int level = draft->type == BLOCK_HEADING ? level_of (draft, sizes, composer->book->body) : 0;
        fits = fits && reader_document_add (document, draft->type, draft->page, level, draft->number, draft->text);
        g_free (draft->number);
        g_free (draft->text);
    }
    return fits;
}

gboolean pdf_compose (PdfBook *book, ReaderDocument *document)
{
    Composer composer = { .book = book,
                          .drafts = g_array_new (FALSE, FALSE, sizeof (Draft)),
                          .waiting = g_array_new (FALSE, FALSE, sizeof (Draft)),
                          .pitches = find_pitches (book),
                          .body = { .text = g_string_new (NULL) },
                          .note = { .text = g_string_new (NULL) } };

    for (guint p = 0; p < book->pages->len; p++) {
        const PdfPage *page = g_ptr_array_index (book->pages, p);
        for (guint i = 0; i < page->lines->len; i++)
            take (&composer, &g_array_index (page->lines, PdfLine, i), page->number);
        finish (&composer, &composer.note);
    }
    finish (&composer, &composer.body);
    g_array_append_vals (composer.drafts, composer.waiting->data, composer.waiting->len);
    gboolean fits = emit (&composer, document);
    if (document->title == NULL)
        document->title = g_strdup (reader_document_first_heading (document));
    g_array_free (composer.drafts, TRUE);
    g_array_free (composer.waiting, TRUE);
    g_hash_table_destroy (composer.pitches);
    g_string_free (composer.body.text, TRUE);
    g_string_free (composer.note.text, TRUE);
    return fits;
}
