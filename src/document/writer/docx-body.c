/* word/document.xml and word/footnotes.xml. The order of elements within properties is the schema's. */
#include "document/writer/docx.h"

#include <string.h>

static char *number_text (int n)
{
    return g_strdup_printf ("%d", n);
}

/* ---- addresses ---- */

/* Word takes letters, digits and "_", at most forty. An id that is none gets a sum of itself, so that two stay unlike. */
static char *bookmark_of (const char *id)
{
    GString *name = g_string_new (NULL);
    gboolean same = strlen (id) <= 40;
    for (const char *p = id; *p != '\0'; p++) {
        same = same && (g_ascii_isalnum (*p) || *p == '_');
        g_string_append_c (name, g_ascii_isalnum (*p) ? *p : '_');
    }
    if (!same) {
        g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);
        g_string_truncate (name, MIN (name->len, 23));
        g_string_append_c (name, '_');
        g_string_append_len (name, sum, 16);
    }
    return g_string_free (name, FALSE);
}

static void put_bookmark (Docx *docx, const char *id)
{
    g_autofree char *number = number_text (++docx->n_marks), *name = bookmark_of (id);
    xml_empty (docx->body, "w:bookmarkStart", "w:id", number, "w:name", name, NULL);
    xml_empty (docx->body, "w:bookmarkEnd", "w:id", number, NULL);
}

/* Opens a link; whether there is one to close. */
static gboolean open_link (Docx *docx, const char *link)
{
    char *target = writer_link (docx->text, link);
    if (target == NULL)
        return FALSE;
    if (*target == '#') {
        g_autofree char *name = bookmark_of (target + 1);
        xml_open (docx->body, "w:hyperlink", "w:anchor", name, "w:history", "1", NULL);
        g_free (target);
        return TRUE;
    }
    g_ptr_array_add (docx->links, target);
    g_autofree char *relation = g_strdup_printf ("rIdL%u", docx->links->len);
    xml_open (docx->body, "w:hyperlink", "r:id", relation, "w:history", "1", NULL);
    return TRUE;
}

/* ---- runs ---- */

/* other: a language that is not the text's; NULL: it is. */
static void put_run_properties (Xml *xml, guint style, const char *letter_style, gboolean rtl, const char *other)
{
    xml_open (xml, "w:rPr", NULL);
    if (letter_style != NULL)
        xml_empty (xml, "w:rStyle", "w:val", letter_style, NULL);
    if (style & TD_RUN_STRONG)
        docx_put_toggle (xml, "w:b", "w:bCs");
    if (style & TD_RUN_EMPHASIS)
        docx_put_toggle (xml, "w:i", "w:iCs");
    if (rtl)
        xml_empty (xml, "w:rtl", NULL);
    if (other != NULL)
        docx_put_language (xml, other);
    xml_close (xml);
}

typedef struct {
    gboolean rtl;
    const char *other;
} Manner;

static Manner manner_of (const Docx *docx, const char *language)
{
    return (Manner){ writer_rtl (language), g_strcmp0 (language, docx->text->language) != 0 ? language : NULL };
}

static void put_words (Xml *xml, const char *words, guint style, const char *letter_style, Manner manner,
                       gboolean removed)
{
    xml_open (xml, "w:r", NULL);
    put_run_properties (xml, style, letter_style, manner.rtl, manner.other);
    xml_element (xml, removed ? "w:delText" : "w:t", words, "xml:space", "preserve", NULL);
    xml_close (xml);
}

static void put_tab (Xml *xml)
{
    xml_open (xml, "w:r", NULL);
    xml_empty (xml, "w:tab", NULL);
    xml_close (xml);
}

static void put_note (Docx *docx, const char *note, Manner manner)
{
    g_autofree char *id = number_text (++docx->n_notes);
    Xml *notes = docx->notes;

    xml_open (docx->body, "w:r", NULL);
    put_run_properties (docx->body, 0, "FootnoteReference", FALSE, NULL);
    xml_empty (docx->body, "w:footnoteReference", "w:id", id, NULL);
    xml_close (docx->body);

    xml_open (notes, "w:footnote", "w:id", id, NULL);
    xml_open (notes, "w:p", NULL);
    xml_open (notes, "w:pPr", NULL);
    xml_empty (notes, "w:pStyle", "w:val", "FootnoteText", NULL);
    if (manner.rtl)
        xml_empty (notes, "w:bidi", NULL);
    xml_close (notes);
    xml_open (notes, "w:r", NULL);
    put_run_properties (notes, 0, "FootnoteReference", FALSE, NULL);
    xml_empty (notes, "w:footnoteRef", NULL);
    xml_close (notes);
    put_words (notes, " ", 0, NULL, manner, FALSE);
    put_words (notes, note, 0, NULL, manner, FALSE);
    xml_close (notes);
    xml_close (notes);
}

static void put_run (Docx *docx, const TdTextRun *run, Manner manner)
{
    gboolean link = open_link (docx, run->link), removed = run->change == TD_CHANGE_REMOVED;

    if (run->change != TD_CHANGE_NONE) {
        g_autofree char *id = number_text (10000 + ++docx->n_changes);
        xml_open (docx->body, removed ? "w:del" : "w:ins", "w:id", id, "w:author", run->by, NULL);
    }
    put_words (docx->body, run->text, run->style, link ? "Hyperlink" : NULL, manner, removed);
    if (run->change != TD_CHANGE_NONE)
        xml_close (docx->body);
    if (link)
        xml_close (docx->body);
    if (run->note != NULL && !removed)
        put_note (docx, run->note, manner);
}

static void put_runs (Docx *docx, const GPtrArray *runs, Manner manner)
{
    for (guint i = 0; i < runs->len; i++)
        put_run (docx, g_ptr_array_index (runs, i), manner);
}

/* ---- paragraphs ---- */

static void open_paragraph (Docx *docx, const char *style, gboolean rtl)
{
    xml_open (docx->body, "w:p", NULL);
    xml_open (docx->body, "w:pPr", NULL);
    xml_empty (docx->body, "w:pStyle", "w:val", style, NULL);
    if (rtl)
        xml_empty (docx->body, "w:bidi", NULL);
    xml_close (docx->body);
}

/* A paragraph of bare words in the text's language. */
static void put_line (Docx *docx, const char *style, const char *words, const char *id, const char *link)
{
    Manner manner = manner_of (docx, docx->text->language);
    if (words == NULL)
        return;
    open_paragraph (docx, style, manner.rtl);
    if (id != NULL)
        put_bookmark (docx, id);
    gboolean linked = open_link (docx, link);
    put_words (docx->body, words, 0, linked ? "Hyperlink" : NULL, manner, FALSE);
    if (linked)
        xml_close (docx->body);
    xml_close (docx->body);
}

static void put_source (Docx *docx, const TdTextParagraph *paragraph)
{
    if (paragraph->source == NULL)
        return;
    g_autofree char *said =
        g_strconcat (writer_word (docx->text->language, WRITER_SOURCE), ": ", paragraph->source, NULL);
    put_line (docx, "Source", said, NULL, paragraph->source_link);
}

static void put_paragraph (Docx *docx, const TdTextParagraph *paragraph)
{
    static const char *const styles[] = { [TD_TEXT_PLAIN] = "Normal",
                                          [TD_TEXT_NUMBERED] = "NumberedParagraph",
                                          [TD_TEXT_ITEM] = "NumberedItem",
                                          [TD_TEXT_QUOTE] = "Quote" };
    Manner manner = manner_of (docx, writer_language (docx->text, paragraph));

    open_paragraph (docx, styles[paragraph->kind], manner.rtl);
    put_bookmark (docx, paragraph->id);
    if (paragraph->number != NULL) {
        put_words (docx->body, paragraph->number, 0, NULL, manner, FALSE);
        put_tab (docx->body);
    }
    put_runs (docx, paragraph->runs, manner);
    xml_close (docx->body);
    put_source (docx, paragraph);
}

/* ---- tables ---- */

enum { TABLE_WIDTH = 9072 }; /* twentieths of a point: A4 between our margins */

static void put_row (Docx *docx, const TdTextParagraph *row, guint columns, const int *shares)
{
    Xml *xml = docx->body;
    Manner manner = manner_of (docx, writer_language (docx->text, row));

    xml_open (xml, "w:tr", NULL);
    xml_open (xml, "w:trPr", NULL);
    xml_empty (xml, "w:cantSplit", NULL);
    if (row->heads)
        xml_empty (xml, "w:tblHeader", NULL);
    xml_close (xml);
    for (guint i = 0; i < columns; i++) {
        xml_open (xml, "w:tc", NULL);
        xml_open (xml, "w:tcPr", NULL);
        g_autofree char *width = number_text (TABLE_WIDTH * shares[i] / 1000);
        xml_empty (xml, "w:tcW", "w:w", width, "w:type", "dxa", NULL);
        xml_close (xml);
        open_paragraph (docx, "TableText", manner.rtl);
        if (i == 0)
            put_bookmark (docx, row->id);
        const GPtrArray *runs = i < row->cells->len ? g_ptr_array_index (row->cells, i) : NULL;
        for (guint k = 0; runs != NULL && k < runs->len; k++) {
            TdTextRun run = *(const TdTextRun *) g_ptr_array_index (runs, k);
            run.style |= row->heads ? TD_RUN_STRONG : 0;
            put_run (docx, &run, manner);
        }
        xml_close (xml);
        xml_close (xml);
    }
    xml_close (xml);
}

static void put_table (Docx *docx, const TdTextSection *section, guint from, guint n)
{
    Xml *xml = docx->body;
    guint columns = writer_columns (section, from, n);
    g_autofree int *shares = writer_column_shares (section, from, n, columns);

    xml_open (xml, "w:tbl", NULL);
    xml_open (xml, "w:tblPr", NULL);
    xml_empty (xml, "w:tblStyle", "w:val", "TableGrid", NULL);
    if (writer_rtl (docx->text->language))
        xml_empty (xml, "w:bidiVisual", NULL);
    xml_empty (xml, "w:tblW", "w:w", "5000", "w:type", "pct", NULL);
    xml_empty (xml, "w:tblLook", "w:val", "0020", "w:firstRow", "1", NULL);
    xml_close (xml);
    xml_open (xml, "w:tblGrid", NULL);
    for (guint i = 0; i < columns; i++) {
        g_autofree char *width = number_text (TABLE_WIDTH * shares[i] / 1000);
        xml_empty (xml, "w:gridCol", "w:w", width, NULL);
    }
    xml_close (xml);
    for (guint i = from; i < from + n; i++)
        put_row (docx, g_ptr_array_index (section->paragraphs, i), columns, shares);
    xml_close (xml);
    put_line (docx, "TableText", "", NULL, NULL); /* Word wants a paragraph behind a table */
    for (guint i = from; i < from + n; i++)
        put_source (docx, g_ptr_array_index (section->paragraphs, i));
}

/* ---- contents ---- */

static void put_field_mark (Xml *xml, const char *kind, gboolean dirty)
{
    xml_open (xml, "w:r", NULL);
    xml_empty (xml, "w:fldChar", "w:fldCharType", kind, "w:dirty", dirty ? "true" : NULL, NULL);
    xml_close (xml);
}

static void put_instruction (Xml *xml, const char *instruction)
{
    xml_open (xml, "w:r", NULL);
    xml_element (xml, "w:instrText", instruction, "xml:space", "preserve", NULL);
    xml_close (xml);
}

static void begin_contents_field (Xml *xml)
{
    put_field_mark (xml, "begin", TRUE);
    put_instruction (xml, " TOC \\o \"1-3\" \\h \\z \\u ");
    put_field_mark (xml, "separate", FALSE);
}

static void put_entry (Docx *docx, const TdTextSection *section, gboolean first)
{
    static const char *const styles[] = { "TOC1", "TOC2", "TOC3" };
    Manner manner = manner_of (docx, docx->text->language);
    Xml *xml = docx->body;
    g_autofree char *name = bookmark_of (section->id);
    g_autofree char *instruction = g_strconcat (" PAGEREF ", name, " \\h ", NULL);

    xml_open (xml, "w:p", NULL);
    xml_open (xml, "w:pPr", NULL);
    xml_empty (xml, "w:pStyle", "w:val", styles[section->level - 1], NULL);
    xml_open (xml, "w:tabs", NULL);
    xml_empty (xml, "w:tab", "w:val", "right", "w:leader", "dot", "w:pos", "9062", NULL);
    xml_close (xml);
    if (manner.rtl)
        xml_empty (xml, "w:bidi", NULL);
    xml_close (xml);
    if (first)
        begin_contents_field (xml);
    xml_open (xml, "w:hyperlink", "w:anchor", name, "w:history", "1", NULL);
    put_words (xml, section->title, 0, NULL, manner, FALSE);
    put_tab (xml);
    put_field_mark (xml, "begin", FALSE);
    put_instruction (xml, instruction);
    put_field_mark (xml, "separate", FALSE);
    put_field_mark (xml, "end", FALSE);
    xml_close (xml);
    xml_close (xml);
}

static void put_contents (Docx *docx)
{
    Xml *xml = docx->body;
    gboolean first = TRUE;

    put_line (docx, "TOCHeading", writer_word (docx->text->language, WRITER_CONTENTS), NULL, NULL);
    for (guint i = 0; i < docx->text->sections->len; i++) {
        const TdTextSection *section = g_ptr_array_index (docx->text->sections, i);
        if (!writer_in_contents (section))
            continue;
        put_entry (docx, section, first);
        first = FALSE;
    }
    open_paragraph (docx, "TOC1", FALSE);
    if (first)
        begin_contents_field (xml);
    put_field_mark (xml, "end", FALSE);
    xml_close (xml);
}

/* ---- the whole ---- */

static void put_section (Docx *docx, const TdTextSection *section)
{
    static const char *const styles[] = { "Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6" };
    if (*section->title != '\0')
        put_line (docx, styles[section->level - 1], section->title, section->id, NULL);
    for (guint i = 0, n; i < section->paragraphs->len; i += n) {
        const TdTextParagraph *paragraph = g_ptr_array_index (section->paragraphs, i);
        n = 1;
        if (paragraph->kind == TD_TEXT_ROW)
            put_table (docx, section, i, n = writer_rows_from (section, i));
        else
            put_paragraph (docx, paragraph);
    }
}

void docx_put_body (Docx *docx)
{
    const TdText *text = docx->text;
    put_line (docx, "Subtitle", text->symbol, NULL, NULL);
    put_line (docx, "Title", text->title, NULL, NULL);
    put_line (docx, "Subtitle", text->subtitle, NULL, NULL);
    put_line (docx, "Subtitle", text->author, NULL, NULL);
    put_line (docx, "Subtitle", text->date, NULL, NULL);
    if (text->contents)
        put_contents (docx);
    for (guint i = 0; i < text->sections->len; i++)
        put_section (docx, g_ptr_array_index (text->sections, i));
}
