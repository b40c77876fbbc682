#include "instance/own-file.h"

#include "base/errors.h"

#include <sodium.h>
#include <sys/mman.h>
#include <unistd.h>

enum { OWN_BYTES = 32 };

static gboolean cannot (GError **error)
{
    g_set_error_literal (error, TD_INSTANCE_ERROR, TD_ERROR_OURS,
                         "A file could not be read back. Nothing was changed; try again.");
    return FALSE;
}

static gboolean slurp (int fd, GByteArray *into, GError **error)
{
    guint8 chunk[64 * 1024];
    off_t at = 0;
    ssize_t got;

    while ((got = pread (fd, chunk, sizeof chunk, at)) > 0) {
        g_byte_array_append (into, chunk, (guint) got);
        at += got;
    }
    return got == 0 || cannot (error);
}

gboolean td_own_file_put (TdInstance *instance, int fd, char *ret_blob, gint64 *ret_size, GError **error)
{
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    guint8 own[OWN_BYTES];

    randombytes_buf (own, sizeof own);
    g_byte_array_append (bytes, own, sizeof own);
    if (!slurp (fd, bytes, error)
        || !td_blobs_put (instance->blobs, TD_BLOB_RESTRICTED, bytes->data, bytes->len, ret_blob, error))
        return FALSE;
    if (ret_size != NULL)
        *ret_size = (gint64) bytes->len - OWN_BYTES;
    return TRUE;
}

static gboolean write_all (int fd, const guint8 *bytes, gsize size)
{
    for (gsize at = 0; at < size;) {
        ssize_t wrote = pwrite (fd, bytes + at, size - at, (off_t) at);
        if (wrote <= 0)
            return FALSE;
        at += (gsize) wrote;
    }
    return TRUE;
}

int td_own_file_open (TdInstance *instance, const char *blob, GError **error)
{
    g_autoptr (GBytes) bytes = td_blobs_get (instance->blobs, TD_BLOB_RESTRICTED, blob, error);
    gsize size = 0;
    const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
    int fd = data != NULL && size >= OWN_BYTES ? memfd_create ("treatydesk-file", MFD_CLOEXEC) : -1;

    if (data == NULL)
        return -1;
    if (fd >= 0 && write_all (fd, data + OWN_BYTES, size - OWN_BYTES))
        return fd;
    if (fd >= 0)
        close (fd);
    cannot (error);
    return -1;
}

void td_own_file_remove (TdInstance *instance, const char *blob)
{
    td_blobs_remove (instance->blobs, TD_BLOB_RESTRICTED, blob, NULL);
}
