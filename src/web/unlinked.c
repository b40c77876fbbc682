#include "web/unlinked.h"

#include "store/faults.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

int td_unlinked_open (const char *folder)
{
    int fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    g_autofree char *name = NULL;

    if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
        return fd;
    name = g_build_filename (folder, "upload-XXXXXX", NULL);
    fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0)
        unlink (name);
    return fd;
}

gboolean td_unlinked_write (int fd, const void *bytes, gsize size)
{
    const char *at = bytes;

    while (size > 0) {
        ssize_t n = td_fault (TD_FAULT_WRITE) ? -1 : write (fd, at, size);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return FALSE;
        at += n;
        size -= (gsize) n;
    }
    return TRUE;
}
