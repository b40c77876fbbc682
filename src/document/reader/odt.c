/* ODT: walks content.xml once, as a stream.
 *
 * What was deleted stands apart (text:tracked-changes) and is dropped, like comments and the table of contents; inserted text is in its
 * place. Headers and footers are of the styles and never opened. An ODT has no pages: breaks, those that were noted when it was last
 * laid out, and the count that it left are evidence, and marked as an estimate. */
#include "document/reader/odt.h"

enum { PARAGRAPHS_DEEP = 16, LISTS_DEEP = 10, WORDS_MOST = 1100 /* on any page */ };

static const char *const names[ODT_N_FILES] = { "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml" };

typedef struct {
    ReaderStyled *words;
    char *style;
    guint base;  /* bits of SPAN_… that its style says */
    guint spans; /* that were open before it */
    int outline; /* of a text:h; 0: a paragraph */
    gsize letters, bold_letters;
    char *number;     /* of the item that it begins; or NULL */
    GPtrArray *notes; /* of Note */
} Paragraph;

typedef struct {
    char *number;
    ReaderStyled *words;
} Note;

typedef struct {
    char *style;
    gboolean item_begun; /* the item has its paragraph already */
    int start;
} OpenList;

typedef struct {
    ReaderDocument *document;
    OdtStyles *styles;
    GPtrArray *open;     /* of Paragraph: text boxes and notes stand within paragraphs */
    GPtrArray *lists;    /* of OpenList */
    GArray *spans;       /* of guint: bits of SPAN_… of those that are open */
    GPtrArray *endnotes; /* of Note */
    int tables, skip, cells;
    guint cell_paragraphs;
    ReaderStyled *row, *cell;
    GString *citation;  /* of the note that is open, or NULL */
    ReaderStyled *note; /* likewise */
    gboolean in_citation, endnote;
    guint note_paragraphs;
    int page, heading_level;
    char *title;
    gboolean fits, header; /* header: a paragraph of a list without a number */
} Walk;

/* ---- paragraphs ---- */

static Paragraph *top (Walk *walk)
{
    return walk->open->len > 0 ? g_ptr_array_index (walk->open, walk->open->len - 1) : NULL;
}

static void paragraph_free (gpointer data)
{
    Paragraph *paragraph = data;
    reader_styled_free (paragraph->words);
    g_ptr_array_unref (paragraph->notes);
    g_free (paragraph->style);
    g_free (paragraph->number);
    g_free (paragraph);
}

static void note_free (gpointer data)
{
    Note *note = data;
    g_free (note->number);
    reader_styled_free (note->words);
    g_free (note);
}

static void list_free (gpointer data)
{
    OpenList *list = data;
    g_free (list->style);
    g_free (list);
}

static OpenList *inner (Walk *walk)
{
    return walk->lists->len > 0 ? g_ptr_array_index (walk->lists, walk->lists->len - 1) : NULL;
}

/* The first paragraph of an item bears its number. */
static char *take_number (Walk *walk)
{
    OpenList *list = inner (walk);
    if (list == NULL || list->item_begun || walk->header || walk->note != NULL)
        return NULL;
    list->item_begun = TRUE;
    return odt_list_next (walk->styles, list->style, (int) walk->lists->len, list->start);
}

/* What a style says on top of what held before. */
static guint style_over (guint before, const OdtStyle *style)
{
    gboolean bold = style->bold < 0 ? (before & SPAN_STRONG) != 0 : style->bold;
    gboolean italic = style->italic < 0 ? (before & SPAN_EMPHASIS) != 0 : style->italic;
    return (bold ? SPAN_STRONG : 0) | (italic ? SPAN_EMPHASIS : 0);
}

static guint style_here (const Walk *walk, const Paragraph *paragraph)
{
    return walk->spans->len > paragraph->spans ? g_array_index (walk->spans, guint, walk->spans->len - 1)
                                               : paragraph->base;
}

static void open_paragraph (Walk *walk, const DocxElement *element, gboolean heading)
{
    Paragraph *paragraph = g_new0 (Paragraph, 1);
    OdtStyle style;
    paragraph->words = reader_styled_new ();
    paragraph->notes = g_ptr_array_new_with_free_func (note_free);
    paragraph->style = docx_attribute (element, "style-name");
    style = odt_style (walk->styles, paragraph->style);
    paragraph->base = style_over (0, &style);
    paragraph->spans = walk->spans->len;
    paragraph->outline = heading ? CLAMP (docx_int (element, "outline-level", 1), 1, 10) : 0;
    paragraph->number = take_number (walk);
    g_ptr_array_add (walk->open, paragraph);
    if (walk->open->len > PARAGRAPHS_DEEP)
        walk->fits = FALSE;
}

static void put (Walk *walk, BlockType type, int level, const char *number, const ReaderStyled *words, gsize from)
{
    walk->fits =
        walk->fits && reader_document_add_styled (walk->document, type, walk->page, level, number, words, from);
}

static void put_note (Walk *walk, const Note *note)
{
    put (walk, BLOCK_FOOTNOTE, 0, note->number, note->words, 0);
}

/* Bold and short, not a sentence: what many use for a heading who do not use styles. */
static gboolean looks_like_heading (const Paragraph *paragraph)
{
    return paragraph->letters > 0 && paragraph->bold_letters * 10 >= paragraph->letters * 9 && paragraph->letters < 160
           && !reader_ends_sentence (paragraph->words->text->str);
}

static int heading_level (Walk *walk, const Paragraph *paragraph, const OdtStyle *style)
{
    int outline = paragraph->outline > 0 ? paragraph->outline : style->outline;
    if (style->title)
        return 1;
    if (outline > 0) {
        walk->heading_level = MIN (outline, 6);
        return walk->heading_level;
    }
    return looks_like_heading (paragraph) ? MIN (walk->heading_level + 1, 6) : 0;
}

static void put_paragraph (Walk *walk, Paragraph *paragraph)
{
    OdtStyle style = odt_style (walk->styles, paragraph->style);
    const char *whole = paragraph->words->text->str, *text = whole + strspn (whole, " \t\n\v\f\r");
    int heading = heading_level (walk, paragraph, &style);
    g_autofree char *number = g_steal_pointer (&paragraph->number);
    Mark mark = reader_mark (text);

    walk->page += style.page_before && walk->document->blocks->len > 0;
    if (*text == '\0')
        g_clear_pointer (&number, g_free);
    if (number == NULL && mark.kind != MARK_NONE && mark.value < 1000) { /* typed by hand */
        number = reader_mark_text (text, &mark);
        text += mark.length;
    }
    if (style.title && walk->title == NULL && *text != '\0')
        walk->title = g_strdup (text);
    if (heading > 0)
        put (walk, BLOCK_HEADING, heading, number, paragraph->words, (gsize) (text - whole));
    else
        put (walk, number != NULL ? BLOCK_ITEM : BLOCK_PARAGRAPH, 0, number, paragraph->words, (gsize) (text - whole));
    for (guint i = 0; i < paragraph->notes->len; i++)
        put_note (walk, paragraph->notes->pdata[i]);
}

static void add_apart (ReaderStyled *words, const ReaderStyled *more)
{
    if (words->text->len > 0 && more->text->len > 0)
        reader_styled_add (words, " ", 1, 0);
    reader_styled_add_all (words, more);
}

static void close_paragraph (Walk *walk)
{
    Paragraph *paragraph = top (walk);
    if (paragraph == NULL)
        return;
    if (walk->note != NULL && walk->open->len > walk->note_paragraphs) {
        add_apart (walk->note, paragraph->words);
    } else if (walk->tables > 0 && walk->open->len > walk->cell_paragraphs) {
        add_apart (walk->cell, paragraph->words);
        for (guint i = 0; i < paragraph->notes->len; i++)
            put_note (walk, paragraph->notes->pdata[i]);
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
    if (strspn (walk->row->text->str, " |") != walk->row->text->len)
        put (walk, walk->cells > 1 ? BLOCK_TABLE_ROW : BLOCK_PARAGRAPH, 0, NULL, walk->row, 0);
    reader_styled_clear (walk->row);
    walk->cells = 0;
}

/* ---- lists ---- */

/* A list within an item has that item's style where it says none. One that does not say that it goes on begins anew. */
static void open_list (Walk *walk, const DocxElement *element)
{
    g_autofree char *on = docx_attribute (element, "continue-numbering");
    g_autofree char *after = docx_attribute (element, "continue-list");
    const OpenList *outer = inner (walk);
    OpenList *list = g_new0 (OpenList, 1);

    list->style = docx_attribute (element, "style-name");
    if (list->style == NULL && outer != NULL)
        list->style = g_strdup (outer->style);
    list->item_begun = TRUE;
    if (outer == NULL && after == NULL && g_strcmp0 (on, "true") != 0)
        odt_list_restart (walk->styles, list->style);
    g_ptr_array_add (walk->lists, list);
    if (walk->lists->len > LISTS_DEEP * 4)
        walk->fits = FALSE;
}

static void open_item (Walk *walk, const DocxElement *element)
{
    OpenList *list = inner (walk);
    if (list == NULL)
        return;
    list->item_begun = FALSE;
    list->start = docx_int (element, "start-value", 0);
}

/* ---- text ---- */

static void add_text (Walk *walk, const char *text, gsize length)
{
    Paragraph *paragraph = top (walk);
    guint style = paragraph != NULL ? style_here (walk, paragraph) : 0;
    if (paragraph == NULL)
        return;
    reader_styled_add (paragraph->words, text, length, style);
    paragraph->letters += length;
    paragraph->bold_letters += (style & SPAN_STRONG) != 0 ? length : 0;
}

static void on_text (gpointer user_data, const char *text, gsize length)
{
    Walk *walk = user_data;
    if (walk->skip > 0 || length == 0)
        return;
    if (walk->in_citation && walk->citation != NULL)
        g_string_append_len (walk->citation, text, (gssize) length);
    else
        add_text (walk, text, length);
}

/* ---- notes ---- */

static void open_note (Walk *walk, const DocxElement *element)
{
    g_autofree char *class = docx_attribute (element, "note-class");
    if (walk->note != NULL || top (walk) == NULL)
        return;
    walk->note = reader_styled_new ();
    walk->citation = g_string_new (NULL);
    walk->note_paragraphs = walk->open->len;
    walk->endnote = g_strcmp0 (class, "endnote") == 0;
}

static void close_note (Walk *walk)
{
    Paragraph *paragraph = top (walk);
    g_autofree char *call = NULL;
    Note *note;
    if (walk->note == NULL || paragraph == NULL || walk->open->len != walk->note_paragraphs)
        return;
    note = g_new0 (Note, 1);
    note->number = g_strdelimit (g_string_free (g_steal_pointer (&walk->citation), FALSE), "\n", ' ');
    g_strstrip (note->number);
    note->words = g_steal_pointer (&walk->note);
    call = g_strdup_printf ("[%s]", note->number);
    reader_styled_add (paragraph->words, call, strlen (call), SPAN_NOTE);
    g_ptr_array_add (walk->endnote ? walk->endnotes : paragraph->notes, note);
}

/* ---- elements ---- */

static gboolean not_read (const char *name)
{
    static const char *const words[] = { "tracked-changes",
                                         "annotation",
                                         "table-of-content",
                                         "styles",
                                         "forms",
                                         "automatic-styles",
                                         "font-face-decls",
                                         "scripts",
                                         "number",
                                         "illustration-index",
                                         "desc",
                                         "sequence-decls",
                                         "variable-decls",
                                         "ruby-text",
                                         NULL };
    return g_strv_contains (words, name);
}

static void on_span (Walk *walk, const DocxElement *element)
{
    g_autofree char *name = docx_attribute (element, "style-name");
    const OdtStyle style = odt_style (walk->styles, name);
    const Paragraph *paragraph = top (walk);
    guint here = style_over (paragraph != NULL ? style_here (walk, paragraph) : 0, &style);
    g_array_append_val (walk->spans, here);
}

static void on_inline (Walk *walk, const DocxElement *element)
{
    const char *name = element->name;
    if (strcmp (name, "span") == 0)
        on_span (walk, element);
    else if (strcmp (name, "tab") == 0 || strcmp (name, "s") == 0 || strcmp (name, "line-break") == 0)
        add_text (walk, " ", 1);
    else if (strcmp (name, "soft-page-break") == 0)
        walk->page++;
    else if (strcmp (name, "note") == 0)
        open_note (walk, element);
    else if (strcmp (name, "note-citation") == 0)
        walk->in_citation = TRUE;
}

static void on_start (gpointer user_data, const DocxElement *element)
{
    Walk *walk = user_data;
    const char *name = element->name;

    if (walk->skip > 0 || not_read (name)) {
        walk->skip++;
        return;
    }
    if (strcmp (name, "p") == 0 || strcmp (name, "h") == 0)
        open_paragraph (walk, element, *name == 'h');
    else if (strcmp (name, "list") == 0)
        open_list (walk, element);
    else if (strcmp (name, "list-item") == 0)
        open_item (walk, element);
    else if (strcmp (name, "list-header") == 0)
        walk->header = TRUE;
    else if (strcmp (name, "table") == 0) {
        if (walk->tables++ == 0)
            walk->cell_paragraphs = walk->open->len;
    } else
        on_inline (walk, element);
}

static void on_end (gpointer user_data, const char *name, gboolean word)
{
    Walk *walk = user_data;
    (void) word;

    if (walk->skip > 0) {
        walk->skip--;
        return;
    }
    if (strcmp (name, "p") == 0 || strcmp (name, "h") == 0)
        close_paragraph (walk);
    else if (strcmp (name, "span") == 0)
        g_array_set_size (walk->spans, walk->spans->len - (walk->spans->len > 0));
    else if (strcmp (name, "list") == 0)
        g_ptr_array_set_size (walk->lists, (int) walk->lists->len - (walk->lists->len > 0));
    else if (strcmp (name, "list-header") == 0)
        walk->header = FALSE;
    else if (strcmp (name, "note-citation") == 0)
        walk->in_citation = FALSE;
    else if (strcmp (name, "note") == 0)
        close_note (walk);
    else if (strcmp (name, "table-cell") == 0 || strcmp (name, "covered-table-cell") == 0)
        close_cell (walk);
    else if (strcmp (name, "table-row") == 0)
        close_row (walk);
    else if (strcmp (name, "table") == 0)
        walk->tables -= walk->tables > 0;
}

/* ---- what it says of itself ---- */

typedef struct {
    gboolean in_title;
    GString *title;
    int pages;
} Meta;

static void meta_start (gpointer user_data, const DocxElement *element)
{
    Meta *meta = user_data;
    meta->in_title = strcmp (element->name, "title") == 0;
    if (strcmp (element->name, "document-statistic") == 0)
        meta->pages = docx_int (element, "page-count", 0);
}

static void meta_end (gpointer user_data, const char *name, gboolean word)
{
    (void) name, (void) word;
    ((Meta *) user_data)->in_title = FALSE;
}

static void meta_text (gpointer user_data, const char *text, gsize length)
{
    Meta *meta = user_data;
    if (meta->in_title && meta->title->len < 1000)
        g_string_append_len (meta->title, text, (gssize) MIN (length, 1000));
}

/* A count that the words cannot be on is none. */
static gboolean pages_good (const ReaderDocument *document, int pages)
{
    gsize words = 0;
    for (guint i = 0; i < document->blocks->len; i++)
        for (const char *p = g_array_index (document->blocks, Block, i).text; *p != '\0'; p++)
            words += *p == ' ';
    return pages > 0 && words <= (gsize) pages * WORDS_MOST && (gsize) pages <= 10 + words / 20;
}

static void take_meta (Walk *walk, const GByteArray *xml)
{
    static const DocxHandler handler = { meta_start, meta_end, meta_text };
    ReaderDocument *document = walk->document;
    Meta meta = { .title = g_string_new (NULL) };

    if (xml != NULL)
        docx_parse (xml, &handler, &meta);
    document->pages_estimated = TRUE;
    document->pages = MAX (pages_good (document, meta.pages) ? meta.pages : 0, walk->page > 1 ? walk->page : 0);
    g_strstrip (meta.title->str);
    document->title = g_strdup (reader_title_good (meta.title->str) ? meta.title->str
                                : walk->title != NULL               ? walk->title
                                                                    : reader_document_first_heading (document));
    g_string_free (meta.title, TRUE);
}

/* ---- the whole ---- */

static void walk_clear (Walk *walk)
{
    g_ptr_array_free (walk->open, TRUE);
    g_ptr_array_free (walk->lists, TRUE);
    g_ptr_array_free (walk->endnotes, TRUE);
    g_array_free (walk->spans, TRUE);
    reader_styled_free (walk->row);
    reader_styled_free (walk->cell);
    reader_styled_free (walk->note);
    if (walk->citation != NULL)
        g_string_free (walk->citation, TRUE);
    g_free (walk->title);
    odt_styles_free (walk->styles);
}

ReaderFault odt_read_text (GByteArray *const *files, ReaderDocument *document)
{
    static const DocxHandler handler = { on_start, on_end, on_text };
    Walk walk = { .document = document,
                  .styles = odt_styles_new (),
                  .open = g_ptr_array_new_with_free_func (paragraph_free),
                  .lists = g_ptr_array_new_with_free_func (list_free),
                  .endnotes = g_ptr_array_new_with_free_func (note_free),
                  .spans = g_array_new (FALSE, FALSE, sizeof (guint)),
                  .row = reader_styled_new (),
                  .cell = reader_styled_new (),
                  .page = 1,
                  .fits = TRUE };
    gboolean fine;

    odt_styles_read (walk.styles, files[ODT_STYLES]);
    odt_styles_read (walk.styles, files[ODT_CONTENT]);
    fine = docx_parse (files[ODT_CONTENT], &handler, &walk);
    for (guint i = 0; i < walk.endnotes->len; i++)
        put_note (&walk, walk.endnotes->pdata[i]);
    take_meta (&walk, files[ODT_META]);
    ReaderFault fault = !walk.fits ? READER_TOO_MUCH : fine ? READER_FINE : READER_DAMAGED;
    walk_clear (&walk);
    return fault;
}

gboolean odt_is_encrypted (const GByteArray *manifest)
{
    return manifest != NULL && memmem (manifest->data, manifest->len, "encryption-data", 15) != NULL;
}

ReaderFault reader_odt (const guint8 *data, gsize size, ReaderDocument *document)
{
    GByteArray *entries[ODT_N_FILES] = { NULL };
    ReaderFault fault = reader_unzip (data, size, names, ODT_N_FILES, ODT_CONTENT, entries);

    if (odt_is_encrypted (entries[ODT_MANIFEST]))
        fault = READER_ENCRYPTED;
    if (fault == READER_FINE)
        fault = odt_read_text (entries, document);
    for (int i = 0; i < ODT_N_FILES; i++)
        g_clear_pointer (&entries[i], g_byte_array_unref);
    return fault;
}
