#include "document/writer/xml.h"

#include <libxml/xmlwriter.h>
#include <stdarg.h>

struct Xml {
    xmlBufferPtr buffer;
    xmlTextWriterPtr writer;
};

static const xmlChar *x (const char *text)
{
    return (const xmlChar *) text;
}

Xml *xml_new_part (void)
{
    Xml *xml = g_new (Xml, 1);
    xml->buffer = xmlBufferCreate ();
    xml->writer = xmlNewTextWriterMemory (xml->buffer, 0);
    if (xml->writer == NULL)
        g_error ("No memory for XML.");
    return xml;
}

Xml *xml_new (void)
{
    Xml *xml = xml_new_part ();
    xmlTextWriterStartDocument (xml->writer, "1.0", "UTF-8", "yes");
    return xml;
}

Xml *xml_new_html (void)
{
    Xml *xml = xml_new_part ();
    xmlTextWriterWriteDTD (xml->writer, x ("html"), NULL, NULL, NULL);
    return xml;
}

GBytes *xml_end (Xml *xml)
{
    xmlTextWriterEndDocument (xml->writer);
    xmlFreeTextWriter (xml->writer);
    GBytes *bytes = g_bytes_new (xmlBufferContent (xml->buffer), (gsize) xmlBufferLength (xml->buffer));
    xmlBufferFree (xml->buffer);
    g_free (xml);
    return bytes;
}

static void put_attributes (Xml *xml, va_list attributes)
{
    for (const char *name; (name = va_arg (attributes, const char *)) != NULL;) {
        const char *value = va_arg (attributes, const char *);
        if (value != NULL)
            xmlTextWriterWriteAttribute (xml->writer, x (name), x (value));
    }
}

void xml_open (Xml *xml, const char *name, ...)
{
    va_list attributes;
    xmlTextWriterStartElement (xml->writer, x (name));
    va_start (attributes, name);
    put_attributes (xml, attributes);
    va_end (attributes);
}

void xml_close (Xml *xml)
{
    xmlTextWriterFullEndElement (xml->writer);
}

void xml_empty (Xml *xml, const char *name, ...)
{
    va_list attributes;
    xmlTextWriterStartElement (xml->writer, x (name));
    va_start (attributes, name);
    put_attributes (xml, attributes);
    va_end (attributes);
    xmlTextWriterEndElement (xml->writer);
}

void xml_text (Xml *xml, const char *text)
{
    xmlTextWriterWriteString (xml->writer, x (text));
}

void xml_raw (Xml *xml, const char *text)
{
    xmlTextWriterWriteRaw (xml->writer, x (text));
}

void xml_element (Xml *xml, const char *name, const char *text, ...)
{
    va_list attributes;
    xmlTextWriterStartElement (xml->writer, x (name));
    va_start (attributes, text);
    put_attributes (xml, attributes);
    va_end (attributes);
    xml_text (xml, text);
    xml_close (xml);
}
