/* XML into memory by libxml2's writer, which escapes; shorter names, and one place for what may fail (memory alone). */
#pragma once

#include <glib.h>

typedef struct Xml Xml;

Xml *xml_new (void);        /* begins with the XML declaration */
Xml *xml_new_part (void);   /* begins with nothing: elements to be put into another */
Xml *xml_new_html (void);   /* begins with HTML's doctype */
GBytes *xml_end (Xml *xml); /* ends all that is open and frees xml */

/* attributes: pairs of name and value, ended by NULL; a pair whose value is NULL is left out. */
void xml_open (Xml *xml, const char *name, ...) G_GNUC_NULL_TERMINATED;
void xml_close (Xml *xml); /* as <a></a>, even when empty: so HTML wants it */
void xml_empty (Xml *xml, const char *name, ...) G_GNUC_NULL_TERMINATED; /* <a/> */
void xml_text (Xml *xml, const char *text);
void xml_raw (Xml *xml, const char *text); /* constants alone: style sheets */
/* <name attributes>text</name> */
void xml_element (Xml *xml, const char *name, const char *text, ...) G_GNUC_NULL_TERMINATED;
