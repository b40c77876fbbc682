/* A push parser: no entities but XML's own five, no files, no network, no encoding that would need a file. */
#include "document/reader/units-xml.h"

#include <string.h>

enum { DEPTH = 200 };

int units_xml_line (const UnitsXml *x)
{
    return x->parser->input != NULL ? x->parser->input->line : 0;
}

void units_xml_stop (UnitsXml *x, UnitsFault fault, const char *detail)
{
    if (x->fault != UNITS_FINE)
        return;
    x->fault = units_fail (x->run, fault, units_xml_line (x), detail);
    xmlStopParser (x->parser);
}

char *units_xml_attribute (const UnitsXml *x, const char *name)
{
    for (int i = 0; i < x->n_attributes; i++) {
        const xmlChar **attribute = x->attributes + 5 * i; /* name, prefix, URI, value, end */
        if (strcmp ((const char *) attribute[0], name) == 0)
            return g_strndup ((const char *) attribute[3], (gsize) (attribute[4] - attribute[3]));
    }
    return NULL;
}

void units_xml_put (UnitsXml *x, TdUnit *take_unit, int line)
{
    UnitsFault fault = units_put (x->run, take_unit, line);

    if (fault != UNITS_FINE)
        units_xml_stop (x, fault, NULL);
}

/* ---- texts and the codes in them ---- */

/* Elements that stand for codes of the file that was translated: what is in them is no text. */
static gboolean is_code (const char *name)
{
    static const char *const codes[] = { "bpt", "ept", "ph", "it", "ut", "x", "bx", "ex", "sc", "ec", "cp", NULL };

    return g_strv_contains (codes, name);
}

void units_xml_collect (UnitsXml *x)
{
    x->collecting = TRUE;
    x->deep = x->code = 0;
    g_string_truncate (x->text, 0);
}

char *units_xml_collected (UnitsXml *x)
{
    return g_strndup (x->text->str, x->text->len);
}

static void begin_inside (UnitsXml *x, const char *name)
{
    x->deep++;
    if (x->code > 0)
        return;
    if (is_code (name))
        x->code = x->deep;
    if (!g_str_equal (name, "mrk"))
        x->run->codes++;
}

/* Whether the element that ends stood inside of the text. */
static gboolean end_inside (UnitsXml *x)
{
    if (x->deep == 0)
        return FALSE;
    if (x->code == x->deep)
        x->code = 0;
    x->deep--;
    return TRUE;
}

/* ---- what the parser says ---- */

static void choose_dialect (UnitsXml *x, const char *root)
{
    static const UnitsDialect *const dialects[] = { &units_tmx, &units_xliff, &units_martif, &units_tbx };

    for (gsize i = 0; i < G_N_ELEMENTS (dialects); i++)
        if (g_ascii_strcasecmp (dialects[i]->root, root) == 0)
            x->dialect = dialects[i];
    if (x->dialect == NULL)
        units_xml_stop (x, UNITS_UNKNOWN, NULL);
    else
        x->run->format = x->dialect->format;
}

static void on_start (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
                      const xmlChar **namespaces, int n_attributes, int n_defaulted, const xmlChar **attributes)
{
    UnitsXml *x = data;

    (void) prefix, (void) uri, (void) n_namespaces, (void) namespaces, (void) n_defaulted;
    if (x->parser->nameNr > DEPTH) {
        units_xml_stop (x, UNITS_SYNTAX, NULL);
        return;
    }
    if (x->dialect == NULL)
        choose_dialect (x, (const char *) name);
    if (x->fault != UNITS_FINE)
        return;
    x->n_attributes = n_attributes;
    x->attributes = attributes;
    if (x->collecting)
        begin_inside (x, (const char *) name);
    else
        x->dialect->start (x, (const char *) name);
}

static void on_end (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    UnitsXml *x = data;

    (void) prefix, (void) uri;
    if (x->dialect == NULL || x->fault != UNITS_FINE || (x->collecting && end_inside (x)))
        return;
    x->collecting = FALSE;
    x->dialect->end (x, (const char *) name);
}

static void on_text (void *data, const xmlChar *text, int length)
{
    UnitsXml *x = data;

    if (!x->collecting || x->code > 0 || x->fault != UNITS_FINE)
        return;
    g_string_append_len (x->text, (const char *) text, length);
    if (x->text->len > UNITS_TEXT_BYTES)
        units_xml_stop (x, UNITS_TOO_LARGE, NULL);
}

static void on_entity_declared (void *data, const xmlChar *name, int type, const xmlChar *public_id,
                                const xmlChar *where, xmlChar *content)
{
    (void) type, (void) public_id, (void) where, (void) content;
    units_xml_stop (data, UNITS_ENTITIES, (const char *) name);
}

static void on_entity (void *data, const xmlChar *name)
{
    units_xml_stop (data, UNITS_ENTITIES, (const char *) name);
}

static void be_quiet (void *data, const char *format, ...)
{
    (void) data;
    (void) format;
}

/* ---- the file ---- */

/* The encoding's name in the first line, where it is none that is read without a file of its own. Free it. */
static char *other_encoding (const guint8 *bytes, gsize size)
{
    static const char *const known[] = { "utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", NULL };
    g_autofree char *start = g_strndup ((const char *) bytes, MIN (size, (gsize) 200));
    g_autofree char *small = NULL;
    char *said = strstr (start, "encoding"), *end = strstr (start, "?>");
    gsize length;

    if (said == NULL || end == NULL || said > end)
        return NULL;
    said += strcspn (said, "\"'");
    if (*said == '\0')
        return NULL;
    said++;
    length = strcspn (said, "\"'");
    small = g_ascii_strdown (said, (gssize) length);
    return g_strv_contains (known, small) ? NULL : g_strndup (said, MIN (length, (gsize) 40));
}

static UnitsFault parse (UnitsXml *x, const guint8 *begun, gsize size)
{
    guint8 piece[64 * 1024];
    int result = xmlParseChunk (x->parser, (const char *) begun, (int) size, 0);
    gsize got = 0;

    while (result == 0 && x->fault == UNITS_FINE && (got = x->run->read (piece, sizeof piece, x->run->data)) > 0)
        result = xmlParseChunk (x->parser, (const char *) piece, (int) got, 0);
    if (result == 0 && x->fault == UNITS_FINE)
        result = xmlParseChunk (x->parser, "", 0, 1);
    if (x->fault != UNITS_FINE)
        return x->fault;
    if (result == 0 && x->parser->wellFormed)
        return UNITS_FINE;
    if (x->parser->errNo == XML_ERR_UNDECLARED_ENTITY || x->parser->errNo == XML_WAR_UNDECLARED_ENTITY)
        return units_fail (x->run, UNITS_ENTITIES, units_xml_line (x), NULL);
    return units_fail (x->run,
                       x->parser->errNo == XML_ERR_INVALID_CHAR || x->parser->errNo == XML_ERR_INVALID_ENCODING
                           ? UNITS_NOT_UTF8
                           : UNITS_SYNTAX,
                       units_xml_line (x), NULL);
}

static void xml_clear (UnitsXml *x)
{
    char **const texts[] = { &x->name, &x->kind, &x->language, &x->group, &x->source, &x->target };

    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
        g_clear_pointer (texts[i], g_free);
    g_clear_pointer (&x->unit, td_unit_free);
    g_clear_pointer (&x->forms, td_unit_free);
    g_clear_pointer (&x->variants, g_ptr_array_unref);
    g_string_free (x->text, TRUE);
    if (x->parser->myDoc != NULL) /* made where a file declares entities, though nobody asked for it */
        xmlFreeDoc (x->parser->myDoc);
    xmlFreeParserCtxt (x->parser);
}

UnitsFault units_xml (UnitsRun *run, const guint8 *begun, gsize size)
{
    xmlSAXHandler sax = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
        .entityDecl = on_entity_declared,
        .reference = on_entity,
        .error = be_quiet,
        .warning = be_quiet,
        .fatalError = be_quiet,
    };
    g_autofree char *encoding = other_encoding (begun, size);
    UnitsXml x = { .run = run };
    UnitsFault fault;

    if (encoding != NULL)
        return units_fail (run, UNITS_ENCODING, 1, encoding);
    x.parser = xmlCreatePushParserCtxt (&sax, &x, NULL, 0, NULL);
    g_return_val_if_fail (x.parser != NULL, UNITS_SYNTAX);
    xmlCtxtUseOptions (x.parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOENT);
    x.text = g_string_new (NULL);
    fault = parse (&x, begun, size);
    if (fault == UNITS_FINE && x.dialect == NULL)
        fault = UNITS_UNKNOWN;
    xml_clear (&x);
    return fault;
}
