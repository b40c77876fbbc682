/* A table for spreadsheets, written by RFC 4180: fields in quotes, lines ended by CR LF.
 *
 * A spreadsheet computes what begins with a sign of a formula, also behind blanks, and what strangers wrote stands in these tables: such a field gets an
 * apostrophe in front, which makes it text. */
#pragma once

#include <glib.h>

/* One more field of the line; NULL is empty. */
void td_csv_put (GString *out, const char *text);
void td_csv_put_number (GString *out, gint64 n);
void td_csv_end (GString *out);
