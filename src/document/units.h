/* Files that translators exchange, read and written: XLIFF 2.0 (1.2 is read too), TMX 1.4b, PO, TBX, CSV, DOCX with two columns.
 *
 * Reading: treatydesk-reader parses in its cell, unit by unit, so that a file of gigabytes needs no more memory than its largest unit; what it
 * answers is checked here. Entities that a file defines are refused, as are encodings other than UTF-8 and UTF-16 (XML) and UTF-8
 * (PO, CSV). Writing: strings made here; a DOCX by treatydesk-writer.
 *
 * What a format holds: XLIFF, PO and CSV hold everything of a unit (unit.h). TMX holds a pair of texts, so that a unit with plural forms
 * becomes one unit for each form there. TBX holds concepts alone. A DOCX holds ids, sources and targets of one text each. In texts, codes that a
 * foreign file puts around or between words (bold, a break) are left out, and counted.
 *
 * Threads: any.
 */
#pragma once

#include "base/cell/cell.h"
#include "document/text-model.h"
#include "document/unit.h"

typedef enum {
    TD_UNITS_XLIFF,
    TD_UNITS_TMX,
    TD_UNITS_PO,
    TD_UNITS_TBX,
    TD_UNITS_CSV,
    TD_UNITS_DOCX,
    TD_N_UNITS
} TdUnitsFormat;
const char *td_units_format_word (TdUnitsFormat format);   /* "xliff", "tmx", "po", "tbx", "csv", "docx" */
const char *td_units_format_ending (TdUnitsFormat format); /* of names: "xlf", else the word */
const char *td_units_format_type (TdUnitsFormat format);   /* the MIME type */
gboolean td_units_format_from_word (const char *word, TdUnitsFormat *ret_format);
/* By a file's name: "a.xlf", "b.TMX". */
gboolean td_units_format_from_name (const char *name, TdUnitsFormat *ret_format);

/* What a file says of itself. Fields may be NULL. */
typedef struct {
    TdUnitsFormat format;
    char *from, *to; /* languages */
    char *header;    /* of a PO file: its head, as it stands there */
} TdUnitsHead;
void td_units_head_clear (TdUnitsHead *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdUnitsHead, td_units_head_clear)

/* ---- reading ---- */

/* One unit; line: where it stands in the file (0 where lines mean nothing). FALSE with error stops. */
typedef gboolean (*TdUnitFunc) (const TdUnitsHead *head, const TdUnit *unit, int line, gpointer data, GError **error);

/* Reads the file behind fd (from its start); its format is told by its bytes. program: the path of treatydesk-reader
 * (td_instance_reader_path). TD_ERROR_INPUT in TD_UNITS_ERROR with a sentence that names the line. *ret_codes (may be NULL): how many codes were
 * left out of texts. Blocks. */
#define TD_UNITS_ERROR (td_units_error_quark ())
GQuark td_units_error_quark (void);
gboolean td_units_read (const char *program, int fd, TdUnitFunc func, gpointer data, gint64 *ret_codes, GError **error);

/* All of a small file at once: of TdUnit. TD_ERROR_TOO_LARGE beyond most. */
GPtrArray *td_units_read_all (const char *program, int fd, guint most, TdUnitsHead *ret_head, GError **error);

/* ---- writing, piece by piece: a head, any number of units, an end ---- */

/* format is any but DOCX. head's from and to are needed for XLIFF, to for PO. */
void td_units_begin (GString *out, const TdUnitsHead *head);
/* n: counts up from 1 over the units of a file. */
void td_units_put (GString *out, const TdUnitsHead *head, const TdUnit *unit, int n);
void td_units_end (GString *out, const TdUnitsHead *head);
/* The two columns as a text for treatydesk-writer (document/writer.h); units of TdUnit. Free it. */
TdText *td_units_text (const char *title, const TdUnitsHead *head, const GPtrArray *units);
