#include "instance/keys.h"

#include "base/errors.h"
#include "instance/instance.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_BYTES = 64 };

static gboolean fail (GError **error, const char *name, const char *what)
{
    g_set_error (error, TD_INSTANCE_ERROR, TD_ERROR_OURS, "The key file keys/%s %s.", name, what);
    return FALSE;
}

static gboolean sync_folder (const char *folder)
{
    int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    gboolean ok = fd >= 0 && fsync (fd) == 0;

    if (fd >= 0)
        close (fd);
    return ok;
}

gboolean td_key_make (const char *folder, const char *name, gsize bytes, GError **error)
{
    g_autofree char *path = g_build_filename (folder, name, NULL);
    guint8 key[MOST_BYTES];
    char line[2 * MOST_BYTES + 2];
    int fd;
    gboolean ok;

    g_return_val_if_fail (bytes <= MOST_BYTES, FALSE);
    fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail (error, name, "could not be made; the folder must be new and writable");
    randombytes_buf (key, bytes);
    sodium_bin2hex (line, sizeof line, key, bytes);
    line[2 * bytes] = '\n';
    ok = write (fd, line, 2 * bytes + 1) == (gssize) (2 * bytes + 1) && fsync (fd) == 0;
    ok = close (fd) == 0 && ok;
    sodium_memzero (key, sizeof key);
    sodium_memzero (line, sizeof line);
    return (ok && sync_folder (folder)) || fail (error, name, "could not be written; look at the space on the disk");
}

/* What a file holds that nobody else can read; how many bytes, or -1 with error. */
static gssize read_private (const char *folder, const char *name, char *buffer, gsize size, GError **error)
{
    g_autofree char *path = g_build_filename (folder, name, NULL);
    int fd = open (path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    gssize n;

    if (fd < 0) {
        fail (error, name, "cannot be opened; bring it back from where you keep your keys");
        return -1;
    }
    if (fstat (fd, &st) != 0 || (st.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        close (fd);
        fail (error, name, "can be read by others; set its mode to 0600");
        return -1;
    }
    n = read (fd, buffer, size);
    close (fd);
    return MAX (n, 0);
}

gboolean td_key_read (const char *folder, const char *name, guint8 *ret_key, gsize bytes, GError **error)
{
    char line[2 * MOST_BYTES + 2] = { 0 };
    guint8 key[MOST_BYTES];
    gsize length = 0;
    gssize n;
    int ok;

    g_return_val_if_fail (bytes <= MOST_BYTES, FALSE);
    n = read_private (folder, name, line, sizeof line - 1, error);
    if (n < 0)
        return FALSE;
    ok = n > 0 && sodium_hex2bin (key, sizeof key, line, (gsize) n, "\n", &length, NULL) == 0 && length == bytes;
    sodium_memzero (line, sizeof line);
    if (ok)
        memcpy (ret_key, key, bytes);
    sodium_memzero (key, sizeof key);
    return ok || fail (error, name, "is not a key; bring it back from where you keep your keys");
}

char *td_key_read_line (const char *folder, const char *name, GError **error)
{
    char line[1001] = { 0 };
    gssize n = read_private (folder, name, line, sizeof line - 1, error);
    char *copy;

    if (n < 0)
        return NULL;
    line[strcspn (line, "\r\n")] = '\0';
    copy = *line != '\0' ? g_strdup (line) : NULL;
    sodium_memzero (line, sizeof line);
    if (copy == NULL)
        fail (error, name, "is empty; its first line is the secret");
    return copy;
}
