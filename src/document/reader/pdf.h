/* The parts of the PDF reader, in the order in which they work.
 *
 * pdf.c opens the file and gets each page's pieces of lines with their places, pdf-bidi.c their characters in logical
 * order; pdf-furniture.c marks running headers, footers and page numbers; pdf-columns.c puts pieces into reading order and joins them to
 * lines and table rows; pdf-compose.c joins lines to paragraphs, headings, items and footnotes.
 * Coordinates are in points, from the page's upper left corner; y grows downwards.
 */
#pragma once

#include "document/reader/reader.h"

typedef struct {
    float x0, y0, x1, y1;
    float base; /* of the baseline */
    float size; /* of most of its characters */
    int chars;
    int flow; /* after ordering: column or band on its page */
    gboolean bold;
    gboolean rtl;
    gboolean row;      /* after ordering: cells of a table, joined by " | " */
    gboolean note;     /* after ordering: of a footnote */
    gboolean dropped;  /* running header, footer, page number */
    gboolean raised;   /* begins with a small raised number or sign */
    float left, right; /* after ordering: edges of its flow */
    char *text;        /* in the document's chunk */
} PdfLine;

typedef struct {
    float x0, x1, y;
} PdfRule;

typedef struct {
    int number;
    float width, height;
    GArray *lines; /* of PdfLine; pieces first, lines after ordering */
    GArray *rules; /* of PdfRule: thin horizontal strokes, sorted by y after extraction */
    int letters;
    gboolean pictures;
} PdfPage;

typedef struct {
    GPtrArray *pages; /* of PdfPage */
    GStringChunk *chunk;
    float body;               /* size of most text */
    gboolean rtl;             /* most text runs from right to left */
    GHashTable *compounds;    /* words with a hyphen of their own */
    float table_x0, table_x1; /* reach of the last ruled table: it may go on over the page */
} PdfBook;

/* One character with its place on paper. */
typedef struct {
    gunichar c;
    float x, right;  /* edges */
    gboolean joined; /* belongs to the one before: a ligature's second letter, a reference to a note */
} PdfGlyph;
/* Puts the characters of one piece into logical order and appends them; from_right: they are of a line with
 * right-to-left letters. Returns whether the piece itself runs from right to left. */
gboolean pdf_logical_order (PdfGlyph *glyphs, gsize n, gboolean from_right, GString *out);
/* MuPDF cuts left-to-right lines at wide gaps, others not: where the first piece ends of glyphs sorted by
 * place; n when there is no gap. */
gsize pdf_next_gap (const PdfGlyph *glyphs, gsize n, float size);
gboolean pdf_has_rtl (const PdfGlyph *glyphs, gsize n);
void pdf_sort_glyphs (PdfGlyph *glyphs, gsize n);

/* What the file says beside its text: properties, outline, notes that were stuck on. What cannot be read is left out. */
struct fz_context;
struct fz_document;
void pdf_add_beside (struct fz_context *ctx, struct fz_document *source, ReaderDocument *document);
void pdf_mark_furniture (PdfBook *book);
void pdf_order_page (PdfBook *book, PdfPage *page);
gboolean pdf_compose (PdfBook *book, ReaderDocument *document);
