/* libxml2's SAX parser with every door shut: no DTD (so no entities to expand), no network, no other encoding than
 * UTF-8 and UTF-16, which is all that the standard allows. */
#include "document/reader/docx.h"

enum { DEPTH = 250 };

typedef struct {
    const DocxHandler *handler;
    gpointer user_data;
    xmlParserCtxtPtr parser;
    int depth;
    gboolean refused;
} Run;

static void refuse (Run *run)
{
    run->refused = TRUE;
    xmlStopParser (run->parser);
}

static void on_start (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
                      const xmlChar **namespaces, int n_attributes, int n_defaulted, const xmlChar **attributes)
{
    Run *run = data;
    (void) prefix, (void) n_namespaces, (void) namespaces, (void) n_defaulted;
    if (++run->depth > DEPTH) {
        refuse (run);
        return;
    }
    DocxElement element = { (const char *) name,
                            uri != NULL && g_str_has_suffix ((const char *) uri, "/wordprocessingml/2006/main"),
                            n_attributes, attributes };
    if (uri != NULL && g_str_has_suffix ((const char *) uri, "/ooxml/wordprocessingml/main"))
        element.word = TRUE; /* the standard's strict form */
    run->handler->start (run->user_data, &element);
}

static void on_end (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    Run *run = data;
    (void) prefix;
    run->depth--;
    gboolean word = uri != NULL && strstr ((const char *) uri, "wordprocessingml") != NULL
                    && g_str_has_suffix ((const char *) uri, "/main");
    run->handler->end (run->user_data, (const char *) name, word);
}

static void on_text (void *data, const xmlChar *text, int length)
{
    Run *run = data;
    if (run->handler->text != NULL)
        run->handler->text (run->user_data, (const char *) text, (gsize) length);
}

static void on_dtd (void *data, const xmlChar *name, const xmlChar *external, const xmlChar *where)
{
    (void) name, (void) external, (void) where;
    refuse (data);
}

static void be_quiet (void *data, const char *format, ...)
{
    (void) data;
    (void) format;
}

/* What the first line says about the encoding; converters of others would be files. */
static gboolean good_encoding (const GByteArray *xml)
{
    gsize length = MIN (xml->len, 200);
    g_autofree char *start = g_ascii_strdown ((const char *) xml->data, (gssize) length);
    char *end = strstr (start, "?>");
    if (end == NULL)
        return TRUE;
    *end = '\0';
    const char *said = strstr (start, "encoding");
    return said == NULL || strstr (said, "utf-8") != NULL || strstr (said, "utf-16") != NULL
           || strstr (said, "us-ascii") != NULL;
}

gboolean docx_parse (const GByteArray *xml, const DocxHandler *handler, gpointer user_data)
{
    static const xmlSAXHandler sax = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .cdataBlock = on_text,
        .internalSubset = on_dtd,
        .error = be_quiet,
        .warning = be_quiet,
        .fatalError = be_quiet,
    };
    Run run = { handler, user_data, NULL, 0, FALSE };
    if (xml == NULL || xml->len < 8 || !good_encoding (xml))
        return FALSE;
    xmlSAXHandler copy = sax;
    run.parser = xmlCreatePushParserCtxt (&copy, &run, NULL, 0, NULL);
    if (run.parser == NULL)
        return FALSE;
    xmlCtxtUseOptions (run.parser,
                       XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE | XML_PARSE_NODICT);
    int result = 0;
    for (guint at = 0; at < xml->len && result == 0 && !run.refused;) {
        guint piece = MIN (xml->len - at, 64 * 1024);
        result = xmlParseChunk (run.parser, (const char *) xml->data + at, (int) piece, at + piece == xml->len);
        at += piece;
    }
    gboolean fine = result == 0 && !run.refused && run.parser->wellFormed;
    xmlFreeParserCtxt (run.parser);
    return fine;
}

char *docx_attribute (const DocxElement *element, const char *name)
{
    for (int i = 0; i < element->n_attributes; i++) {
        const xmlChar **attribute = element->attributes + 5 * i; /* name, prefix, URI, value, end */
        if (strcmp ((const char *) attribute[0], name) == 0)
            return g_strndup ((const char *) attribute[3], (gsize) (attribute[4] - attribute[3]));
    }
    return NULL;
}

int docx_int (const DocxElement *element, const char *name, int otherwise)
{
    g_autofree char *text = docx_attribute (element, name);
    gint64 value;
    if (text == NULL || !g_ascii_string_to_signed (text, 10, -1, 1000000, &value, NULL))
        return otherwise;
    return (int) value;
}

gboolean docx_on (const DocxElement *element)
{
    g_autofree char *text = docx_attribute (element, "val");
    return text == NULL || (strcmp (text, "0") != 0 && strcmp (text, "false") != 0 && strcmp (text, "off") != 0);
}
