/* Pieces of an HTML page that an EPUB has, too; private to the writer. Well-formed as XML. */
#pragma once

#include "document/text-model.h"
#include "document/writer/xml.h"

/* What stands in <head>: title, author, style. */
void writer_html_head (Xml *xml, const TdText *text);
/* <body> with the whole text. */
void writer_html_body (Xml *xml, const TdText *text);
