/* A strict reader of CSV (RFC 4180) with a header row, for the tables of a profile.
 *
 * What always holds of a table that was read: valid UTF-8 without NUL; each row has as many fields as
 * the header; no column's name is empty or doubled; the limits below. Lines end with LF or CRLF, also inside
 * quotes; the last row may lack its line end; a byte order mark is dropped; an empty line is an error
 * (in a table of one column it would be ambiguous). Nothing is trimmed: spaces belong to their field.
 *
 * Errors are TD_ERROR_INPUT in TD_CSV_ERROR and begin "name, line N: ".
 * Threads: a table is immutable once read.
 *
 * Example:
 *   g_autoptr (TdCsv) csv = td_csv_read ("states.csv", data, size, &error);
 *   for (guint i = 0; i < csv->n_rows; i++)
 *       puts (td_csv_field (csv, i, "iso3"));
 */
#pragma once

#include <glib.h>

#define TD_CSV_ERROR (td_csv_error_quark ())
GQuark td_csv_error_quark (void);

enum {
    TD_CSV_BYTES = 8 * 1024 * 1024, /* of one table */
    TD_CSV_ROWS = 50000,
    TD_CSV_COLUMNS = 64,
    TD_CSV_FIELD_BYTES = 64 * 1024,
};

typedef struct {
    char *name; /* as given, for messages */
    guint n_columns;
    guint n_rows;      /* without the header */
    char **columns;    /* n_columns names */
    GPtrArray *fields; /* of char *; row by row; never NULL */
    GArray *lines;     /* of guint: the line on which each row begins */
} TdCsv;

/* data need not end with NUL. name is what messages call the table: a file's base name. */
TdCsv *td_csv_read (const char *name, const char *data, gsize size, GError **error);
void td_csv_free (TdCsv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdCsv, td_csv_free)

/* The field's text, "" where empty; NULL when the table lacks the column. Lives as long as csv. */
const char *td_csv_field (const TdCsv *csv, guint row, const char *column);
guint td_csv_line (const TdCsv *csv, guint row);
