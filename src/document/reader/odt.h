/* The parts of the readers of ODT and ODS (OpenDocument 1.3, texts and spreadsheets).
 *
 * The ZIP is unpacked by reader_unzip, XML parsed by docx_parse (no entities, DTDs or network); elements are known by their local
 * names, which are unlike in what matters here. odt-styles.c knows styles and list numbers; odt.c walks the text,
 * ods.c the cells. */
#pragma once

#include "document/reader/docx.h"

/* The files in the ZIP that matter; content.xml is needed. */
enum { ODT_CONTENT, ODT_STYLES, ODT_META, ODT_MANIFEST, ODT_N_FILES };
/* The text of an ODT from its unpacked files (NULL where it has none): what reader_odt does behind the ZIP, and what fuzz/ tries. */
ReaderFault odt_read_text (GByteArray *const *files, ReaderDocument *document);

/* Whether META-INF/manifest.xml (may be NULL) says that a password is needed. */
gboolean odt_is_encrypted (const GByteArray *manifest);
/* The first table of an ODS from its content.xml: what reader_ods does behind the ZIP, and what fuzz/ tries. */
ReaderFault ods_read_table (const GByteArray *content, ReaderDocument *document);

typedef struct OdtStyles OdtStyles;
OdtStyles *odt_styles_new (void);
void odt_styles_free (OdtStyles *styles);
/* Takes in what styles.xml or content.xml says of styles; xml may be NULL. */
void odt_styles_read (OdtStyles *styles, const GByteArray *xml);

/* What a style says, with what it rests on; one that nobody knows says nothing. */
typedef struct {
    int outline;      /* 1 to 10; 0: none */
    int bold, italic; /* -1: not said */
    gboolean title, page_before;
    const char *list; /* style of a list, or NULL */
} OdtStyle;
OdtStyle odt_style (const OdtStyles *styles, const char *name);

/* ---- lists: they are counted by their style, since a list goes on after what stands between ---- */

/* A list of that style begins anew: its numbers begin at their first. */
void odt_list_restart (OdtStyles *styles, const char *list);
/* Counts one item on that level (from 1; start 0: the next), and says its number as printed ("3.", "(b)", "•"); NULL for none. Free it. */
char *odt_list_next (OdtStyles *styles, const char *list, int level, int start);
