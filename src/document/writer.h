/* A text as a file: DOCX, ODT, tagged PDF (PDF/UA structure: headings, paragraphs, lists, tables, links, language), HTML,
 * EPUB 3, plain text.
 *
 * Files are made by treatydesk-writer, a program of its own (document/writer/), the only one that links Pango, Cairo and the
 * writing half of libxml2: so the server stays small and starts fast. It gets a text as JSON on its standard input and
 * answers with the file. What it gets is ours, so it needs no closed cell, but it runs without network and with limits all the same.
 */
#pragma once

#include "document/text-model.h"

typedef enum {
    TD_FILE_DOCX,
    TD_FILE_ODT,
    TD_FILE_PDF,
    TD_FILE_HTML,
    TD_FILE_EPUB,
    TD_FILE_TEXT,
    TD_N_FILES
} TdFileFormat;
const char *td_file_format_word (TdFileFormat format); /* "docx", … : also the name's ending */
const char *td_file_format_type (TdFileFormat format); /* the MIME type */
gboolean td_file_format_from_word (const char *word, TdFileFormat *ret_format);

/* program: absolute path of treatydesk-writer (td_instance_writer_path). Numbers are those of the text; one that lacks any is numbered
 * first (td_text_number). Blocks; any thread. Errors are td_helper_run's (base/cell/helper.h): TD_ERROR_OURS when it fails,
 * TD_ERROR_TOO_LARGE when the text is too long for one file. */
GBytes *td_text_write (const char *program, const TdText *text, TdFileFormat format, GError **error);
