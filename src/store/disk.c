/* Blobs as files of a folder: public/ab/abcdef… and restricted/ab/abcdef…
 *
 * A blob has no name while it is written (O_TMPFILE), so that a crash leaves nothing behind; then it is
 * synced, linked to its name, and the folder of the name synced. */
#include "store/blobs-private.h"
#include "store/faults.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    int folder;
    gboolean unnamed; /* the file system has O_TMPFILE, and /proc is there to name such a file */
} Disk;

static const char *const kind_folders[] = { [TD_BLOB_PUBLIC] = "public", [TD_BLOB_RESTRICTED] = "restricted" };

/* kind/ab, and with a name kind/ab/name */
static char *path_of (TdBlobKind kind, const char *name, gboolean whole)
{
    char shard[3] = { name[0], name[1], '\0' };
    return g_build_filename (kind_folders[kind], shard, whole ? name : NULL, NULL);
}

static gboolean sync_fd (int fd)
{
    return !td_fault (TD_FAULT_SYNC) && fsync (fd) == 0;
}

static gboolean sync_folder (int parent, const char *path)
{
    int fd = openat (parent, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return FALSE;
    gboolean ok = sync_fd (fd);
    int kept = errno;
    close (fd);
    errno = kept;
    return ok;
}

/* ---- opening ---- */

/* All folders at once: made when first needed, one of them could be used by a second thread before it is
 * durable. */
static gboolean make_shards (int folder, const char *kind, gboolean *ret_made)
{
    static const char digits[] = "0123456789abcdef";
    gboolean made = mkdirat (folder, kind, 0700) == 0;
    if (!made && errno != EEXIST)
        return FALSE;
    for (int i = 0; i < 256; i++) {
        char shard[3] = { digits[i / 16], digits[i % 16], '\0' };
        g_autofree char *path = g_build_filename (kind, shard, NULL);
        if (mkdirat (folder, path, 0700) == 0)
            made = TRUE;
        else if (errno != EEXIST)
            return FALSE;
    }
    *ret_made = *ret_made || made;
    return !made || sync_folder (folder, kind);
}

static gboolean make_folders (int folder)
{
    gboolean made = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS (kind_folders); i++)
        if (!make_shards (folder, kind_folders[i], &made))
            return FALSE;
    return !made || sync_fd (folder);
}

static gboolean has_unnamed_files (int folder)
{
    int fd = openat (folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0)
        close (fd);
    return fd >= 0 && g_access ("/proc/self/fd", X_OK) == 0;
}

gpointer td_blob_disk_open (const char *path, GError **error)
{
    if (g_mkdir (path, 0700) < 0 && errno != EEXIST) {
        td_blobs_fail (error);
        return NULL;
    }
    int folder = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (folder < 0 || !make_folders (folder)) {
        td_blobs_fail (error);
        if (folder >= 0)
            close (folder);
        return NULL;
    }
    Disk *disk = g_new0 (Disk, 1);
    disk->folder = folder;
    disk->unnamed = has_unnamed_files (folder);
    return disk;
}

static void disk_free (gpointer state)
{
    Disk *disk = state;
    close (disk->folder);
    g_free (disk);
}

/* ---- drafts ---- */

static gboolean disk_begin (gpointer state, TdBlobDraft *ret_draft, GError **error)
{
    Disk *disk = state;
    g_autofree char *name = NULL;
    int fd;
    if (disk->unnamed) {
        fd = openat (disk->folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    } else {
        g_autofree char *uuid = g_uuid_string_random ();
        name = g_strconcat (".new-", uuid, NULL);
        fd = openat (disk->folder, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    }
    if (fd < 0)
        return td_blobs_fail (error);
    *ret_draft = (TdBlobDraft){ .fd = fd, .name = g_steal_pointer (&name) };
    return TRUE;
}

static void disk_discard (gpointer state, TdBlobDraft *draft)
{
    Disk *disk = state;
    if (draft->name)
        unlinkat (disk->folder, draft->name, 0);
    close (draft->fd);
    g_clear_pointer (&draft->name, g_free);
    draft->fd = -1;
}

static gboolean give_name (Disk *disk, TdBlobDraft *draft, const char *path)
{
    if (td_fault (TD_FAULT_RENAME))
        return FALSE;
    if (draft->name) {
        if (renameat (disk->folder, draft->name, disk->folder, path) < 0)
            return FALSE;
        g_clear_pointer (&draft->name, g_free);
        return TRUE;
    }
    char proc[64];
    g_snprintf (proc, sizeof proc, "/proc/self/fd/%d", draft->fd);
    return linkat (AT_FDCWD, proc, disk->folder, path, AT_SYMLINK_FOLLOW) == 0 || errno == EEXIST;
}

static gboolean disk_keep (gpointer state, TdBlobDraft *draft, TdBlobKind kind, const char *name, GError **error)
{
    Disk *disk = state;
    g_autofree char *path = path_of (kind, name, TRUE);
    g_autofree char *shard = path_of (kind, name, FALSE);
    /* The folder is synced even if the name was there: who linked it may not have come so far yet. */
    gboolean ok = sync_fd (draft->fd) && give_name (disk, draft, path) && sync_folder (disk->folder, shard);
    if (!ok)
        td_blobs_fail (error);
    disk_discard (state, draft);
    return ok;
}

/* ---- the kept ---- */

static int disk_fetch (gpointer state, TdBlobKind kind, const char *name, GError **error)
{
    Disk *disk = state;
    g_autofree char *path = path_of (kind, name, TRUE);
    int fd = openat (disk->folder, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        td_blobs_fail (error);
    return fd;
}

static gboolean disk_has (gpointer state, TdBlobKind kind, const char *name)
{
    Disk *disk = state;
    g_autofree char *path = path_of (kind, name, TRUE);
    return faccessat (disk->folder, path, F_OK, 0) == 0;
}

static gboolean disk_remove (gpointer state, TdBlobKind kind, const char *name, GError **error)
{
    Disk *disk = state;
    g_autofree char *path = path_of (kind, name, TRUE);
    g_autofree char *shard = path_of (kind, name, FALSE);
    if (unlinkat (disk->folder, path, 0) < 0 && errno != ENOENT)
        return td_blobs_fail (error);
    return sync_folder (disk->folder, shard) || td_blobs_fail (error);
}

const TdBlobKeeper td_blob_keeper_disk = {
    .begin = disk_begin,
    .keep = disk_keep,
    .discard = disk_discard,
    .fetch = disk_fetch,
    .has = disk_has,
    .remove = disk_remove,
    .free = disk_free,
};
