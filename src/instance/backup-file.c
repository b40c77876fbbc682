/* The file that a backup becomes: hashed, sealed and written as it comes, and without a name until it is whole. */
#include "instance/backup-private.h"

#include "base/errors.h"
#include "store/faults.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

struct TdBackupFile {
    char *file, *folder;
    char *part; /* where the file system knows no file without a name */
    int fd;
    TdAgeWriter *seal; /* or NULL */
    crypto_hash_sha256_state sha;
    gint64 fed, written;
};

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_INSTANCE_ERROR, code, message);
    return FALSE;
}

static gboolean fail_there (GError **error)
{
    return fail (error, TD_ERROR_CONFLICT,
                 "There is a file of that name already, and it is left as it is. Name another one.");
}

static gboolean fail_write (GError **error)
{
    if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG)
        return fail (
            error, TD_ERROR_BUSY,
            "There is no room for the backup: the disk is full, or the file may not become so large. Nothing was "
            "made. Make room, or name a file on another disk.");
    g_set_error (error, TD_INSTANCE_ERROR, TD_ERROR_OURS,
                 "The backup could not be written (%s). Nothing was made. Look at the disk that it goes to.",
                 g_strerror (errno));
    return FALSE;
}

gboolean td_backup_write (int fd, const void *bytes, gsize n)
{
    const guint8 *at = bytes;

    while (n > 0) {
        gssize wrote = td_fault (TD_FAULT_WRITE) ? -1 : write (fd, at, n);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return FALSE;
        at += wrote;
        n -= (gsize) wrote;
    }
    return TRUE;
}

/* ---- its beginning ---- */

static int open_part (TdBackupFile *file)
{
    g_autofree char *base = g_path_get_basename (file->file);
    g_autofree char *name = g_strconcat (".", base, ".part", NULL);

    file->part = g_build_filename (file->folder, name, NULL);
    return open (file->part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
}

static gboolean open_file (TdBackupFile *file, GError **error)
{
    if (g_file_test (file->file, G_FILE_TEST_EXISTS) || g_file_test (file->file, G_FILE_TEST_IS_SYMLINK))
        return fail_there (error);
    file->fd = open (file->folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    if (file->fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL))
        file->fd = open_part (file);
    if (file->fd >= 0)
        return TRUE;
    g_set_error (error, TD_INSTANCE_ERROR, TD_ERROR_INPUT,
                 "The backup cannot be made there (%s). Name a file in a folder that is there and may be written to.",
                 g_strerror (errno));
    return FALSE;
}

static gboolean write_out (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    TdBackupFile *file = data;

    crypto_hash_sha256_update (&file->sha, bytes, n);
    file->written += (gint64) n;
    return td_backup_write (file->fd, bytes, n) || fail_write (error);
}

TdBackupFile *td_backup_file_new (const char *name, const TdAgeRecipient *to, guint n_to, GError **error)
{
    g_autoptr (TdBackupFile) file = g_new0 (TdBackupFile, 1);

    file->fd = -1;
    file->file = g_canonicalize_filename (name, NULL);
    file->folder = g_path_get_dirname (file->file);
    crypto_hash_sha256_init (&file->sha);
    if (!open_file (file, error))
        return NULL;
    if (n_to > 0 && (file->seal = td_age_writer_new (to, n_to, write_out, file, error)) == NULL)
        return NULL;
    return g_steal_pointer (&file);
}

void td_backup_file_free (TdBackupFile *file)
{
    if (file == NULL)
        return;
    td_age_writer_free (file->seal);
    if (file->fd >= 0)
        close (file->fd);
    if (file->part != NULL)
        unlink (file->part);
    g_free (file->part);
    g_free (file->file);
    g_free (file->folder);
    g_free (file);
}

/* ---- bytes, and its end ---- */

gboolean td_backup_file_put (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    TdBackupFile *file = data;

    file->fed += (gint64) n;
    return file->seal != NULL ? td_age_writer_feed (file->seal, bytes, n, error) : write_out (bytes, n, file, error);
}

gint64 td_backup_file_fed (const TdBackupFile *file)
{
    return file->fed;
}

/* Never over a file that came meanwhile. */
static gboolean give_name (TdBackupFile *file)
{
    char proc[64];

    if (td_fault (TD_FAULT_RENAME))
        return FALSE;
    if (file->part != NULL && renameat2 (AT_FDCWD, file->part, AT_FDCWD, file->file, RENAME_NOREPLACE) == 0)
        return TRUE;
    if (file->part != NULL) /* NFS has no such rename, and has links */
        return errno == EINVAL && link (file->part, file->file) == 0 && unlink (file->part) == 0;
    g_snprintf (proc, sizeof proc, "/proc/self/fd/%d", file->fd);
    return linkat (AT_FDCWD, proc, AT_FDCWD, file->file, AT_SYMLINK_FOLLOW) == 0;
}

static gboolean sync_folder (const char *folder)
{
    int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    gboolean ok = fd >= 0 && fsync (fd) == 0;

    if (fd >= 0)
        close (fd);
    return ok;
}

gboolean td_backup_file_finish (TdBackupFile *file, TdBackupMade *ret_made, GError **error)
{
    guint8 hash[crypto_hash_sha256_BYTES];

    if (file->seal != NULL && !td_age_writer_finish (file->seal, error))
        return FALSE;
    if (td_fault (TD_FAULT_SYNC) || fsync (file->fd) != 0)
        return fail_write (error);
    if (!give_name (file))
        return errno == EEXIST ? fail_there (error) : fail_write (error);
    g_clear_pointer (&file->part, g_free);
    if (!sync_folder (file->folder)) {
        unlink (file->file);
        return fail_write (error);
    }
    crypto_hash_sha256_final (&file->sha, hash);
    sodium_bin2hex (ret_made->sha256, sizeof ret_made->sha256, hash, sizeof hash);
    ret_made->bytes = file->written;
    return TRUE;
}
