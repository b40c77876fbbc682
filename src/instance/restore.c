/* Putting a backup into an empty place. Contract in backup.h. */
#include "instance/backup-private.h"

#include "base/errors.h"
#include "instance/folder.h"
#include "store/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { PIECE = 64 * 1024, DEPTH = 5 };

typedef struct {
    const TdRestoreOptions *options;
    int file;
    gboolean sealed;
    char *folder, *part; /* its name, and the one that it has until it is whole */
    int part_fd;
    TdPlacing proved; /* what the first reading found */
    TdSchemaFile *files;
    TdBackupProgress progress;
    gint64 rows, made;
} Restoring;

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_INSTANCE_ERROR, code, message);
    return FALSE;
}

/* ---- reading ---- */

static gboolean to_archive (const guint8 *bytes, gsize n, gpointer reader, GError **error)
{
    return td_archive_reader_feed (reader, bytes, n, error);
}

static gboolean feed (Restoring *r, TdArchiveReader *archive, TdAgeReader *seal, GError **error)
{
    g_autofree guint8 *piece = g_malloc (PIECE);
    gssize n;

    if (lseek (r->file, 0, SEEK_SET) != 0)
        return fail (error, TD_ERROR_INPUT,
                     "The backup has to be a file that can be read twice. Name the file itself.");
    r->progress.bytes = 0;
    while ((n = read (r->file, piece, PIECE)) > 0) {
        if (!(seal != NULL ? td_age_reader_feed (seal, piece, (gsize) n, error)
                           : td_archive_reader_feed (archive, piece, (gsize) n, error)))
            return FALSE;
        r->progress.bytes += n;
        if (r->options->show != NULL)
            r->options->show (&r->progress, r->options->data);
    }
    if (n < 0)
        return fail (error, TD_ERROR_INPUT,
                     "The backup could not be read to its end. Look at the disk that it lies on.");
    return (seal == NULL || td_age_reader_finish (seal, error)) && td_archive_reader_finish (archive, error);
}

/* The whole file, from its start. */
static gboolean read_all (Restoring *r, TdPlacing *placing, GError **error)
{
    g_autoptr (TdArchiveReader) archive = td_archive_reader_new (&td_placing_taker, placing);
    g_autoptr (TdAgeReader) seal = NULL;

    if (r->sealed)
        seal = td_age_reader_new (r->options->identities, r->options->n_identities, to_archive, archive);
    return feed (r, archive, seal, error);
}

static gboolean open_file (Restoring *r, const char *file, GError **error)
{
    guint8 first[64];
    gssize n;

    r->file = open (file, O_RDONLY | O_CLOEXEC);
    if (r->file < 0)
        return fail (error, TD_ERROR_INPUT, "The backup could not be opened. Look at its name.");
    n = read (r->file, first, sizeof first);
    r->sealed = n > 0 && td_age_looks_sealed (first, (gsize) n);
    if (r->sealed && r->options->n_identities == 0)
        return fail (error, TD_ERROR_INPUT,
                     "The backup is sealed. Say with --identity which file holds the secret key that opens it.");
    return TRUE;
}

/* ---- what it is ---- */

static gboolean of_newer (GError **error)
{
    return fail (
        error, TD_ERROR_INPUT,
        "The backup was made by a newer version of this program, or by another program. Install that version and try "
        "again. Nothing was put in place.");
}

static const TdSchemaFile *find_file (gint64 number, const char *name, gsize *ret_at)
{
    for (; td_schema_files[*ret_at].number != 0; (*ret_at)++)
        if (td_schema_files[*ret_at].number == number
            && (name == NULL || g_str_equal (td_schema_files[*ret_at].name, name)))
            return &td_schema_files[*ret_at];
    return NULL;
}

/* The text of a file must be the one that was applied. An engine's own text is compared with the same engine's. */
static gboolean check_hash (const TdSchemaFile *file, const char *hash)
{
    g_autofree char *ours = g_compute_checksum_for_string (G_CHECKSUM_SHA256, file->sql, -1);

    return g_strcmp0 (ours, hash) == 0;
}

/* The schema of the backup as this program has it: no file that it lacks, none that it did not have. */
static gboolean choose_schema (Restoring *r, GError **error)
{
    json_t *list = json_object_get (r->proved.head, "schema"), *each;
    g_autoptr (GArray) files = g_array_new (TRUE, TRUE, sizeof (TdSchemaFile));
    size_t i;

    json_array_foreach (list, i, each)
    {
        gint64 number = json_integer_value (json_object_get (each, "number"));
        gsize at = 0;
        const TdSchemaFile *file = find_file (number, json_string_value (json_object_get (each, "name")), &at);
        if (file == NULL || !check_hash (file, json_string_value (json_object_get (each, "hash"))))
            return of_newer (error);
        /* With it the other engine's text of the same number: the store takes its own. */
        for (at = 0; (file = find_file (number, NULL, &at)) != NULL; at++)
            g_array_append_val (files, *file);
    }
    if (files->len == 0)
        return of_newer (error);
    r->files = (TdSchemaFile *) g_array_free (g_steal_pointer (&files), FALSE);
    return TRUE;
}

static gboolean check_keys (Restoring *r, GError **error)
{
    gboolean whole = TRUE;

    for (gsize i = 0; i < 4; i++)
        whole = whole && g_hash_table_contains (r->proved.found, td_backup_keys[i]);
    if (whole && r->options->keys != NULL)
        return fail (error, TD_ERROR_INPUT, "The backup holds its keys. Leave out --keys.");
    if (!whole && r->options->keys == NULL)
        return fail (error, TD_ERROR_INPUT,
                     "The backup was made without its keys. Say with --keys which folder holds them.");
    return TRUE;
}

static gboolean check_store (Restoring *r, GError **error)
{
    const char *engine = json_string_value (json_object_get (r->proved.head, "engine"));

    if (r->options->store != NULL || g_strcmp0 (engine, "sqlite") == 0)
        return TRUE;
    return fail (
        error, TD_ERROR_INPUT,
        "The backup is of an instance on PostgreSQL. Say with --store where its rows go: the address of an empty "
        "database, or sqlite:treatydesk.db for a file inside the folder.");
}

static gboolean prove (Restoring *r, GError **error)
{
    const char *made;

    if (!read_all (r, &r->proved, error))
        return FALSE;
    made = json_string_value (json_object_get (r->proved.head, "made"));
    if (json_integer_value (json_object_get (r->proved.head, "treatydesk_backup")) != TD_BACKUP_FORMAT || made == NULL
        || !td_instant_from_text (made, &r->made, NULL))
        return of_newer (error);
    if (r->proved.settings == NULL)
        return fail (error, TD_ERROR_INPUT, "The backup lacks its settings. Nothing of it was put in place.");
    return choose_schema (r, error) && check_keys (r, error) && check_store (r, error);
}

/* ---- the place ---- */

static gboolean is_empty (const char *folder)
{
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

    return dir != NULL && g_dir_read_name (dir) == NULL;
}

static gboolean check_place (Restoring *r, GError **error)
{
    if (!g_file_test (r->folder, G_FILE_TEST_EXISTS) || is_empty (r->folder))
        return TRUE;
    return fail (error, TD_ERROR_CONFLICT, "The folder is not empty, and nothing in it was touched. Name a new one.");
}

static gboolean has_room (const Restoring *r)
{
    struct statvfs fs;

    return fstatvfs (r->part_fd, &fs) != 0 || (double) fs.f_bavail * (double) fs.f_frsize > (double) r->proved.bytes;
}

/* What an earlier restore left that was broken off is taken away; a lock tells it from one that runs. */
static gboolean make_part (Restoring *r, GError **error)
{
    g_autofree char *above = g_path_get_dirname (r->folder);

    if (g_mkdir_with_parents (above, 0700) != 0 || (g_mkdir (r->part, 0700) != 0 && errno != EEXIST))
        return fail (error, TD_ERROR_INPUT, "The folder cannot be made. Choose one that you may write to.");
    r->part_fd = open (r->part, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (r->part_fd < 0 || flock (r->part_fd, LOCK_EX | LOCK_NB) != 0)
        return fail (error, TD_ERROR_CONFLICT, "Another restore into this folder runs. Wait until it has ended.");
    if (!is_empty (r->part)) {
        close (r->part_fd);
        td_instance_unmake (r->part, DEPTH);
        if (g_mkdir (r->part, 0700) != 0)
            return fail (error, TD_ERROR_CONFLICT, "What an earlier restore left could not be taken away.");
        r->part_fd = open (r->part, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
        if (r->part_fd < 0 || flock (r->part_fd, LOCK_EX | LOCK_NB) != 0)
            return fail (error, TD_ERROR_CONFLICT, "Another restore into this folder runs. Wait until it has ended.");
    }
    if (!has_room (r))
        return fail (error, TD_ERROR_BUSY,
                     "There is no room to restore the backup: the disk is too full. Nothing was put in place.");
    for (gsize i = 0; i < 4; i++) {
        static const char *const names[] = { "keys", "blobs", "receipts", "outgoing" };
        if (mkdirat (r->part_fd, names[i], 0700) != 0)
            return fail (error, TD_ERROR_OURS,
                         "A folder of the instance could not be made. Look at the space on the disk.");
    }
    return TRUE;
}

static gboolean copy_key (Restoring *r, const char *name, gboolean needed, GError **error)
{
    g_autofree char *from = g_build_filename (r->options->keys, name, NULL);
    g_autofree char *to = g_build_filename (r->part, "keys", name, NULL);
    g_autofree char *text = NULL;
    gsize n = 0;

    if (!g_file_get_contents (from, &text, &n, NULL))
        return !needed || fail (error, TD_ERROR_INPUT, "A key is not in the folder that --keys names.");
    return g_file_set_contents_full (to, text, (gssize) n, G_FILE_SET_CONTENTS_NONE, 0600, NULL)
           || fail (error, TD_ERROR_OURS, "A key could not be written. Look at the space on the disk.");
}

static gboolean copy_keys (Restoring *r, GError **error)
{
    for (gsize i = 0; r->options->keys != NULL && td_backup_keys[i] != NULL; i++)
        if (!copy_key (r, td_backup_keys[i], i < 4, error))
            return FALSE;
    return TRUE;
}

static gboolean write_settings (Restoring *r, GError **error)
{
    g_autoptr (GKeyFile) file = g_key_file_new ();
    g_autofree char *path = g_build_filename (r->part, TD_BACKUP_SETTINGS, NULL);
    g_autofree char *text = NULL;
    gsize n = 0;

    if (!g_key_file_load_from_data (file, r->proved.settings, (gsize) -1, G_KEY_FILE_KEEP_COMMENTS, NULL))
        return fail (error, TD_ERROR_INPUT, "The settings in the backup are not understood. Nothing was put in place.");
    g_key_file_set_string (file, "instance", "store",
                           r->options->store != NULL ? r->options->store : TD_INSTANCE_STORE_INSIDE);
    text = g_key_file_to_data (file, &n, NULL);
    return g_file_set_contents_full (path, text, (gssize) n, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL)
           || fail (error, TD_ERROR_OURS, "The settings could not be written. Look at the space on the disk.");
}

/* ---- all of it ---- */

struct filling {
    Restoring *r;
    TdCopyIn *in;
};

static gboolean take_rows (const char *lines, gsize n, gpointer data, GError **error)
{
    struct filling *f = data;

    return td_copy_in_take (f->in, lines, n, error);
}

/* Inside the transaction: the second reading, files into the folder and rows into the store. */
static gboolean place_all (TdCopyIn *in, gpointer data, GError **error)
{
    Restoring *r = data;
    struct filling f = { r, in };
    GHashTableIter iter;
    gpointer name;
    TdPlacing placing;
    gboolean ok;

    td_placing_init (&placing, r->part_fd);
    placing.rows = take_rows;
    placing.data = &f;
    g_hash_table_iter_init (&iter, r->proved.gone);
    while (g_hash_table_iter_next (&iter, &name, NULL))
        g_hash_table_add (placing.gone, g_strdup (name));
    ok = read_all (r, &placing, error);
    td_placing_clear (&placing);
    /* Durable before the rows are: after their commit only the name is left to give. */
    return ok
           && (syncfs (r->part_fd) == 0
               || fail (error, TD_ERROR_OURS, "The files could not be made durable. Look at the disk."));
}

static gboolean fill (Restoring *r, GError **error)
{
    g_autofree char *url =
        td_instance_store_url (r->part, r->options->store != NULL ? r->options->store : TD_INSTANCE_STORE_INSIDE);
    g_autoptr (TdStore) store = td_store_open (url, 1, error);

    return store != NULL && td_store_copy_in (store, r->files, place_all, r, &r->rows, error);
}

/* Its name, when all of it is durable. */
static gboolean name_it (Restoring *r, GError **error)
{
    g_autofree char *above = g_path_get_dirname (r->folder);
    int fd = open (above, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    /* A rename takes the place of an empty folder, and of nothing else. */
    gboolean ok = fd >= 0 && rename (r->part, r->folder) == 0 && fsync (fd) == 0;

    if (fd >= 0)
        close (fd);
    return ok
           || fail (error, TD_ERROR_OURS,
                    "The restored folder could not be given its name. Look at the folder above it, empty the database "
                    "where it is not inside the folder, and try again.");
}

static gboolean restore (Restoring *r, GError **error)
{
    return check_place (r, error) && prove (r, error) && make_part (r, error) && copy_keys (r, error)
           && write_settings (r, error) && fill (r, error) && name_it (r, error);
}

static gboolean is_older (const Restoring *r)
{
    gsize ours = 0, its = 0;

    while (td_schema_files[ours].number != 0)
        ours++;
    while (r->files[its].number != 0)
        its++;
    return its < ours;
}

static void restoring_clear (Restoring *r, gboolean done)
{
    if (r->part_fd >= 0) {
        if (!done)
            td_instance_unmake (r->part, DEPTH);
        close (r->part_fd);
    }
    if (r->file >= 0)
        close (r->file);
    td_placing_clear (&r->proved);
    g_free (r->files);
    g_free (r->folder);
    g_free (r->part);
}

gboolean td_backup_restore (const char *file, const char *folder, const TdRestoreOptions *options,
                            TdRestored *ret_restored, GError **error)
{
    Restoring r = { .options = options, .file = -1, .part_fd = -1 };
    gboolean ok;

    r.folder = g_canonicalize_filename (folder, NULL);
    r.part = g_strconcat (r.folder, ".restoring", NULL);
    td_placing_init (&r.proved, -1);
    ok = open_file (&r, file, error) && restore (&r, error);
    if (ok) {
        ret_restored->files = r.proved.files - (gint64) g_hash_table_size (r.proved.gone);
        ret_restored->rows = r.rows;
        ret_restored->made = td_instant_to_text (r.made);
        ret_restored->older = is_older (&r);
    }
    restoring_clear (&r, ok);
    return ok;
}

void td_restored_clear (TdRestored *restored)
{
    g_clear_pointer (&restored->made, g_free);
}
