/* Between the files of treatydesk-writer: one function a format, and what they share.
 *
 * Each takes a checked text and answers with the file whole; the texts' numbers, ids, links and changes come from the text as they are. A
 * format's own limits stand at the head of its file. Only main.c talks to the world. */
#pragma once

#include "document/text-model.h"
#include <jansson.h>

/* All owned by the caller. NULL with a sentence when a library fails. */
GBytes *writer_html (const TdText *text, GError **error);
GBytes *writer_pdf (const TdText *text, GError **error);
GBytes *writer_docx (const TdText *text, GError **error);
GBytes *writer_odt (const TdText *text, GError **error);
GBytes *writer_epub (const TdText *text, GError **error);
GBytes *writer_plain (const TdText *text, GError **error);

/* A badge, as document/badge-file.h has it as JSON. */
GBytes *writer_badge (const json_t *json, GError **error);
/* A picture card as PNG, a leaflet as PDF, as document/spread-file.h has them as JSON. */
GBytes *writer_card (const json_t *json, GError **error);
GBytes *writer_leaflet (const json_t *json, GError **error);

/* Files as one ZIP, as document/pack-file.h has them as JSON. */
GBytes *writer_pack (const json_t *json, GError **error);

/* format: a word of td_file_format_word. */
GBytes *writer_write (const TdText *text, const char *format, GError **error);

/* ---- what a text looks like, whatever the format ---- */

/* The language of a paragraph, and whether it runs from right to left. */
const char *writer_language (const TdText *text, const TdTextParagraph *paragraph);
gboolean writer_rtl (const char *language);

/* What a file is called inside: its title, else its symbol, else a dash. */
const char *writer_title (const TdText *text);

/* A run of rows that are one table: from i, how many. */
guint writer_rows_from (const TdTextSection *section, guint i);
/* Columns of the widest of n rows. */
guint writer_columns (const TdTextSection *section, guint i, guint n);
/* How wide each column should be, in thousandths of the table, by the words in it: for formats whose program lays it out. Free it. */
int *writer_column_shares (const TdTextSection *section, guint i, guint n, guint columns);

/* Whether a section is named in the table of contents: it has a title and is of level 1 to 3. */
gboolean writer_in_contents (const TdTextSection *section);

/* Where a link of the text leads from a file: an address, or "#id" of something that is there; NULL when nowhere (then its words stand
 * alone). link may be NULL. Free it. */
char *writer_link (const TdText *text, const char *link);

/* The few words that a file itself says, in the text's language where we have it, else in English. */
typedef enum { WRITER_CONTENTS, WRITER_SOURCE, WRITER_NOTES } WriterWord;
const char *writer_word (const char *language, WriterWord word);
