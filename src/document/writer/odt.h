/* Between the files of the ODT writer. */
#pragma once

#include "document/writer/writer.h"
#include "document/writer/xml.h"

typedef struct {
    const TdText *text;
    Xml *body;           /* what stands in office:text */
    Xml *changes;        /* text:changed-region elements */
    Xml *columns;        /* automatic styles of the tables' columns */
    GHashTable *manners; /* of names of automatic styles that were used: "STYLE|LANGUAGE" */
    int n_notes, n_changes, n_tables;
    gboolean after_blank; /* where we write, another blank would be lost */
} Odt;

/* Names of the namespaces, for a root element: pairs ended by NULL. */
#define ODT_NAMESPACES                                                                                                 \
    "xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "xmlns:text",                                  \
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0", "xmlns:table",                                               \
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0", "xmlns:style",                                              \
        "urn:oasis:names:tc:opendocument:xmlns:style:1.0", "xmlns:fo",                                                 \
        "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "xmlns:xlink", "http://www.w3.org/1999/xlink",  \
        "xmlns:dc", "http://purl.org/dc/elements/1.1/", "xmlns:meta",                                                  \
        "urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "office:version", "1.2"

void odt_put_body (Odt *odt);
GBytes *odt_styles (const TdText *text);
/* An automatic style: parent in another language. */
void odt_put_manner (Xml *xml, const char *name, const char *parent, const char *language);
