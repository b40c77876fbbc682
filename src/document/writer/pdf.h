/* Between the files of the PDF writer: a text becomes blocks (pdf-blocks.c) of laid out words (pdf-words.c), which find their places on pages
 * (pdf-pages.c) and are drawn there with their tags (pdf-draw.c); pdf-finish.c adds to the file what Cairo 1.16 cannot say.
 *
 * Lengths are points. Everything is measured from the start side of the column of text: left, or right where a text runs from right to
 * left. */
#pragma once

#include "document/text-model.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

/* ---- words laid out ---- */

typedef enum { PDF_SPAN, PDF_LINK, PDF_NOTE_MARK } PdfSegmentKind;
typedef struct {
    guint from, to; /* bytes of the layout's text */
    PdfSegmentKind kind;
    char *target; /* of a link: its address, or "#id" */
    guint note;   /* of a mark: the note's number */
    TdTextChange change;
} PdfSegment;

typedef struct {
    PangoLayoutLine *line;           /* the layout's */
    double x, top, height, baseline; /* within the words: x from their left, baseline from the line's top */
} PdfLine;

typedef struct {
    PangoLayout *layout;
    gboolean rtl;
    GArray *segments; /* of PdfSegment, ascending, without gaps */
    GArray *lines;    /* of PdfLine */
    double x, width;  /* where they stand: from the start side of the column */
} PdfWords;

typedef struct {
    double size;   /* of body type */
    double column; /* width of the text's column */
    PangoContext *ltr, *rtl;
    const TdText *text;
    GPtrArray *notes; /* of PdfNote */
} PdfStyle;

typedef enum { PDF_BODY, PDF_BOLD, PDF_SMALL, PDF_HEADING_1, PDF_HEADING_2, PDF_HEADING_3 } PdfFont;

/* runs: adds its notes to style->notes. */
PdfWords *pdf_words_of_runs (PdfStyle *style, const GPtrArray *runs, const char *language, PdfFont font, double x,
                             double width);
/* link NULL: none */
PdfWords *pdf_words_of_text (PdfStyle *style, const char *text, const char *link, const char *language, PdfFont font,
                             double x, double width);
void pdf_words_free (gpointer words);
guint pdf_n_lines (const PdfWords *words);
const PdfLine *pdf_line (const PdfWords *words, guint i);
double pdf_natural_width (PdfStyle *style, const GPtrArray *runs, const char *language);

/* ---- blocks ---- */

typedef enum {
    PDF_ABOUT, /* symbol, author, date */
    PDF_TITLE,
    PDF_HEADING,
    PDF_CONTENTS, /* the heading of the contents */
    PDF_ENTRY,    /* one line of the contents */
    PDF_PARAGRAPH,
    PDF_ITEM,
    PDF_QUOTE,
    PDF_SOURCE,
    PDF_ROW,
    PDF_NOTE, /* at the foot of a page; not in the flow */
} PdfBlockKind;

typedef struct {
    int page; /* from 0 */
    double y; /* from the top of the page */
} PdfPlace;

typedef struct {
    PdfBlockKind kind;
    int level;                   /* of a heading or an entry; of a note its number */
    const char *id;              /* an address leads here, or NULL */
    const char *language;        /* where it is not the text's, else NULL */
    const char *target;          /* of an entry: whose page it names */
    PdfWords *number;            /* in front, or NULL */
    GPtrArray *cells;            /* of PdfWords: one, of a row several */
    gboolean heads, first, last; /* of a table or a list */
    double before;               /* space above it */
    gboolean with_next;
    guint n_lines;    /* of the longest cell */
    PdfPlace *places; /* of each line */
} PdfBlock;

typedef struct {
    guint number;
    PdfBlock *block;
} PdfNote;

GPtrArray *pdf_blocks (PdfStyle *style); /* of PdfBlock */
void pdf_block_free (gpointer block);
void pdf_note_free (gpointer note);
double pdf_line_height (const PdfBlock *block, guint line); /* of the highest cell */
/* Notes whose marks stand in a line: calls func with each number. */
typedef void (*PdfNoteFunc) (guint number, gpointer data);
void pdf_notes_of_line (const PdfBlock *block, guint line, PdfNoteFunc func, gpointer data);

/* ---- pages ---- */

enum { PDF_WIDTH = 595, PDF_HEIGHT = 842, PDF_MARGIN = 71, PDF_BOTTOM = PDF_HEIGHT - 62, PDF_CELL_PADDING = 4 };

/* Gives each line of blocks and notes its place; how many pages. */
int pdf_place (PdfStyle *style, GPtrArray *blocks);

/* ---- drawing ---- */

/* What a tag shall say that Cairo cannot: one for each tag, in order. */
typedef struct {
    const char *name;
    const char *language; /* or NULL */
    gboolean column;      /* a heading of a column */
    guint note;           /* a note of this number; 0: none */
    char *words;          /* of a link: what it says; else NULL */
} PdfTag;

typedef struct {
    cairo_surface_t *surface;
    cairo_t *cairo;
    PdfStyle *style;
    GPtrArray *blocks;
    GArray *tags; /* of PdfTag */
    int n_pages;
} PdfDrawing;

void pdf_draw (PdfDrawing *drawing);

/* A page's content with what is drawn outside of tags marked as artifacts. Free it. */
GString *pdf_mark_artifacts (const GString *content);
GString *pdf_inflate (const void *data, gsize size); /* NULL when it is none */
GBytes *pdf_deflate (const GString *content);

/* The file with language, title and what tags say; file as it was when it is not as Cairo 1.16 makes it. Takes file. */
GByteArray *pdf_finish (GByteArray *take_file, const TdText *text, const GArray *tags);
