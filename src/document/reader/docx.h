/* The parts of the DOCX reader (ECMA-376, WordprocessingML).
 *
 * docx-zip.c unpacks the few entries that matter, within limits; docx-xml.c runs a parser without
 * entities, DTDs or network over one of them; docx-styles.c and docx-numbers.c know headings and list numbers; docx.c
 * walks the text. */
#pragma once

#include "document/reader/reader.h"

#include <libxml/parser.h>

/* ---- entries ---- */

typedef enum {
    ENTRY_DOCUMENT,
    ENTRY_STYLES,
    ENTRY_NUMBERING,
    ENTRY_FOOTNOTES,
    ENTRY_ENDNOTES,
    ENTRY_CORE,
    ENTRY_APP,
    N_ENTRIES,
} DocxEntry;

typedef struct {
    GByteArray *entries[N_ENTRIES]; /* NULL where the file has none */
} DocxZip;

/* Unpacks the wanted entries (n of them) within limits; entries that the file lacks stay NULL. READER_DAMAGED when the needed one is
 * missing. The caller unrefs entries, also after a fault. */
ReaderFault reader_unzip (const guint8 *data, gsize size, const char *const *wanted, int n, int needed,
                          GByteArray **entries);
ReaderFault docx_unzip (const guint8 *data, gsize size, DocxZip *zip);
void docx_zip_clear (DocxZip *zip);

/* ---- XML ---- */

/* One element: its local name, whether it is of WordprocessingML, and its attributes as libxml2 hands them over. */
typedef struct {
    const char *name;
    gboolean word; /* else another vocabulary: DrawingML, Markup Compatibility, … */
    int n_attributes;
    const xmlChar **attributes;
} DocxElement;

typedef struct {
    void (*start) (gpointer user_data, const DocxElement *element);
    void (*end) (gpointer user_data, const char *name, gboolean word);
    void (*text) (gpointer user_data, const char *text, gsize length); /* may be NULL */
} DocxHandler;

/* FALSE when the bytes are no well-formed XML, or hold a DTD. */
gboolean docx_parse (const GByteArray *xml, const DocxHandler *handler, gpointer user_data);

/* The value of an attribute by its local name, or NULL. Free it. */
char *docx_attribute (const DocxElement *element, const char *name);
int docx_int (const DocxElement *element, const char *name, int otherwise);
/* Word's on/off: "1", "true", "on" and nothing at all are on. */
gboolean docx_on (const DocxElement *element);

/* ---- styles ---- */

typedef struct {
    char *based_on;
    int outline; /* 0 to 8; 9 text; -1 not said */
    int num_id;  /* -1 not said */
    int level;   /* of its list; -1 not said */
    int bold;    /* -1 not said */
    int italic;  /* -1 not said */
    gboolean title;
    gboolean contents; /* lines of a table of contents */
} DocxStyle;

/* By style id; values are DocxStyle. Never NULL. */
GHashTable *docx_styles (const GByteArray *xml);
/* What a style says, with what it rests on. A style nobody knows says nothing. */
DocxStyle docx_style_resolve (GHashTable *styles, const char *id);

/* ---- numbers ---- */

typedef struct DocxNumbers DocxNumbers;
DocxNumbers *docx_numbers_new (const GByteArray *xml);
void docx_numbers_free (DocxNumbers *numbers);
/* Counts one paragraph of list num_id on level, and says its number as printed ("3.1", "(b)", "•"); NULL for none. Free it. */
char *docx_numbers_next (DocxNumbers *numbers, int num_id, int level);
