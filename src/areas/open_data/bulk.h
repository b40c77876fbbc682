/* All that is public in bulk: JSON Lines to go on from, tables, a feed of what changed, sitemaps. docs/FORMATS.md has the keys. */
#pragma once

#include "areas/open_data/record.h"

/* Lines for at most so many records behind a position, deleted ones too, each with its thing and all paragraphs. *ret_last: the position of the last
 * one, after where there is none. Free it. */
char *td_open_lines (TdInstance *instance, gint64 after, int most, gint64 *ret_last, GError **error);
/* The table of one kind, of what is there now. Free it. */
char *td_open_csv (TdInstance *instance, TdOpenKind kind, GError **error);
/* What changed last, as Atom (RFC 4287), in locale. Free it. */
char *td_open_atom (TdInstance *instance, const char *locale, GError **error);
/* Addresses of what is there in one language, with the same page in the others (sitemaps.org). Free it. */
char *td_open_sitemap (TdInstance *instance, const char *locale, GError **error);
/* The list of the sitemaps. Free it. */
char *td_open_sitemaps (const TdInstance *instance);

/* Writes all of it into a folder, which is made: records.jsonl, documents.csv, submissions.csv, files/ with each file of the library as it came,
 * and SHA256SUMS as sha256sum reads it. */
gboolean td_open_dump (TdInstance *instance, const char *folder, gint64 *ret_records, gint64 *ret_files,
                       GError **error);
