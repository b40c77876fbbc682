/* Inside the reader: what its parts share.
 *
 * treatydesk-reader turns one file's bytes into blocks in reading order. Each format has one entry
 * (reader_pdf, reader_docx, reader_odt, reader_plain), which adds blocks to a ReaderDocument; main.c then answers them
 * as records. Nothing here opens a file or knows the file's name; all of it runs in the cell.
 */
#pragma once

#include <glib.h>

typedef enum {
    BLOCK_PARAGRAPH,
    BLOCK_HEADING,
    BLOCK_ITEM, /* with a number or a bullet */
    BLOCK_FOOTNOTE,
    BLOCK_TABLE_ROW,
} BlockType;

/* How bytes [from, to) of a text stand. */
enum { SPAN_STRONG = 1, SPAN_EMPHASIS = 2, SPAN_NOTE = 4 /* the call of a note: "[3]" */ };
typedef struct {
    guint from, to, style;
} ReaderSpan;

typedef struct {
    BlockType type;
    int page;
    int level;     /* of a heading 1 to 6, of an item its depth from 1; else 0 */
    char *number;  /* as printed: "12.", "(a)", "•", or NULL */
    char *text;    /* valid UTF-8, no control characters, single spaces */
    GArray *spans; /* of ReaderSpan, ascending and apart; NULL: none */
} Block;

/* Words as they are gathered, with how they stand. Nothing here is cleaned yet. */
typedef struct {
    GString *text;
    GArray *spans; /* of ReaderSpan */
} ReaderStyled;
ReaderStyled *reader_styled_new (void);
void reader_styled_free (gpointer styled); /* takes NULL */
/* style: bits of SPAN_…; 0: none. */
void reader_styled_add (ReaderStyled *styled, const char *text, gsize length, guint style);
void reader_styled_add_all (ReaderStyled *styled, const ReaderStyled *more);
void reader_styled_clear (ReaderStyled *styled);

/* Why a file cannot be read. The words go into the error record as they are; the parent has the sentences. */
typedef enum {
    READER_FINE,
    READER_EMPTY,
    READER_ENCRYPTED,
    READER_DAMAGED,
    READER_NOT_A_DOCUMENT,
    READER_TOO_MUCH,
} ReaderFault;

const char *reader_fault_name (ReaderFault fault);

/* Properties, headers and footers that were dropped, notes that were stuck on: no part of the text, but in the file. */
typedef struct {
    const char *where; /* "properties", "margins", "outline", "annotations" */
    char *text;
} ReaderBeside;

typedef struct {
    const char *format; /* "pdf", "docx", "odt", "text", "markdown"; "xlsx" and "ods" have rows and no blocks */
    const char *kind;   /* of what is no document: "doc", "opendocument", "rtf", "picture", "zip", … or NULL */
    int pages;
    gboolean pages_estimated;
    char *title; /* or NULL */
    gboolean no_text;
    gsize text_bytes;  /* of all blocks */
    guint spans;       /* of all blocks */
    GArray *blocks;    /* of Block */
    GPtrArray *rows;   /* of a spreadsheet: GPtrArray of char *, its cells */
    GArray *numbers;   /* of int: the number of each row in its sheet */
    GPtrArray *beside; /* of ReaderBeside: what a PDF says beside its text */
} ReaderDocument;

ReaderDocument *reader_document_new (void);
void reader_document_free (ReaderDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderDocument, reader_document_free)

/* Adds one block; number (may be NULL) and text are copied and cleaned. Text that is empty after cleaning adds nothing.
 * What is longer than a record may be is cut into several. FALSE when the document has more blocks or
 * bytes than the limits allow: then stop with READER_TOO_MUCH. */
gboolean reader_document_add (ReaderDocument *document, BlockType type, int page, int level, const char *number,
                              const char *text);
/* The same of words with how they stand, from their byte `from` on. Of a block that has too many spans the rest stands plain. */
gboolean reader_document_add_styled (ReaderDocument *document, BlockType type, int page, int level, const char *number,
                                     const ReaderStyled *styled, gsize from);
/* Adds one row of a spreadsheet; cells (of char *) are copied and cleaned, and those at its end that are empty left out. A row of empty cells
 * adds nothing. FALSE as above. */
gboolean reader_document_add_row (ReaderDocument *document, int number, const GPtrArray *cells);
/* Adds something beside the text, cleaned; nothing where it is empty, and no more than a reader may answer. where: a literal. */
void reader_document_add_beside (ReaderDocument *document, const char *where, const char *text);
/* The first heading's text, for a title where metadata has none; NULL without one. */
const char *reader_document_first_heading (const ReaderDocument *document);
/* Whether a title from metadata says something: not a file's name, not "Untitled", not empty. */
gboolean reader_title_good (const char *title);

/* What a file is, by its bytes alone. kind: as in ReaderDocument. */
typedef enum { FORMAT_PDF, FORMAT_DOCX, FORMAT_ODT, FORMAT_XLSX, FORMAT_ODS, FORMAT_PLAIN, FORMAT_OTHER } ReaderFormat;
ReaderFormat reader_detect (const guint8 *data, gsize size, const char **ret_kind);

/* Reads data (size bytes, alive until return) of any format. */
ReaderFault reader_read (const guint8 *data, gsize size, ReaderDocument *document);

/* Must be called once before the doors close: opens converters and makes contexts. */
void reader_prepare (void);

ReaderFault reader_pdf (const guint8 *data, gsize size, ReaderDocument *document);
ReaderFault reader_docx (const guint8 *data, gsize size, ReaderDocument *document);
ReaderFault reader_odt (const guint8 *data, gsize size, ReaderDocument *document);
ReaderFault reader_ods (const guint8 *data, gsize size, ReaderDocument *document);
ReaderFault reader_xlsx (const guint8 *data, gsize size, ReaderDocument *document);
ReaderFault reader_plain (const guint8 *data, gsize size, ReaderDocument *document);
void reader_pdf_prepare (void);
void reader_charset_prepare (void);

/* data as UTF-8 from whichever encoding it most likely is in; NULL when it is no text. Free with g_free. */
char *reader_charset_convert (const guint8 *data, gsize size);

/* ---- marks: what stands before a paragraph ---- */

typedef enum {
    MARK_NONE,
    MARK_BULLET,  /* • – * and their kin */
    MARK_DECIMAL, /* 12. 12) 3.1 */
    MARK_LETTER,  /* (a) a) B. */
    MARK_ROMAN,   /* IV. (ii) */
    MARK_CHINESE, /* 一、 （二） 第三 */
} MarkKind;

typedef struct {
    MarkKind kind;
    gsize length; /* bytes of text that are the mark and the space after it */
    int value;    /* 12 of "12."; 3 of "(c)"; 0 where it has none */
    int depth;    /* dots within: 1 of "3.", 2 of "3.1" */
} Mark;

/* The mark at text's start; MARK_NONE with length 0 when there is none, or nothing after it. */
Mark reader_mark (const char *text);
/* The mark as printed, without the space. Free it. */
char *reader_mark_text (const char *text, const Mark *mark);

/* ---- letters ---- */

gboolean reader_is_cjk (gunichar c); /* scripts written without spaces between words */
gboolean reader_is_rtl (gunichar c);
/* Whether text ends a sentence (. ? ! : ; and those of other scripts, quotes and brackets after it allowed). */
gboolean reader_ends_sentence (const char *text);
/* Appends next to text as a line below it in the same paragraph: a space between, or none in Chinese; a hyphen at the
 * line's end goes where it only split the word. compounds (may be NULL): words that have a hyphen of their own, from
 * reader_learn_compounds. */
void reader_join_line (GString *text, const char *next, GHashTable *compounds);
/* Notes the words of line that have a hyphen within; compounds is a set of strings that it owns. */
void reader_learn_compounds (GHashTable *compounds, const char *line);
