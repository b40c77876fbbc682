/* Between the files of the DOCX writer. */
#pragma once

#include "document/writer/writer.h"
#include "document/writer/xml.h"

typedef struct {
    const TdText *text;
    Xml *body;        /* word/document.xml */
    Xml *notes;       /* word/footnotes.xml */
    GPtrArray *links; /* of char *: targets outside; relation "rIdLn" is the n-th, from 1 */
    int n_notes, n_marks, n_changes;
} Docx;

GBytes *docx_styles (const TdText *text);
void docx_put_body (Docx *docx);

/* Pairs of run properties that both scripts need. */
void docx_put_toggle (Xml *xml, const char *name, const char *complex_name);
/* w:lang of a language in the attribute that Word looks for. */
void docx_put_language (Xml *xml, const char *language);
