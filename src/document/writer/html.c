/* One HTML file with its style inside: valid, in its languages and directions, readable on a phone, and it prints well.
 *
 * Notes stand at the end and lead back; what was removed and added is <del> and <ins>. Numbers are words of the page, so that they
 * are exactly the model's and are copied with the text. The marking stands on top, and on each page when printed. */
#include "document/writer/html.h"
#include "document/writer/writer.h"

static const char style[] =
    "\n:root{color-scheme:light dark}"
    "body{max-width:42rem;margin:1.5rem auto;padding:0 1rem;font:1.05rem/1.55 system-ui,\"Noto Sans\",\"Noto Sans "
    "Arabic\","
    "\"Noto Sans CJK SC\",sans-serif;overflow-wrap:break-word}"
    "body.large{font-size:1.4rem}"
    ":lang(ar),:lang(zh){line-height:1.8}"
    "h1,h2,h3,h4,h5,h6{line-height:1.25;margin:1.6em 0 .5em;break-after:avoid}"
    "h1{font-size:1.7em}h2{font-size:1.35em}h3{font-size:1.15em}h4,h5,h6{font-size:1em}"
    "p{margin:.7em 0;orphans:2;widows:2}"
    ".numbered{padding-inline-start:3em;text-indent:-3em}"
    ".numbered .n{display:inline-block;min-width:3em;text-indent:0}"
    "ol.items{list-style:none;margin:.7em 0;padding-inline-start:6em}"
    "ol.items>li{margin:.4em 0;text-indent:-3em}"
    "ol.items .n{display:inline-block;min-width:3em;text-indent:0}"
    "ol.items .source{text-indent:0}"
    "blockquote{margin:.7em 0;padding-inline-start:1em;border-inline-start:3px solid}"
    "table{border-collapse:collapse;margin:1em 0;width:100%}"
    "th,td{border:1px solid;padding:.3em .5em;text-align:start;vertical-align:top}"
    "thead{display:table-header-group}tr{break-inside:avoid}"
    ".wide{overflow-x:auto}"
    ".source,.about{font-size:.9em}"
    ".marking{font-weight:bold;text-align:center}"
    "ins{text-decoration:underline}del{text-decoration:line-through}"
    "nav ul{list-style:none;padding:0}nav .l2{padding-inline-start:1.5em}nav .l3{padding-inline-start:3em}"
    ".notes{border-top:1px solid;margin-top:2em;font-size:.9em}"
    "@page{size:A4;margin:2.2cm}"
    "@media print{body{max-width:none;margin:0;padding:0;font-size:11pt}body.large{font-size:16pt}"
    "body{display:table;width:100%}.marking{display:table-header-group;break-inside:avoid}a{color:inherit}}\n";

typedef struct {
    const TdText *text;
    Xml *xml;
    GPtrArray *notes; /* of const TdTextRun */
} Html;

static void put_anchor (Html *html, const char *before, const char *name, const char *role, guint n)
{
    g_autofree char *id = g_strdup_printf ("_%s%u", before, n), *target = g_strdup_printf ("#_%s%u", name, n);
    g_autofree char *number = g_strdup_printf ("%u", n);
    xml_element (html->xml, "a", number, "id", id, "href", target, "role", role, NULL);
}

/* ---- words ---- */

static void put_run (Html *html, const TdTextRun *run)
{
    Xml *xml = html->xml;
    g_autofree char *link = writer_link (html->text, run->link);
    int open = 0;

    if (run->change != TD_CHANGE_NONE) {
        xml_open (xml, run->change == TD_CHANGE_ADDED ? "ins" : "del", "title", run->by, NULL);
        open++;
    }
    if (link != NULL) {
        xml_open (xml, "a", "href", link, NULL);
        open++;
    }
    if (run->style & TD_RUN_STRONG) {
        xml_open (xml, "strong", NULL);
        open++;
    }
    if (run->style & TD_RUN_EMPHASIS) {
        xml_open (xml, "em", NULL);
        open++;
    }
    xml_text (xml, run->text);
    while (open-- > 0)
        xml_close (xml);
    if (run->note != NULL && run->change != TD_CHANGE_REMOVED) {
        g_ptr_array_add (html->notes, (gpointer) run);
        xml_open (xml, "sup", NULL);
        put_anchor (html, "ref", "note", "doc-noteref", html->notes->len);
        xml_close (xml);
    }
}

static void put_runs (Html *html, const GPtrArray *runs)
{
    for (guint i = 0; i < runs->len; i++)
        put_run (html, g_ptr_array_index (runs, i));
}

/* lang and dir where they are not the text's. */
static void open_paragraph (Html *html, const char *name, const TdTextParagraph *paragraph, const char *class)
{
    const char *language = paragraph->language;
    xml_open (html->xml, name, "id", paragraph->id, "class", class, "lang", language, "dir",
              language != NULL ? (writer_rtl (language) ? "rtl" : "ltr") : NULL, NULL);
}

static void put_number (Html *html, const TdTextParagraph *paragraph)
{
    if (paragraph->number == NULL)
        return;
    g_autofree char *number = g_strconcat (paragraph->number, " ", NULL); /* the blank is for who copies it */
    xml_element (html->xml, "span", number, "class", "n", NULL);
}

static void put_source (Html *html, const TdTextParagraph *paragraph)
{
    Xml *xml = html->xml;
    g_autofree char *link = writer_link (html->text, paragraph->source_link);
    if (paragraph->source == NULL)
        return;
    xml_open (xml, "p", "class", "source", NULL);
    xml_text (xml, writer_word (html->text->language, WRITER_SOURCE));
    xml_text (xml, ": ");
    if (link != NULL)
        xml_element (xml, "a", paragraph->source, "href", link, NULL);
    else
        xml_text (xml, paragraph->source);
    xml_close (xml);
}

/* ---- paragraphs ---- */

static void put_items (Html *html, const TdTextSection *section, guint from, guint n)
{
    xml_open (html->xml, "ol", "class", "items", "role", "list", NULL);
    for (guint i = from; i < from + n; i++) {
        const TdTextParagraph *item = g_ptr_array_index (section->paragraphs, i);
        open_paragraph (html, "li", item, NULL);
        put_number (html, item);
        put_runs (html, item->runs);
        put_source (html, item);
        xml_close (html->xml);
    }
    xml_close (html->xml);
}

static void put_row (Html *html, const TdTextParagraph *row, guint columns)
{
    open_paragraph (html, "tr", row, NULL);
    for (guint i = 0; i < columns; i++) {
        xml_open (html->xml, row->heads ? "th" : "td", "scope", row->heads ? "col" : NULL, NULL);
        if (i < row->cells->len)
            put_runs (html, g_ptr_array_index (row->cells, i));
        xml_close (html->xml);
    }
    xml_close (html->xml);
}

static void put_table (Html *html, const TdTextSection *section, guint from, guint n)
{
    guint columns = writer_columns (section, from, n), heads = 0;
    const TdTextParagraph *row;

    while (heads < n && (row = g_ptr_array_index (section->paragraphs, from + heads), row->heads))
        heads++;
    xml_open (html->xml, "div", "class", "wide", NULL);
    xml_open (html->xml, "table", NULL);
    if (heads > 0)
        xml_open (html->xml, "thead", NULL);
    for (guint i = 0; i < n; i++) {
        if (i == heads) {
            if (heads > 0)
                xml_close (html->xml);
            xml_open (html->xml, "tbody", NULL);
        }
        put_row (html, g_ptr_array_index (section->paragraphs, from + i), columns);
    }
    xml_close (html->xml);
    xml_close (html->xml);
    xml_close (html->xml);
    for (guint i = from; i < from + n; i++)
        put_source (html, g_ptr_array_index (section->paragraphs, i));
}

static void put_paragraph (Html *html, const TdTextParagraph *paragraph)
{
    if (paragraph->kind == TD_TEXT_QUOTE) {
        open_paragraph (html, "blockquote", paragraph, NULL);
        xml_open (html->xml, "p", NULL);
    } else {
        open_paragraph (html, "p", paragraph, paragraph->kind == TD_TEXT_NUMBERED ? "numbered" : NULL);
    }
    put_number (html, paragraph);
    put_runs (html, paragraph->runs);
    xml_close (html->xml);
    if (paragraph->kind == TD_TEXT_QUOTE)
        xml_close (html->xml);
    put_source (html, paragraph);
}

static guint items_from (const TdTextSection *section, guint i)
{
    guint n = 0;
    while (i + n < section->paragraphs->len
           && ((TdTextParagraph *) g_ptr_array_index (section->paragraphs, i + n))->kind == TD_TEXT_ITEM)
        n++;
    return n;
}

static void put_section (Html *html, const TdTextSection *section)
{
    int level = MIN (6, section->level + (html->text->title != NULL));
    g_autofree char *name = g_strdup_printf ("h%d", level);

    if (*section->title != '\0')
        xml_element (html->xml, name, section->title, "id", section->id, NULL);
    else
        xml_element (html->xml, "span", "", "id", section->id, NULL);
    for (guint i = 0, n; i < section->paragraphs->len; i += n) {
        const TdTextParagraph *paragraph = g_ptr_array_index (section->paragraphs, i);
        n = 1;
        if (paragraph->kind == TD_TEXT_ROW)
            put_table (html, section, i, n = writer_rows_from (section, i));
        else if (paragraph->kind == TD_TEXT_ITEM)
            put_items (html, section, i, n = items_from (section, i));
        else
            put_paragraph (html, paragraph);
    }
}

/* ---- the page ---- */

static void put_contents (Html *html)
{
    static const char *const classes[] = { "l1", "l2", "l3" };
    const char *name = writer_word (html->text->language, WRITER_CONTENTS);

    xml_open (html->xml, "nav", "role", "doc-toc", "aria-label", name, NULL);
    xml_element (html->xml, html->text->title != NULL ? "h2" : "h1", name, NULL);
    xml_open (html->xml, "ul", "role", "list", NULL);
    for (guint i = 0; i < html->text->sections->len; i++) {
        const TdTextSection *section = g_ptr_array_index (html->text->sections, i);
        if (!writer_in_contents (section))
            continue;
        g_autofree char *target = g_strconcat ("#", section->id, NULL);
        xml_open (html->xml, "li", "class", classes[section->level - 1], NULL);
        xml_element (html->xml, "a", section->title, "href", target, NULL);
        xml_close (html->xml);
    }
    xml_close (html->xml);
    xml_close (html->xml);
}

static void put_notes (Html *html)
{
    if (html->notes->len == 0)
        return;
    const char *name = writer_word (html->text->language, WRITER_NOTES);
    xml_open (html->xml, "section", "class", "notes", "role", "doc-endnotes", "aria-label", name, NULL);
    xml_element (html->xml, html->text->title != NULL ? "h2" : "h1", name, NULL);
    for (guint i = 0; i < html->notes->len; i++) {
        const TdTextRun *run = g_ptr_array_index (html->notes, i);
        xml_open (html->xml, "p", NULL);
        put_anchor (html, "note", "ref", "doc-backlink", i + 1);
        xml_text (html->xml, " ");
        xml_text (html->xml, run->note);
        xml_close (html->xml);
    }
    xml_close (html->xml);
}

void writer_html_head (Xml *xml, const TdText *text)
{
    xml_empty (xml, "meta", "charset", "utf-8", NULL);
    xml_empty (xml, "meta", "name", "viewport", "content", "width=device-width", NULL);
    if (text->author != NULL)
        xml_empty (xml, "meta", "name", "author", "content", text->author, NULL);
    xml_element (xml, "title", writer_title (text), NULL);
    xml_open (xml, "style", NULL);
    xml_raw (xml, style);
    xml_close (xml);
}

static void put_about (Html *html)
{
    const TdText *text = html->text;
    const char *const lines[] = { text->symbol, text->author, text->date };
    if (text->marking != NULL)
        xml_element (html->xml, "p", text->marking, "class", "marking", NULL);
    if (text->title != NULL)
        xml_element (html->xml, "h1", text->title, NULL);
    if (text->subtitle != NULL)
        xml_element (html->xml, "p", text->subtitle, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
        if (lines[i] != NULL)
            xml_element (html->xml, "p", lines[i], "class", "about", NULL);
}

void writer_html_body (Xml *xml, const TdText *text)
{
    Html html = { text, xml, g_ptr_array_new () };

    xml_open (xml, "body", "class", text->large ? "large" : NULL, NULL);
    put_about (&html);
    if (text->contents)
        put_contents (&html);
    xml_open (xml, "main", NULL);
    for (guint i = 0; i < text->sections->len; i++)
        put_section (&html, g_ptr_array_index (text->sections, i));
    put_notes (&html);
    xml_close (xml);
    xml_close (xml);
    g_ptr_array_unref (html.notes);
}

GBytes *writer_html (const TdText *text, GError **error)
{
    Xml *xml = xml_new_html ();

    (void) error;
    xml_open (xml, "html", "lang", text->language, "dir", writer_rtl (text->language) ? "rtl" : "ltr", NULL);
    xml_open (xml, "head", NULL);
    writer_html_head (xml, text);
    xml_close (xml);
    writer_html_body (xml, text);
    return xml_end (xml);
}
