/* DOCX (ECMA-376, transitional): the package around the body.
 *
 * Numbers of paragraphs are words with a tab behind them, so that they are exactly the model's. Notes are footnotes, changes are tracked
 * (without a time, as the model has none), each paragraph has a bookmark of its id. The contents are a field whose entries are written
 * already, with links; their page numbers are empty until the word processor works them out, which the field asks it to do (only it
 * knows where its pages end). */
#include "document/writer/docx.h"
#include "document/writer/zip.h"

#define MAIN      "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"
#define OFFICE    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

static const struct {
    const char *part, *type, *relation; /* relation: from the document; NULL: none */
} parts[] = {
    { "/word/document.xml", WORD_TYPE "document.main+xml", NULL },
    { "/word/styles.xml", WORD_TYPE "styles+xml", "styles" },
    { "/word/settings.xml", WORD_TYPE "settings+xml", "settings" },
    { "/word/footnotes.xml", WORD_TYPE "footnotes+xml", "footnotes" },
    { "/word/header1.xml", WORD_TYPE "header+xml", "header" },
    { "/word/footer1.xml", WORD_TYPE "footer+xml", "footer" },
    { "/word/header2.xml", WORD_TYPE "header+xml", "header" },
    { "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", NULL },
};

static GBytes *content_types (void)
{
    Xml *xml = xml_new ();
    xml_open (xml, "Types", "xmlns", "http://schemas.openxmlformats.org/package/2006/content-types", NULL);
    xml_empty (xml, "Default", "Extension", "rels", "ContentType",
               "application/vnd.openxmlformats-package.relationships+xml", NULL);
    xml_empty (xml, "Default", "Extension", "xml", "ContentType", "application/xml", NULL);
    for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
        xml_empty (xml, "Override", "PartName", parts[i].part, "ContentType", parts[i].type, NULL);
    return xml_end (xml);
}

static GBytes *package_relations (void)
{
    Xml *xml = xml_new ();
    xml_open (xml, "Relationships", "xmlns", RELATIONS, NULL);
    xml_empty (xml, "Relationship", "Id", "rId1", "Type", OFFICE "/officeDocument", "Target", "word/document.xml",
               NULL);
    xml_empty (xml, "Relationship", "Id", "rId2", "Type",
               "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "Target",
               "docProps/core.xml", NULL);
    return xml_end (xml);
}

/* The parts are rIdPn, links rIdLn. */
static GBytes *document_relations (const Docx *docx)
{
    Xml *xml = xml_new ();
    xml_open (xml, "Relationships", "xmlns", RELATIONS, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
        if (parts[i].relation == NULL)
            continue;
        g_autofree char *id = g_strdup_printf ("rIdP%d", (int) i);
        g_autofree char *type = g_strconcat (OFFICE "/", parts[i].relation, NULL);
        xml_empty (xml, "Relationship", "Id", id, "Type", type, "Target", parts[i].part, NULL);
    }
    for (guint i = 0; i < docx->links->len; i++) {
        g_autofree char *id = g_strdup_printf ("rIdL%u", i + 1);
        xml_empty (xml, "Relationship", "Id", id, "Type", OFFICE "/hyperlink", "Target",
                   (const char *) g_ptr_array_index (docx->links, i), "TargetMode", "External", NULL);
    }
    return xml_end (xml);
}

static GBytes *core_properties (const TdText *text)
{
    Xml *xml = xml_new ();
    xml_open (xml, "cp:coreProperties", "xmlns:cp",
              "http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "xmlns:dc",
              "http://purl.org/dc/elements/1.1/", NULL);
    xml_element (xml, "dc:title", text->title != NULL ? text->title : "", NULL);
    if (text->symbol != NULL)
        xml_element (xml, "dc:subject", text->symbol, NULL);
    xml_element (xml, "dc:creator", text->author != NULL ? text->author : "", NULL);
    xml_element (xml, "dc:language", text->language, NULL);
    return xml_end (xml);
}

static GBytes *settings (const TdText *text)
{
    Xml *xml = xml_new ();
    xml_open (xml, "w:settings", "xmlns:w", MAIN, NULL);
    xml_open (xml, "w:footnotePr", NULL);
    xml_empty (xml, "w:footnote", "w:id", "-1", NULL);
    xml_empty (xml, "w:footnote", "w:id", "0", NULL);
    xml_close (xml);
    xml_open (xml, "w:compat", NULL);
    xml_empty (xml, "w:compatSetting", "w:name", "compatibilityMode", "w:uri",
               "http://schemas.microsoft.com/office/word", "w:val", "15", NULL);
    xml_close (xml);
    docx_put_language (xml, text->language);
    return xml_end (xml);
}

/* ---- heads and feet of pages ---- */

static void open_furniture (Xml *xml, const char *style, const char *align, gboolean rtl)
{
    xml_open (xml, "w:p", NULL);
    xml_open (xml, "w:pPr", NULL);
    xml_empty (xml, "w:pStyle", "w:val", style, NULL);
    if (rtl)
        xml_empty (xml, "w:bidi", NULL);
    if (align != NULL)
        xml_empty (xml, "w:jc", "w:val", align, NULL);
    xml_close (xml);
}

static void put_furniture_words (Xml *xml, const char *words, gboolean bold, gboolean rtl)
{
    xml_open (xml, "w:r", NULL);
    xml_open (xml, "w:rPr", NULL);
    if (bold)
        docx_put_toggle (xml, "w:b", "w:bCs");
    if (rtl)
        xml_empty (xml, "w:rtl", NULL);
    xml_close (xml);
    xml_element (xml, "w:t", words, "xml:space", "preserve", NULL);
    xml_close (xml);
}

/* The first page has the symbol above its title already. */
static GBytes *header (const TdText *text, gboolean first)
{
    Xml *xml = xml_new ();
    gboolean rtl = writer_rtl (text->language);
    xml_open (xml, "w:hdr", "xmlns:w", MAIN, NULL);
    open_furniture (xml, "Header", "center", rtl);
    if (text->marking != NULL)
        put_furniture_words (xml, text->marking, TRUE, rtl);
    xml_close (xml);
    if (text->symbol != NULL && !first) {
        open_furniture (xml, "Header", NULL, rtl);
        put_furniture_words (xml, text->symbol, FALSE, FALSE);
        xml_close (xml);
    }
    return xml_end (xml);
}

static void put_simple_field (Xml *xml, const char *instruction)
{
    xml_open (xml, "w:fldSimple", "w:instr", instruction, NULL);
    put_furniture_words (xml, "1", FALSE, FALSE);
    xml_close (xml);
}

static GBytes *footer (const TdText *text)
{
    Xml *xml = xml_new ();
    xml_open (xml, "w:ftr", "xmlns:w", MAIN, NULL);
    open_furniture (xml, "Footer", NULL, writer_rtl (text->language));
    put_simple_field (xml, " PAGE ");
    put_furniture_words (xml, " / ", FALSE, FALSE);
    put_simple_field (xml, " NUMPAGES ");
    xml_close (xml);
    return xml_end (xml);
}

/* ---- body and notes ---- */

static void put_separator (Xml *xml, const char *id, const char *type, const char *element)
{
    xml_open (xml, "w:footnote", "w:id", id, "w:type", type, NULL);
    xml_open (xml, "w:p", NULL);
    xml_open (xml, "w:r", NULL);
    xml_empty (xml, element, NULL);
    xml_close (xml);
    xml_close (xml);
    xml_close (xml);
}

static Xml *notes_new (void)
{
    Xml *xml = xml_new ();
    xml_open (xml, "w:footnotes", "xmlns:w", MAIN, NULL);
    put_separator (xml, "-1", "separator", "w:separator");
    put_separator (xml, "0", "continuationSeparator", "w:continuationSeparator");
    return xml;
}

static void put_page (Docx *docx)
{
    Xml *xml = docx->body;
    xml_open (xml, "w:sectPr", NULL);
    xml_empty (xml, "w:headerReference", "w:type", "default", "r:id", "rIdP4", NULL);
    xml_empty (xml, "w:headerReference", "w:type", "first", "r:id", "rIdP6", NULL);
    xml_empty (xml, "w:footerReference", "w:type", "default", "r:id", "rIdP5", NULL);
    xml_empty (xml, "w:footerReference", "w:type", "first", "r:id", "rIdP5", NULL);
    xml_empty (xml, "w:pgSz", "w:w", "11906", "w:h", "16838", NULL);
    xml_empty (xml, "w:pgMar", "w:top", "1417", "w:right", "1417", "w:bottom", "1247", "w:left", "1417", "w:header",
               "600", "w:footer", "600", "w:gutter", "0", NULL);
    xml_empty (xml, "w:titlePg", NULL);
    if (writer_rtl (docx->text->language))
        xml_empty (xml, "w:bidi", NULL);
    xml_close (xml);
}

GBytes *writer_docx (const TdText *text, GError **error)
{
    Docx docx = {
        .text = text, .body = xml_new (), .notes = notes_new (), .links = g_ptr_array_new_with_free_func (g_free)
    };
    Zip *zip = zip_new ();

    (void) error;
    xml_open (docx.body, "w:document", "xmlns:w", MAIN, "xmlns:r", OFFICE, NULL);
    xml_open (docx.body, "w:body", NULL);
    docx_put_body (&docx);
    put_page (&docx);
    zip_add (zip, "[Content_Types].xml", content_types (), FALSE);
    zip_add (zip, "_rels/.rels", package_relations (), FALSE);
    zip_add (zip, "word/document.xml", xml_end (docx.body), FALSE);
    zip_add (zip, "word/_rels/document.xml.rels", document_relations (&docx), FALSE);
    zip_add (zip, "word/styles.xml", docx_styles (text), FALSE);
    zip_add (zip, "word/settings.xml", settings (text), FALSE);
    zip_add (zip, "word/footnotes.xml", xml_end (docx.notes), FALSE);
    zip_add (zip, "word/header1.xml", header (text, FALSE), FALSE);
    zip_add (zip, "word/header2.xml", header (text, TRUE), FALSE);
    zip_add (zip, "word/footer1.xml", footer (text), FALSE);
    zip_add (zip, "docProps/core.xml", core_properties (text), FALSE);
    g_ptr_array_unref (docx.links);
    return zip_end (zip);
}
