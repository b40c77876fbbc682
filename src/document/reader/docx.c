/* DOCX: walks word/document.xml once, as a stream.
 *
 * Deleted text and the old place of moved text are dropped, inserted text is kept: the reader shows the report as it would
 * be printed with all changes accepted. Headers and footers are other parts and never opened. A DOCX has no pages:
 * page breaks, those that Word noted when it last printed, and the count it left are evidence, and marked as an
 * estimate. */
#include "document/reader/docx.h"

enum { PARAGRAPHS_DEEP = 16, WORDS_MOST = 1100 /* on any page */ };

typedef struct {
    ReaderStyled *words;
    char *style;
    DocxStyle base;             /* what that says */
    int outline, num_id, level; /* -1: not said here */
    gsize letters, bold_letters;
    int page; /* on which its text begins; a break may follow it */
    gboolean mark_deleted, contents;
    GArray *notes; /* of int: ids of footnotes referred to; endnotes negative */
} Paragraph;

typedef struct {
    ReaderDocument *document;
    GHashTable *styles;
    DocxNumbers *numbers;
    GHashTable *footnotes, *endnotes; /* id -> ReaderStyled */
    GPtrArray *open;                  /* of Paragraph: text boxes stand within paragraphs */
    GPtrArray *endnote_texts;         /* of Note */
    int tables;                       /* how deep in tables */
    guint cell_paragraphs;            /* open paragraphs outside of the table */
    ReaderStyled *row, *cell;
    int cells;
    gboolean in_properties, in_run_properties, in_text;
    int run_bold, run_italic; /* -1: the run does not say */
    DocxStyle run_style;
    int skip; /* depth within what is not read: deleted, moved away, fallback */
    int page, n_notes;
    gboolean break_fresh; /* an explicit page break with no text since */
    int heading_level;    /* of the last heading by style */
    char *title;
    gboolean fits, note_part;
    int note_id; /* in footnotes.xml: whose text this is */
} Walk;

typedef struct {
    char *number;
    const ReaderStyled *words; /* of the walk's endnotes */
} Note;

/* ---- paragraphs ---- */

static Paragraph *top (Walk *walk)
{
    return walk->open->len > 0 ? g_ptr_array_index (walk->open, walk->open->len - 1) : NULL;
}

static void paragraph_free (gpointer data)
{
    Paragraph *paragraph = data;
    reader_styled_free (paragraph->words);
    g_array_free (paragraph->notes, TRUE);
    g_free (paragraph->style);
    g_free (paragraph);
}

static void open_paragraph (Walk *walk)
{
    Paragraph *last = top (walk);
    if (last != NULL && last->mark_deleted) { /* its end was deleted: the next one continues it */
        last->mark_deleted = FALSE;
        return;
    }
    Paragraph *paragraph = g_new0 (Paragraph, 1);
    paragraph->words = reader_styled_new ();
    paragraph->base.bold = paragraph->base.italic = -1;
    paragraph->notes = g_array_new (FALSE, FALSE, sizeof (int));
    paragraph->outline = paragraph->num_id = paragraph->level = -1;
    g_ptr_array_add (walk->open, paragraph);
    if (walk->open->len > PARAGRAPHS_DEEP)
        walk->fits = FALSE;
}

static void put (Walk *walk, BlockType type, int level, const char *number, const ReaderStyled *words, gsize from)
{
    if (walk->document == NULL) /* a table within a footnote */
        return;
    walk->fits =
        walk->fits && reader_document_add_styled (walk->document, type, walk->page, level, number, words, from);
}

/* Bold and short, not a sentence: what many use for a heading who do not use styles. */
static gboolean looks_like_heading (const Paragraph *paragraph, const DocxStyle *style)
{
    gboolean bold = paragraph->letters > 0
                    && (paragraph->bold_letters * 10 >= paragraph->letters * 9
                        || (style->bold == 1 && paragraph->bold_letters > 0));
    return bold && paragraph->letters < 160 && !style->contents && !reader_ends_sentence (paragraph->words->text->str);
}

static void note_free (gpointer data)
{
    Note *note = data;
    g_free (note->number);
    g_free (note);
}

static void keep_endnote (Walk *walk, const char *number, const ReaderStyled *words)
{
    Note *note = g_new0 (Note, 1);
    note->number = g_strdup (number);
    note->words = words;
    g_ptr_array_add (walk->endnote_texts, note);
}

static void put_notes (Walk *walk, const Paragraph *paragraph)
{
    for (guint i = 0; i < paragraph->notes->len; i++) {
        int id = g_array_index (paragraph->notes, int, i);
        GHashTable *from = id < 0 ? walk->endnotes : walk->footnotes;
        const ReaderStyled *words = g_hash_table_lookup (from, GINT_TO_POINTER (ABS (id)));
        g_autofree char *number = g_strdup_printf ("%d", walk->n_notes - (int) (paragraph->notes->len - 1 - i));
        if (words == NULL)
            continue;
        if (id > 0)
            put (walk, BLOCK_FOOTNOTE, 0, number, words, 0);
        else
            keep_endnote (walk, number, words);
    }
}

static int heading_level (Walk *walk, const Paragraph *paragraph, const DocxStyle *style)
{
    int outline = paragraph->outline >= 0 ? paragraph->outline : style->outline;
    if (style->title)
        return 1;
    if (outline >= 0 && outline <= 8) {
        walk->heading_level = MIN (outline + 1, 6);
        return walk->heading_level;
    }
    return looks_like_heading (paragraph, style) ? MIN (walk->heading_level + 1, 6) : 0;
}

static void put_paragraph (Walk *walk, const Paragraph *paragraph)
{
    int page_after = walk->page;
    DocxStyle style = docx_style_resolve (walk->styles, paragraph->style);
    int num_id = paragraph->num_id >= 0 ? paragraph->num_id : style.num_id;
    int level = paragraph->level >= 0 ? paragraph->level : MAX (style.level, 0);
    const char *whole = paragraph->words->text->str, *text = whole + strspn (whole, " \t\n\v\f\r");
    int heading = heading_level (walk, paragraph, &style);
    gboolean blank = *text == '\0';
    g_autofree char *number = blank ? NULL : docx_numbers_next (walk->numbers, num_id, level);
    Mark mark = reader_mark (text);

    if (number == NULL && mark.kind != MARK_NONE && mark.value < 1000) { /* typed by hand */
        number = reader_mark_text (text, &mark);
        text += mark.length;
    }
    if (style.title && walk->title == NULL && !blank)
        walk->title = g_strdup (text);
    walk->page = paragraph->page > 0 ? paragraph->page : walk->page;
    if (heading > 0)
        put (walk, BLOCK_HEADING, heading, number, paragraph->words, (gsize) (text - whole));
    else
        put (walk, number != NULL ? BLOCK_ITEM : BLOCK_PARAGRAPH, 0, number, paragraph->words, (gsize) (text - whole));
    put_notes (walk, paragraph);
    walk->page = page_after;
}

static void close_paragraph (Walk *walk)
{
    Paragraph *paragraph = top (walk);
    if (paragraph == NULL || paragraph->mark_deleted)
        return;
    if (walk->note_part || (walk->tables > 0 && walk->open->len > walk->cell_paragraphs)) {
        if (walk->cell->text->len > 0 && paragraph->words->text->len > 0)
            reader_styled_add (walk->cell, " ", 1, 0);
        reader_styled_add_all (walk->cell, paragraph->words);
        if (!walk->note_part)
            put_notes (walk, paragraph);
    } else {
        put_paragraph (walk, paragraph);
    }
    g_ptr_array_set_size (walk->open, (int) walk->open->len - 1);
}

/* ---- tables ---- */

static void close_cell (Walk *walk)
{
    if (walk->tables != 1)
        return; /* a table within a cell is that cell's text */
    if (walk->cells++ > 0)
        reader_styled_add (walk->row, " | ", 3, 0);
    reader_styled_add_all (walk->row, walk->cell);
    reader_styled_clear (walk->cell);
}

static void close_row (Walk *walk)
{
    if (walk->tables != 1)
        return;
    gboolean empty = strspn (walk->row->text->str, " |") == walk->row->text->len;
    if (!empty)
        put (walk, walk->cells > 1 ? BLOCK_TABLE_ROW : BLOCK_PARAGRAPH, 0, NULL, walk->row, 0);
    reader_styled_clear (walk->row);
    walk->cells = 0;
}

/* ---- text ---- */

/* What the run says itself; else its style turns over what the paragraph's says (17.7.3 of the standard). */
static guint style_here (const Walk *walk, const Paragraph *paragraph)
{
    gboolean bold = (walk->run_style.bold == 1) != (paragraph->base.bold == 1);
    gboolean italic = (walk->run_style.italic == 1) != (paragraph->base.italic == 1);
    bold = walk->run_bold >= 0 ? walk->run_bold : bold;
    italic = walk->run_italic >= 0 ? walk->run_italic : italic;
    return (bold ? SPAN_STRONG : 0) | (italic ? SPAN_EMPHASIS : 0);
}

static void add_text (Walk *walk, const char *text, gsize length)
{
    Paragraph *paragraph = top (walk);
    if (paragraph == NULL || length == 0)
        return;
    reader_styled_add (paragraph->words, text, length, style_here (walk, paragraph));
    if (paragraph->letters == 0)
        paragraph->page = walk->page;
    paragraph->letters += length;
    paragraph->bold_letters += walk->run_bold == 1 ? length : 0;
    walk->break_fresh = FALSE;
}

static void on_text (gpointer user_data, const char *text, gsize length)
{
    Walk *walk = user_data;
    if (walk->in_text && walk->skip == 0)
        add_text (walk, text, length);
}

static void refer (Walk *walk, const DocxElement *element, int sign)
{
    Paragraph *paragraph = top (walk);
    int id = docx_int (element, "id", 0) * sign;
    char call[16];
    if (paragraph == NULL || id == 0 || walk->note_part)
        return;
    walk->n_notes++;
    g_array_append_val (paragraph->notes, id);
    g_snprintf (call, sizeof call, "[%d]", walk->n_notes);
    reader_styled_add (paragraph->words, call, strlen (call), SPAN_NOTE);
}

static void on_break (Walk *walk, const DocxElement *element)
{
    g_autofree char *type = docx_attribute (element, "type");
    if (g_strcmp0 (type, "page") == 0) {
        walk->page++;
        walk->break_fresh = TRUE;
    } else {
        add_text (walk, " ", 1);
    }
}

/* Pictures of letters in a font of signs: bullets and ticks. */
static void on_symbol (Walk *walk, const DocxElement *element)
{
    g_autofree char *code = docx_attribute (element, "char");
    guint64 value;
    if (code != NULL && g_ascii_string_to_unsigned (code, 16, 0x20, 0x10FFFF, &value, NULL))
        add_text (walk, value >= 0xF000 ? "•" : " ", value >= 0xF000 ? 3 : 1);
}

/* ---- elements ---- */

static gboolean not_read (const DocxElement *element)
{
    static const char *const words[] = { "del", "moveFrom", NULL };
    return element->word ? g_strv_contains (words, element->name) : strcmp (element->name, "Fallback") == 0;
}

static DocxStyle style_named (const Walk *walk, const DocxElement *element)
{
    g_autofree char *id = docx_attribute (element, "val");
    return docx_style_resolve (walk->styles, id);
}

static void on_run_property (Walk *walk, const DocxElement *element)
{
    if (strcmp (element->name, "b") == 0)
        walk->run_bold = docx_on (element);
    else if (strcmp (element->name, "i") == 0)
        walk->run_italic = docx_on (element);
    else if (strcmp (element->name, "rStyle") == 0)
        walk->run_style = style_named (walk, element);
}

static void begin_run (Walk *walk)
{
    walk->run_bold = walk->run_italic = walk->run_style.bold = walk->run_style.italic = -1;
}

static void on_property (Walk *walk, const DocxElement *element)
{
    Paragraph *paragraph = top (walk);
    const char *name = element->name;
    if (walk->in_run_properties) {
        on_run_property (walk, element);
        return;
    }
    if (paragraph == NULL)
        return;
    if (strcmp (name, "pStyle") == 0) {
        g_free (paragraph->style);
        paragraph->style = docx_attribute (element, "val");
        paragraph->base = style_named (walk, element);
    } else if (strcmp (name, "outlineLvl") == 0) {
        paragraph->outline = docx_int (element, "val", -1);
    } else if (strcmp (name, "numId") == 0) {
        paragraph->num_id = docx_int (element, "val", -1);
    } else if (strcmp (name, "ilvl") == 0) {
        paragraph->level = docx_int (element, "val", -1);
    } else if (strcmp (name, "pageBreakBefore") == 0 && docx_on (element)) {
        walk->page++;
        walk->break_fresh = TRUE;
    }
}

static void on_content (Walk *walk, const DocxElement *element)
{
    const char *name = element->name;
    if (strcmp (name, "r") == 0)
        begin_run (walk);
    else if (strcmp (name, "t") == 0)
        walk->in_text = TRUE;
    else if (strcmp (name, "tab") == 0)
        add_text (walk, " ", 1);
    else if (strcmp (name, "br") == 0)
        on_break (walk, element);
    else if (strcmp (name, "cr") == 0)
        add_text (walk, " ", 1);
    else if (strcmp (name, "noBreakHyphen") == 0)
        add_text (walk, "-", 1);
    else if (strcmp (name, "sym") == 0)
        on_symbol (walk, element);
    else if (strcmp (name, "lastRenderedPageBreak") == 0) {
        walk->page += !walk->break_fresh;
        walk->break_fresh = FALSE;
    } else if (strcmp (name, "footnoteReference") == 0)
        refer (walk, element, 1);
    else if (strcmp (name, "endnoteReference") == 0)
        refer (walk, element, -1);
}

static void on_block (Walk *walk, const DocxElement *element)
{
    const char *name = element->name;
    if (strcmp (name, "p") == 0) {
        open_paragraph (walk);
    } else if (strcmp (name, "tbl") == 0) {
        if (walk->tables++ == 0)
            walk->cell_paragraphs = walk->open->len;
    } else if (strcmp (name, "footnote") == 0 || strcmp (name, "endnote") == 0) {
        walk->note_id = docx_int (element, "id", 0);
    }
}

static void on_start (gpointer user_data, const DocxElement *element)
{
    Walk *walk = user_data;
    Paragraph *paragraph = top (walk);

    if (walk->skip > 0 || not_read (element)) {
        /* a deleted paragraph mark is noted within the paragraph's properties */
        if (walk->skip == 0 && walk->in_properties && walk->in_run_properties && paragraph != NULL)
            paragraph->mark_deleted = TRUE;
        walk->skip++;
        return;
    }
    if (!element->word) {
        walk->in_text |= strcmp (element->name, "t") == 0 && paragraph != NULL; /* of a formula */
        return;
    }
    if (strcmp (element->name, "pPr") == 0)
        walk->in_properties = TRUE;
    else if (strcmp (element->name, "rPr") == 0)
        walk->in_run_properties = TRUE;
    else if (walk->in_properties || walk->in_run_properties)
        on_property (walk, element);
    else {
        on_block (walk, element);
        on_content (walk, element);
    }
}

static void on_end (gpointer user_data, const char *name, gboolean word)
{
    Walk *walk = user_data;
    if (walk->skip > 0) {
        walk->skip--;
        return;
    }
    if (strcmp (name, "t") == 0)
        walk->in_text = FALSE;
    if (!word)
        return;
    if (strcmp (name, "pPr") == 0)
        walk->in_properties = FALSE;
    else if (strcmp (name, "rPr") == 0)
        walk->in_run_properties = FALSE;
    else if (walk->in_properties || walk->in_run_properties)
        return;
    else if (strcmp (name, "p") == 0)
        close_paragraph (walk);
    else if (strcmp (name, "tc") == 0)
        close_cell (walk);
    else if (strcmp (name, "tr") == 0)
        close_row (walk);
    else if (strcmp (name, "tbl") == 0)
        walk->tables -= walk->tables > 0;
    else if ((strcmp (name, "footnote") == 0 || strcmp (name, "endnote") == 0) && walk->note_part) {
        g_hash_table_replace (walk->footnotes, GINT_TO_POINTER (walk->note_id), walk->cell);
        walk->cell = reader_styled_new ();
    }
}

static const DocxHandler handler = { on_start, on_end, on_text };

/* ---- the other parts ---- */

static Walk walk_new (ReaderDocument *document, GHashTable *styles)
{
    return (Walk){ .document = document,
                   .styles = styles,
                   .open = g_ptr_array_new_with_free_func (paragraph_free),
                   .endnote_texts = g_ptr_array_new_with_free_func (note_free),
                   .row = reader_styled_new (),
                   .cell = reader_styled_new (),
                   .run_bold = -1,
                   .run_italic = -1,
                   .run_style = { .bold = -1, .italic = -1 },
                   .page = 1,
                   .fits = TRUE };
}

static void walk_clear (Walk *walk)
{
    g_ptr_array_free (walk->open, TRUE);
    g_ptr_array_free (walk->endnote_texts, TRUE);
    reader_styled_free (walk->row);
    reader_styled_free (walk->cell);
    g_free (walk->title);
}

/* The texts of footnotes.xml or endnotes.xml by id. */
static GHashTable *read_notes (const GByteArray *xml, GHashTable *styles)
{
    GHashTable *notes = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, reader_styled_free);
    Walk walk = walk_new (NULL, styles);
    walk.footnotes = notes;
    walk.note_part = TRUE;
    if (xml != NULL)
        docx_parse (xml, &handler, &walk);
    walk_clear (&walk);
    return notes;
}

typedef struct {
    const char *wanted;
    gboolean within;
    GString *text;
} Property;

static void property_start (gpointer user_data, const DocxElement *element)
{
    Property *property = user_data;
    property->within = strcmp (element->name, property->wanted) == 0;
}

static void property_end (gpointer user_data, const char *name, gboolean word)
{
    (void) name, (void) word;
    ((Property *) user_data)->within = FALSE;
}

static void property_text (gpointer user_data, const char *text, gsize length)
{
    Property *property = user_data;
    if (property->within)
        g_string_append_len (property->text, text, (gssize) length);
}

/* One property of docProps/…: free it; "" where there is none. */
static char *read_property (const GByteArray *xml, const char *name)
{
    static const DocxHandler properties = { property_start, property_end, property_text };
    Property property = { name, FALSE, g_string_new (NULL) };
    if (xml != NULL)
        docx_parse (xml, &properties, &property);
    return g_strstrip (g_string_free (property.text, FALSE));
}

/* The number of pages that the program noted when it saved, unless the text says that it cannot be. */
static int noted_pages (const DocxZip *zip, const ReaderDocument *document)
{
    g_autofree char *text = read_property (zip->entries[ENTRY_APP], "Pages");
    gint64 pages, words = 0;
    for (guint i = 0; i < document->blocks->len; i++)
        for (const char *p = g_array_index (document->blocks, Block, i).text; *p != '\0'; p++)
            words += *p == ' ';
    if (!g_ascii_string_to_signed (text, 10, 1, 20000, &pages, NULL) || words > pages * WORDS_MOST
        || pages > 10 + words / 20)
        return 0;
    return (int) pages;
}

static void put_endnotes (Walk *walk)
{
    for (guint i = 0; i < walk->endnote_texts->len; i++) {
        const Note *note = g_ptr_array_index (walk->endnote_texts, i);
        put (walk, BLOCK_FOOTNOTE, 0, note->number, note->words, 0);
    }
}

static void take_title (const DocxZip *zip, const Walk *walk, ReaderDocument *document)
{
    g_autofree char *title = read_property (zip->entries[ENTRY_CORE], "title");
    if (reader_title_good (title))
        document->title = g_steal_pointer (&title);
    else
        document->title = g_strdup (walk->title != NULL ? walk->title : reader_document_first_heading (document));
}

static ReaderFault read_text (const DocxZip *zip, ReaderDocument *document)
{
    Walk walk = walk_new (document, docx_styles (zip->entries[ENTRY_STYLES]));
    walk.numbers = docx_numbers_new (zip->entries[ENTRY_NUMBERING]);
    walk.footnotes = read_notes (zip->entries[ENTRY_FOOTNOTES], walk.styles);
    walk.endnotes = read_notes (zip->entries[ENTRY_ENDNOTES], walk.styles);
    gboolean fine = docx_parse (zip->entries[ENTRY_DOCUMENT], &handler, &walk);
    while (walk.open->len > 0) { /* only where a deleted mark had no paragraph after it */
        top (&walk)->mark_deleted = FALSE;
        close_paragraph (&walk);
    }
    put_endnotes (&walk);
    document->pages_estimated = TRUE;
    document->pages = MAX (noted_pages (zip, document), walk.page > 1 ? walk.page : 0);
    take_title (zip, &walk, document);
    g_hash_table_destroy (walk.styles);
    g_hash_table_destroy (walk.footnotes);
    g_hash_table_destroy (walk.endnotes);
    docx_numbers_free (walk.numbers);
    ReaderFault fault = !walk.fits ? READER_TOO_MUCH : fine ? READER_FINE : READER_DAMAGED;
    walk_clear (&walk);
    return fault;
}

ReaderFault reader_docx (const guint8 *data, gsize size, ReaderDocument *document)
{
    DocxZip zip = { 0 };
    ReaderFault fault = docx_unzip (data, size, &zip);
    if (fault == READER_FINE)
        fault = read_text (&zip, document);
    docx_zip_clear (&zip);
    return fault;
}
