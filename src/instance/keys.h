/* The keys of an instance: files in DIR/keys, mode 0600, one key each as a line of hex.
 *
 * Who reads which key, what losing it means and how it is rotated: the table in SECURITY.md.
 */
#pragma once

#include <glib.h>

/* Makes a key file of so many random bytes; refuses to overwrite. Synced with its folder. */
gboolean td_key_make (const char *folder, const char *name, gsize bytes, GError **error);
/* Reads one of exactly so many bytes; refuses files that others can read. */
gboolean td_key_read (const char *folder, const char *name, guint8 *ret_key, gsize bytes, GError **error);
/* Reads a secret that a person put there: the first line of the file, at most 1,000 bytes. Refuses files that others can read.
 * Wipe it with sodium_memzero, then free it. NULL with error. */
char *td_key_read_line (const char *folder, const char *name, GError **error);
