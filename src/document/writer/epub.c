/* EPUB 3.3: one XHTML file with the whole text, its table of contents, and what the text is in Dublin Core. The page is the HTML writer's; so
 * ids of paragraphs are its addresses here, too. The mimetype stands first and is not compressed, as OCF wants it. */
#include "base/clock.h"
#include "document/writer/html.h"
#include "document/writer/writer.h"
#include "document/writer/zip.h"

#include <string.h>

#define MIMETYPE "application/epub+zip"
#define XHTML    "http://www.w3.org/1999/xhtml"
#define OPS      "http://www.idpf.org/2007/ops"

static const char *direction (const TdText *text)
{
    return writer_rtl (text->language) ? "rtl" : "ltr";
}

static GBytes *container (void)
{
    Xml *xml = xml_new ();

    xml_open (xml, "container", "version", "1.0", "xmlns", "urn:oasis:names:tc:opendocument:xmlns:container", NULL);
    xml_open (xml, "rootfiles", NULL);
    xml_empty (xml, "rootfile", "full-path", "EPUB/package.opf", "media-type", "application/oebps-package+xml", NULL);
    return xml_end (xml);
}

static void open_html (Xml *xml, const TdText *text)
{
    xml_open (xml, "html", "xmlns", XHTML, "xmlns:epub", OPS, "lang", text->language, "xml:lang", text->language, "dir",
              direction (text), NULL);
    xml_open (xml, "head", NULL);
}

static GBytes *page (const TdText *text)
{
    Xml *xml = xml_new ();

    open_html (xml, text);
    writer_html_head (xml, text);
    xml_close (xml);
    writer_html_body (xml, text);
    return xml_end (xml);
}

/* One level of a list for each level of headings; a level that is skipped has none of its own. */
static void put_entries (Xml *xml, const TdText *text)
{
    int levels[3], depth = 0;

    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *section = g_ptr_array_index (text->sections, i);
        g_autofree char *target = g_strconcat ("text.xhtml#", section->id, NULL);
        if (!writer_in_contents (section))
            continue;
        while (depth > 1 && levels[depth - 1] > section->level) {
            xml_close (xml); /* li */
            xml_close (xml); /* ol */
            depth--;
        }
        if (depth > 0 && levels[depth - 1] >= section->level) {
            xml_close (xml);
        } else {
            xml_open (xml, "ol", NULL);
            depth++;
        }
        levels[depth - 1] = section->level;
        xml_open (xml, "li", NULL);
        xml_element (xml, "a", section->title, "href", target, NULL);
    }
    if (depth == 0) { /* a list must have something in it */
        xml_open (xml, "ol", NULL);
        xml_open (xml, "li", NULL);
        xml_element (xml, "a", writer_title (text), "href", "text.xhtml", NULL);
        depth = 1;
    }
    for (; depth > 0; depth--) {
        xml_close (xml);
        xml_close (xml);
    }
}

static GBytes *contents (const TdText *text)
{
    const char *name = writer_word (text->language, WRITER_CONTENTS);
    Xml *xml = xml_new ();

    open_html (xml, text);
    xml_element (xml, "title", name, NULL);
    xml_close (xml);
    xml_open (xml, "body", NULL);
    xml_open (xml, "nav", "epub:type", "toc", "id", "toc", NULL);
    xml_element (xml, "h1", name, NULL);
    put_entries (xml, text);
    return xml_end (xml);
}

/* Its symbol, which is its name wherever it is; else one made of its words. Free it. */
static char *identifier (const TdText *text, GBytes *take_page)
{
    g_autoptr (GBytes) bytes = take_page;
    g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

    return text->symbol != NULL ? g_strdup (text->symbol) : g_strconcat ("urn:sha256:", hash, NULL);
}

static void put_metadata (Xml *xml, const TdText *text, const char *id)
{
    const TdClock clock = td_clock_real ();
    g_autofree char *now = td_instant_to_text (td_clock_now (&clock));

    xml_open (xml, "metadata", "xmlns:dc", "http://purl.org/dc/elements/1.1/", NULL);
    xml_element (xml, "dc:identifier", id, "id", "id", NULL);
    xml_element (xml, "dc:title", writer_title (text), NULL);
    xml_element (xml, "dc:language", text->language, NULL);
    if (text->author != NULL)
        xml_element (xml, "dc:creator", text->author, NULL);
    xml_element (xml, "meta", now, "property", "dcterms:modified", NULL);
    xml_element (xml, "meta", "textual", "property", "schema:accessMode", NULL);
    xml_element (xml, "meta", "textual", "property", "schema:accessModeSufficient", NULL);
    xml_element (xml, "meta", "structuralNavigation", "property", "schema:accessibilityFeature", NULL);
    xml_element (xml, "meta", "tableOfContents", "property", "schema:accessibilityFeature", NULL);
    xml_element (xml, "meta", "none", "property", "schema:accessibilityHazard", NULL);
    xml_close (xml);
}

static GBytes *package (const TdText *text, const char *id)
{
    Xml *xml = xml_new ();

    xml_open (xml, "package", "xmlns", "http://www.idpf.org/2007/opf", "version", "3.0", "unique-identifier", "id",
              "xml:lang", text->language, "dir", direction (text), NULL);
    put_metadata (xml, text, id);
    xml_open (xml, "manifest", NULL);
    xml_empty (xml, "item", "id", "contents", "href", "contents.xhtml", "media-type", "application/xhtml+xml",
               "properties", "nav", NULL);
    xml_empty (xml, "item", "id", "text", "href", "text.xhtml", "media-type", "application/xhtml+xml", NULL);
    xml_close (xml);
    xml_open (xml, "spine", "page-progression-direction", direction (text), NULL);
    xml_empty (xml, "itemref", "idref", "text", NULL);
    return xml_end (xml);
}

GBytes *writer_epub (const TdText *text, GError **error)
{
    g_autofree char *id = identifier (text, page (text));
    Zip *zip = zip_new ();

    (void) error;
    zip_add (zip, "mimetype", g_bytes_new_static (MIMETYPE, strlen (MIMETYPE)), TRUE);
    zip_add (zip, "META-INF/container.xml", container (), FALSE);
    zip_add (zip, "EPUB/package.opf", package (text, id), FALSE);
    zip_add (zip, "EPUB/contents.xhtml", contents (text), FALSE);
    zip_add (zip, "EPUB/text.xhtml", page (text), FALSE);
    return zip_end (zip);
}
