/* Citations of documents and of their paragraphs: "CMW/C/GHA/CO/1, para. 34", "paragraphe 34 des observations finales
 * (CMW/C/GHA/CO/1)", "الفقرة 34 من CMW/C/GHA/CO/1", "第34段", "п. 34", "párr. 34"; and of general comments by number: "general comment No. 2, para. 23". A
 * joint general comment is cited by each of its numbers ("joint general comment No. 3 (2017) of the Committee … and No. 22 (2017) of the
 * Committee on the Rights of the Child, para. 12": both, with the paragraph).
 *
 * Symbols are those of United Nations documents (letters, digits, stroke); they come back in capitals, without spaces. Ranges ("paras. 34 to
 * 36", "34-36, 40") give one citation a range. Six languages; digits of Arabic script too; a symbol may be broken over a line or hold marks
 * of direction.
 *
 * A paragraph counts only where a paper is named beside it ("paragraph 34 of this report" cites nothing), and "the concluding observations"
 * only with a paragraph. Articles, years, laws' numbers are no citations.
 *
 * To add a form: the words in citation-parts.c or citation-paragraphs.c, and a row in tests/text/citations.tsv. Any thread.
 *
 * Example:
 *   g_autoptr (GArray) found = td_citations_find ("See CMW/C/GHA/CO/1, paras. 34–36 and 40.");   two: 34 to 36, and 40
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
    const char *body;   /* whose general comment, where the text says so ("CRC"; a literal); NULL: it does not */
    int first, last;    /* paragraphs, both included; 0: the document as a whole */
    guint32 start, end; /* bytes in the text: where it stands */
} TdCitation;

/* Of TdCitation, in order of the text; its clear function frees. Never NULL; empty when utf8 is not valid. */
GArray *td_citations_find (const char *utf8);
/* A symbol as it is compared: capitals, no spaces; NULL when it is none. Free it. */
char *td_symbol_clean (const char *symbol);
/* The symbols that a joint one is made of: of "CMW/C/GC/3-CRC/C/GC/22" both; of any other itself. Of char *. */
GPtrArray *td_symbol_parts (const char *symbol);
