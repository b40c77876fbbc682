/* What stands in office:text. Blanks that ODF would fold into one are written as text:s. */
#include "document/writer/odt.h"

#include <string.h>

/* ---- words ---- */

static void put_words (Odt *odt, Xml *xml, const char *words)
{
    g_autoptr (GString) plain = g_string_new (NULL);
    for (const char *p = words; *p != '\0'; p++) {
        if (*p == ' ' && odt->after_blank) {
            xml_text (xml, plain->str);
            g_string_truncate (plain, 0);
            xml_empty (xml, "text:s", NULL);
            continue;
        }
        odt->after_blank = *p == ' ';
        g_string_append_c (plain, *p);
    }
    xml_text (xml, plain->str);
}

/* The style's name in this language: its own, or an automatic one. */
static char *style_in (Odt *odt, const char *style, const char *language)
{
    if (g_strcmp0 (language, odt->text->language) == 0)
        return g_strdup (style);
    char *name = g_strconcat (style, "_", language, NULL);
    g_hash_table_insert (odt->manners, g_strdup (name), g_strconcat (style, "|", language, NULL));
    return name;
}

static void open_paragraph (Odt *odt, const char *style, const char *language, const char *id)
{
    g_autofree char *name = style_in (odt, style, language);
    xml_open (odt->body, "text:p", "text:style-name", name, NULL);
    odt->after_blank = TRUE;
    if (id != NULL)
        xml_empty (odt->body, "text:bookmark", "text:name", id, NULL);
}

static gboolean open_link (Odt *odt, const char *link)
{
    g_autofree char *target = writer_link (odt->text, link);
    if (target == NULL)
        return FALSE;
    xml_open (odt->body, "text:a", "xlink:type", "simple", "xlink:href", target, "text:style-name", "Internet_20_link",
              NULL);
    return TRUE;
}

static void put_note (Odt *odt, const char *note, const char *language)
{
    Xml *xml = odt->body;
    gboolean after_blank = odt->after_blank;
    g_autofree char *number = g_strdup_printf ("%d", ++odt->n_notes), *id = g_strconcat ("ftn", number, NULL);
    g_autofree char *style = style_in (odt, "Footnote", language);

    xml_open (xml, "text:note", "text:id", id, "text:note-class", "footnote", NULL);
    xml_element (xml, "text:note-citation", number, NULL);
    xml_open (xml, "text:note-body", NULL);
    xml_open (xml, "text:p", "text:style-name", style, NULL);
    odt->after_blank = TRUE;
    put_words (odt, xml, note);
    xml_close (xml);
    xml_close (xml);
    xml_close (xml);
    odt->after_blank = after_blank;
}

static const char *letter_style (guint style)
{
    static const char *const names[] = { NULL, "Strong", "Emphasis", "StrongEmphasis" };
    return names[style & 3];
}

static void put_styled (Odt *odt, Xml *xml, const TdTextRun *run)
{
    const char *style = letter_style (run->style);
    if (style != NULL)
        xml_open (xml, "text:span", "text:style-name", style, NULL);
    put_words (odt, xml, run->text);
    if (style != NULL)
        xml_close (xml);
}

/* ---- tracked changes ---- */

/* Who changed something; removed words stand here, not in the body. */
static char *put_region (Odt *odt, const TdTextRun *run)
{
    gboolean removed = run->change == TD_CHANGE_REMOVED, after_blank = odt->after_blank;
    char *id = g_strdup_printf ("ct%d", ++odt->n_changes);
    Xml *xml = odt->changes;

    xml_open (xml, "text:changed-region", "xml:id", id, "text:id", id, NULL);
    xml_open (xml, removed ? "text:deletion" : "text:insertion", NULL);
    xml_open (xml, "office:change-info", NULL);
    xml_element (xml, "dc:creator", run->by, NULL);
    xml_element (xml, "dc:date", "1970-01-01T00:00:00", NULL);
    xml_close (xml);
    if (removed) {
        xml_open (xml, "text:p", NULL);
        odt->after_blank = TRUE;
        put_styled (odt, xml, run);
        xml_close (xml);
    }
    xml_close (xml);
    xml_close (xml);
    odt->after_blank = after_blank;
    return id;
}

static void put_run (Odt *odt, const TdTextRun *run, const char *language)
{
    g_autofree char *change = run->change != TD_CHANGE_NONE ? put_region (odt, run) : NULL;

    if (run->change == TD_CHANGE_REMOVED) {
        xml_empty (odt->body, "text:change", "text:change-id", change, NULL);
        return;
    }
    if (change != NULL)
        xml_empty (odt->body, "text:change-start", "text:change-id", change, NULL);
    gboolean link = open_link (odt, run->link);
    put_styled (odt, odt->body, run);
    if (link)
        xml_close (odt->body);
    if (run->note != NULL)
        put_note (odt, run->note, language);
    if (change != NULL)
        xml_empty (odt->body, "text:change-end", "text:change-id", change, NULL);
}

static void put_runs (Odt *odt, const GPtrArray *runs, const char *language)
{
    for (guint i = 0; i < runs->len; i++)
        put_run (odt, g_ptr_array_index (runs, i), language);
}

/* ---- paragraphs ---- */

static void put_line (Odt *odt, const char *style, const char *words, const char *link)
{
    if (words == NULL)
        return;
    open_paragraph (odt, style, odt->text->language, NULL);
    gboolean linked = open_link (odt, link);
    put_words (odt, odt->body, words);
    if (linked)
        xml_close (odt->body);
    xml_close (odt->body);
}

static void put_source (Odt *odt, const TdTextParagraph *paragraph)
{
    if (paragraph->source == NULL)
        return;
    g_autofree char *said =
        g_strconcat (writer_word (odt->text->language, WRITER_SOURCE), ": ", paragraph->source, NULL);
    put_line (odt, "Source", said, paragraph->source_link);
}

static void put_paragraph (Odt *odt, const TdTextParagraph *paragraph)
{
    static const char *const styles[] = { [TD_TEXT_PLAIN] = "Text_20_body",
                                          [TD_TEXT_NUMBERED] = "Numbered_20_paragraph",
                                          [TD_TEXT_ITEM] = "Numbered_20_item",
                                          [TD_TEXT_QUOTE] = "Quotations" };
    const char *language = writer_language (odt->text, paragraph);

    open_paragraph (odt, styles[paragraph->kind], language, paragraph->id);
    if (paragraph->number != NULL) {
        put_words (odt, odt->body, paragraph->number);
        xml_empty (odt->body, "text:tab", NULL);
        odt->after_blank = FALSE;
    }
    put_runs (odt, paragraph->runs, language);
    xml_close (odt->body);
    put_source (odt, paragraph);
}

/* ---- tables ---- */

static void put_row (Odt *odt, const TdTextParagraph *row, guint columns)
{
    const char *language = writer_language (odt->text, row);
    xml_open (odt->body, "table:table-row", "table:style-name", "TableRow", NULL);
    for (guint i = 0; i < columns; i++) {
        xml_open (odt->body, "table:table-cell", "table:style-name", "TableCell", "office:value-type", "string", NULL);
        open_paragraph (odt, row->heads ? "Table_20_Heading" : "Table_20_Contents", language, i == 0 ? row->id : NULL);
        if (i < row->cells->len)
            put_runs (odt, g_ptr_array_index (row->cells, i), language);
        xml_close (odt->body);
        xml_close (odt->body);
    }
    xml_close (odt->body);
}

static void put_columns (Odt *odt, const TdTextSection *section, guint from, guint n, guint columns)
{
    g_autofree int *shares = writer_column_shares (section, from, n, columns);
    for (guint i = 0; i < columns; i++) {
        g_autofree char *name = g_strdup_printf ("Table%d.%u", odt->n_tables, i + 1);
        g_autofree char *share = g_strdup_printf ("%d*", MAX (shares[i], 1));
        xml_open (odt->columns, "style:style", "style:name", name, "style:family", "table-column", NULL);
        xml_empty (odt->columns, "style:table-column-properties", "style:rel-column-width", share, NULL);
        xml_close (odt->columns);
        xml_empty (odt->body, "table:table-column", "table:style-name", name, NULL);
    }
}

static void put_table (Odt *odt, const TdTextSection *section, guint from, guint n)
{
    Xml *xml = odt->body;
    guint columns = writer_columns (section, from, n), heads = 0;
    g_autofree char *name = g_strdup_printf ("Table%d", ++odt->n_tables);
    const TdTextParagraph *row;

    while (heads < n && (row = g_ptr_array_index (section->paragraphs, from + heads), row->heads))
        heads++;
    xml_open (xml, "table:table", "table:name", name, "table:style-name", "Table", NULL);
    put_columns (odt, section, from, n, columns);
    if (heads > 0)
        xml_open (xml, "table:table-header-rows", NULL);
    for (guint i = 0; i < n; i++) {
        if (heads > 0 && i == heads)
            xml_close (xml);
        put_row (odt, g_ptr_array_index (section->paragraphs, from + i), columns);
    }
    if (heads == n)
        xml_close (xml);
    xml_close (xml);
    for (guint i = from; i < from + n; i++)
        put_source (odt, g_ptr_array_index (section->paragraphs, i));
}

/* ---- contents ---- */

static void put_contents_source (Odt *odt, const char *title)
{
    Xml *xml = odt->body;
    xml_open (xml, "text:table-of-content-source", "text:outline-level", "3", NULL);
    xml_element (xml, "text:index-title-template", title, "text:style-name", "Contents_20_Heading", NULL);
    for (int level = 1; level <= 3; level++) {
        g_autofree char *number = g_strdup_printf ("%d", level), *style = g_strconcat ("Contents_20_", number, NULL);
        xml_open (xml, "text:table-of-content-entry-template", "text:outline-level", number, "text:style-name", style,
                  NULL);
        xml_empty (xml, "text:index-entry-link-start", NULL);
        xml_empty (xml, "text:index-entry-text", NULL);
        xml_empty (xml, "text:index-entry-tab-stop", "style:type", "right", "style:leader-char", ".", NULL);
        xml_empty (xml, "text:index-entry-page-number", NULL);
        xml_empty (xml, "text:index-entry-link-end", NULL);
        xml_close (xml);
    }
    xml_close (xml);
}

static void put_entry (Odt *odt, const TdTextSection *section)
{
    g_autofree char *style = g_strdup_printf ("Contents_20_%d", section->level);
    g_autofree char *target = g_strconcat ("#", section->id, NULL);
    open_paragraph (odt, style, odt->text->language, NULL);
    xml_open (odt->body, "text:a", "xlink:type", "simple", "xlink:href", target, NULL);
    put_words (odt, odt->body, section->title);
    xml_empty (odt->body, "text:tab", NULL);
    xml_element (odt->body, "text:bookmark-ref", "", "text:reference-format", "page", "text:ref-name", section->id,
                 NULL);
    xml_close (odt->body);
    xml_close (odt->body);
}

static void put_contents (Odt *odt)
{
    const char *title = writer_word (odt->text->language, WRITER_CONTENTS);
    xml_open (odt->body, "text:table-of-content", "text:name", "Contents", "text:protected", "false", NULL);
    put_contents_source (odt, title);
    xml_open (odt->body, "text:index-body", NULL);
    xml_open (odt->body, "text:index-title", "text:name", "Contents_Head", NULL);
    put_line (odt, "Contents_20_Heading", title, NULL);
    xml_close (odt->body);
    for (guint i = 0; i < odt->text->sections->len; i++) {
        const TdTextSection *section = g_ptr_array_index (odt->text->sections, i);
        if (writer_in_contents (section))
            put_entry (odt, section);
    }
    xml_close (odt->body);
    xml_close (odt->body);
}

/* ---- the whole ---- */

static void put_heading (Odt *odt, const TdTextSection *section)
{
    g_autofree char *level = g_strdup_printf ("%d", section->level), *style = g_strconcat ("Heading_20_", level, NULL);
    xml_open (odt->body, "text:h", "text:style-name", style, "text:outline-level", level, NULL);
    xml_empty (odt->body, "text:bookmark", "text:name", section->id, NULL);
    odt->after_blank = TRUE;
    put_words (odt, odt->body, section->title);
    xml_close (odt->body);
}

static void put_section (Odt *odt, const TdTextSection *section)
{
    if (*section->title != '\0')
        put_heading (odt, section);
    for (guint i = 0, n; i < section->paragraphs->len; i += n) {
        const TdTextParagraph *paragraph = g_ptr_array_index (section->paragraphs, i);
        n = 1;
        if (paragraph->kind == TD_TEXT_ROW)
            put_table (odt, section, i, n = writer_rows_from (section, i));
        else
            put_paragraph (odt, paragraph);
    }
}

void odt_put_body (Odt *odt)
{
    const TdText *text = odt->text;
    /* the symbol stands in the head of each page */
    put_line (odt, "Title", text->title, NULL);
    put_line (odt, "Subtitle", text->subtitle, NULL);
    put_line (odt, "Subtitle", text->author, NULL);
    put_line (odt, "Subtitle", text->date, NULL);
    if (text->contents)
        put_contents (odt);
    for (guint i = 0; i < text->sections->len; i++)
        put_section (odt, g_ptr_array_index (text->sections, i));
}
