/* ODT (OpenDocument 1.2): the package around the body.
 *
 * Numbers of paragraphs are words with a tab behind them, so that they are exactly the model's. Notes are footnotes, changes are tracked
 * (ODF asks for a date, and the model has none: they have the one that LibreOffice writes for "none"), each paragraph has a bookmark of
 * its id. The contents are an index whose entries are written already; their page numbers are references, which the word processor
 * fills as it lays the pages out. */
#include "document/writer/odt.h"
#include "document/writer/zip.h"

#include <string.h>

#define MIMETYPE "application/vnd.oasis.opendocument.text"

static GBytes *manifest (void)
{
    static const char *const members[] = { "content.xml", "styles.xml", "meta.xml" };
    Xml *xml = xml_new ();
    xml_open (xml, "manifest:manifest", "xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
              "manifest:version", "1.2", NULL);
    xml_empty (xml, "manifest:file-entry", "manifest:full-path", "/", "manifest:version", "1.2", "manifest:media-type",
               MIMETYPE, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
        xml_empty (xml, "manifest:file-entry", "manifest:full-path", members[i], "manifest:media-type", "text/xml",
                   NULL);
    return xml_end (xml);
}

static GBytes *meta (const TdText *text)
{
    Xml *xml = xml_new ();
    xml_open (xml, "office:document-meta", ODT_NAMESPACES, NULL);
    xml_open (xml, "office:meta", NULL);
    xml_element (xml, "meta:generator", "Treatydesk", NULL);
    if (text->title != NULL)
        xml_element (xml, "dc:title", text->title, NULL);
    if (text->symbol != NULL)
        xml_element (xml, "dc:subject", text->symbol, NULL);
    if (text->author != NULL) {
        xml_element (xml, "meta:initial-creator", text->author, NULL);
        xml_element (xml, "dc:creator", text->author, NULL);
    }
    xml_element (xml, "dc:language", text->language, NULL);
    return xml_end (xml);
}

/* ---- content ---- */

static void put_table_styles (Xml *xml, const TdText *text)
{
    xml_open (xml, "style:style", "style:name", "Table", "style:family", "table", NULL);
    xml_empty (xml, "style:table-properties", "style:rel-width", "100%", "table:align", "margins", "fo:margin-top",
               "0.2cm", "fo:margin-bottom", "0.3cm", "style:writing-mode",
               writer_rtl (text->language) ? "rl-tb" : "lr-tb", NULL);
    xml_close (xml);
    xml_open (xml, "style:style", "style:name", "TableRow", "style:family", "table-row", NULL);
    xml_empty (xml, "style:table-row-properties", "fo:keep-together", "always", NULL);
    xml_close (xml);
    xml_open (xml, "style:style", "style:name", "TableCell", "style:family", "table-cell", NULL);
    xml_empty (xml, "style:table-cell-properties", "fo:border", "0.5pt solid #595959", "fo:padding", "0.1cm", NULL);
    xml_close (xml);
}

static int by_name (gconstpointer a, gconstpointer b)
{
    return strcmp (a, b);
}

static void put_part (Xml *xml, Xml *take_part)
{
    g_autoptr (GBytes) bytes = xml_end (take_part);
    gsize size;
    const char *data = g_bytes_get_data (bytes, &size);
    g_autofree char *text = g_strndup (data != NULL ? data : "", size);
    xml_raw (xml, text);
}

static void put_automatic_styles (Xml *xml, const Odt *odt)
{
    g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (odt->manners), by_name);

    xml_open (xml, "office:automatic-styles", NULL);
    for (const GList *name = names; name != NULL; name = name->next) {
        const char *manner = g_hash_table_lookup (odt->manners, name->data), *language = strchr (manner, '|');
        g_autofree char *parent = g_strndup (manner, (gsize) (language - manner));
        odt_put_manner (xml, name->data, parent, language + 1);
    }
    put_table_styles (xml, odt->text);
    put_part (xml, odt->columns);
    xml_close (xml);
}

static GBytes *content (const TdText *text)
{
    g_autoptr (GHashTable) manners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    Odt odt = { .text = text,
                .body = xml_new_part (),
                .changes = xml_new_part (),
                .columns = xml_new_part (),
                .manners = manners };
    Xml *xml = xml_new ();

    odt_put_body (&odt);
    xml_open (xml, "office:document-content", ODT_NAMESPACES, NULL);
    put_automatic_styles (xml, &odt);
    xml_open (xml, "office:body", NULL);
    xml_open (xml, "office:text", NULL);
    if (odt.n_changes > 0)
        xml_open (xml, "text:tracked-changes", "text:track-changes", "false", NULL);
    put_part (xml, odt.changes);
    if (odt.n_changes > 0)
        xml_close (xml);
    put_part (xml, odt.body);
    return xml_end (xml);
}

GBytes *writer_odt (const TdText *text, GError **error)
{
    Zip *zip = zip_new ();

    (void) error;
    zip_add (zip, "mimetype", g_bytes_new_static (MIMETYPE, strlen (MIMETYPE)), TRUE);
    zip_add (zip, "content.xml", content (text), FALSE);
    zip_add (zip, "styles.xml", odt_styles (text), FALSE);
    zip_add (zip, "meta.xml", meta (text), FALSE);
    zip_add (zip, "META-INF/manifest.xml", manifest (), FALSE);
    return zip_end (zip);
}
