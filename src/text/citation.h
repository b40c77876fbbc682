/* Citations of documents and of their paragraphs: "CMW/C/GHA/CO/1, para. 34", "paragraphe 34 des observations finales
 * (CMW/C/GHA/CO/1)", "الفقرة 34 من CMW/C/GHA/CO/1", "第34段", "п. 34", "párr. 34"; and of general comments by number: "general comment No. 2, para. 23".
 *
 * Symbols are those of United Nations documents (letters, digits, stroke); they come back in capitals, without spaces. Ranges ("paras. 34 to
 * 36", "34-36, 40") give one citation a range. Six languages; digits of Arabic script too.
 */
#pragma once

#include <glib.h>

typedef enum {
    TD_CITED_SYMBOL,          /* a document by its symbol */
    TD_CITED_OBSERVATIONS,    /* "the concluding observations, paragraph 34", without a symbol: those of before */
    TD_CITED_GENERAL_COMMENT, /* by number */
} TdCited;

typedef struct {
    TdCited cited;
    char *symbol;       /* "CMW/C/GHA/CO/1"; NULL where there is none */
    int comment;        /* number of the general comment; else 0 */
    int first, last;    /* paragraphs, both included; 0: the document as a whole */
    guint32 start, end; /* bytes in the text: where it stands */
} TdCitation;

/* Of TdCitation, in order of the text; its clear function frees. Never NULL. */
GArray *td_citations_find (const char *utf8);
/* A symbol as it is compared: capitals, no spaces; NULL when it is none. Free it. */
char *td_symbol_clean (const char *symbol);
