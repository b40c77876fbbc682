/* A file at rest that belongs to one row alone.
 *
 * Blobs lie by the hash of their content (store/blobs.h), so that the same file sent twice is one, and erasing it for the one
 * erases it for the other. What goes with its row (a file that waits, a file beside what was made of it) begins with random bytes of its own,
 * so that its blob is like no other. Encrypted like every restricted blob.
 *
 * Put before the transaction that names it: a crash between leaves a blob that nobody names, never a row without its file. Threads: any.
 */
#pragma once

#include "instance/instance.h"

/* Copies from fd (from its start, read to its end). ret_blob: its name, TD_SHA256_TEXT letters and NUL. Blocks. */
gboolean td_own_file_put (TdInstance *instance, int fd, char *ret_blob, gint64 *ret_size, GError **error);
/* The file as it came, in memory, at its start; close it. -1 with error. */
int td_own_file_open (TdInstance *instance, const char *blob, GError **error);
/* Erases; missing is no error. One that could not be removed opens to nobody who has no row for it. */
void td_own_file_remove (TdInstance *instance, const char *blob);
