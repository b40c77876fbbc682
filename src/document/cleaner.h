/* Asks the cleaner (a program of its own, in a cell) to take out of a file what it says of its maker, and distrusts its answer.
 *
 * JPEG, PNG, PDF, OOXML (DOCX and its kin) and OpenDocument; any other file is unknown and left to the caller as it is. What was found is told in English, for
 * its sender alone. The file is read from memory (a memfd) and never touches a disk.
 */
#pragma once

#include "base/cell/cell.h"

/* A piece of the cleaned file. FALSE with error stops. */
typedef gboolean (*TdCleanSink) (const guint8 *bytes, gsize n, gpointer data, GError **error);

/* *ret_cleaned FALSE: unknown, and sink got nothing; found (of char *) gets what was taken out. An error is the sink's, or TD_ERROR_INPUT where the
 * cleaner died or made no sense: then what sink got is nothing worth. Blocks; any thread. */
gboolean td_cleaner_clean (TdCellPool *cleaners, int fd, TdCleanSink sink, gpointer data, GPtrArray *found,
                           gboolean *ret_cleaned, GError **error);
