/* Files at rest, by SHA-256 of their content.
 *
 * All that is sent is restricted so far, also what is published: the public reads its text, not its file. Public are the files of the
 * library.
 * A public blob lies in clear under blobs/public/ab/abcdef…; a restricted one is a libsodium
 * secretstream (XChaCha20-Poly1305) under a key of its own that is wrapped by the instance key, and
 * its name is a keyed hash of the content's hash, so that a name tells nothing. Written to a temporary
 * name, synced, renamed, folder synced; what a call returned TRUE for survives a power cut.
 * A keeper is a const table of functions; disk.c is the first.
 *
 * Threads: any. One blob may be put twice at once; both succeed with the same content.
 */
#pragma once

#include <glib.h>

enum { TD_SHA256_BYTES = 32, TD_SHA256_TEXT = 64 };

typedef struct TdBlobs TdBlobs;
typedef enum { TD_BLOB_PUBLIC, TD_BLOB_RESTRICTED } TdBlobKind;

#define TD_BLOBS_ERROR (td_blobs_error_quark ())
GQuark td_blobs_error_quark (void);

/* folder is made if missing. key: 32 bytes, the instance key; copied into locked memory. */
TdBlobs *td_blobs_open_disk (const char *folder, const guint8 *key, GError **error);
void td_blobs_free (TdBlobs *blobs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdBlobs, td_blobs_free)

/* Copies from fd (from its start, read to its end) and returns the hash of the content in
 * ret_sha256 (64 hex letters and NUL) and its size. */
gboolean td_blobs_put_fd (TdBlobs *blobs, TdBlobKind kind, int fd, char *ret_sha256, gint64 *ret_size, GError **error);
gboolean td_blobs_put (TdBlobs *blobs, TdBlobKind kind, const void *data, gsize size, char *ret_sha256, GError **error);
/* The content, decrypted and its hash checked: a changed byte is TD_ERROR_OURS and says so. */
GBytes *td_blobs_get (TdBlobs *blobs, TdBlobKind kind, const char *sha256, GError **error);
/* The same as an unlinked temporary file (O_TMPFILE in the folder's own file system), at its start. -1 with error. */
int td_blobs_get_fd (TdBlobs *blobs, TdBlobKind kind, const char *sha256, GError **error);
gboolean td_blobs_has (TdBlobs *blobs, TdBlobKind kind, const char *sha256);
/* Erases; missing is no error. */
gboolean td_blobs_remove (TdBlobs *blobs, TdBlobKind kind, const char *sha256, GError **error);
