/* The parts of which citations are put together: symbols, paragraphs by number, and the names of papers ("concluding observations",
 * "general comment No. 2"), each found on its own. For citation.c and paragraph-split.c alone.
 *
 * Each function looks at byte at of a text of length bytes and returns the byte after what it found, or 0.
 */
#pragma once

#include <glib.h>

enum { TD_PART_RANGES = 24 };

typedef struct {
    int first, last;
    gsize start, end; /* bytes where the number or range stands */
} TdPartRange;

typedef enum {
    TD_PART_SYMBOL,
    TD_PART_PARAGRAPHS,
    TD_PART_OBSERVATIONS,
    TD_PART_COMMENT,
    TD_PART_ARTICLE, /* "article 16, paragraph 4": cites no paper, and its paragraphs are its own */
} TdPartKind;

typedef struct {
    TdPartKind kind;
    gsize start, end;
    char *symbol;     /* of a symbol */
    int comment;      /* of a general comment */
    const char *body; /* whose general comment it is, "CRC"; NULL: not named */
    gboolean joined;  /* the same general comment as the part before, by another body's number */
    TdPartRange ranges[TD_PART_RANGES];
    guint n; /* of paragraphs */
} TdPart;

/* All parts of a text in order, of TdPart; its clear function frees. */
GArray *td_parts_find (const char *text, gsize length);

/* "CMW/C/GHA/CO/1", capitals, into ret_symbol (free it). citation-symbol.c. */
gsize td_part_symbol (const char *text, gsize length, gsize at, char **ret_symbol);
/* "paras. 34–36 and 40", "第34段". citation-paragraphs.c. */
gsize td_part_paragraphs (const char *text, gsize length, gsize at, TdPart *part);
gsize td_part_paragraphs_chinese (const char *text, gsize length, gsize at, TdPart *part);
/* The treaty body that is named at byte at, in words or by its short name ("CRC"). *ret_body: a literal. citation-bodies.c. */
gsize td_part_body (const char *text, gsize length, gsize at, const char **ret_body);
typedef struct {
    gsize start, end;
    const char *body;
} TdPartBody;
/* All of them in order, of TdPartBody. */
GArray *td_part_bodies (const char *text, gsize length);
