/* Making a backup. Contract in backup.h. */
#include "instance/backup-private.h"

#include "base/errors.h"
#include "base/limits.h"
#include "store/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <unistd.h>

enum {
    PASSES = 20,
    FEW = 16
}; /* over the blobs, until so few came during one that they are copied while nobody commits */

const char *const td_backup_keys[] = { "instance.key", "log.key", "rehearsal.key", "pepper.key", "smtp", NULL };

typedef struct {
    TdInstance *instance;
    const TdBackupOptions *options;
    TdBackupFile *file;
    TdArchiveWriter *archive;
    GHashTable *copied;  /* names of blobs that are in the archive */
    GHashTable *present; /* those that were there at the moment of the snapshot */
    TdBackupProgress progress;
    gint64 pieces; /* of rows */
} Making;

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_INSTANCE_ERROR, code, message);
    return FALSE;
}

static void show (Making *m)
{
    m->progress.bytes = td_backup_file_fed (m->file);
    if (m->options->show != NULL)
        m->options->show (&m->progress, m->options->data);
}

/* ---- files ---- */

/* *ret_there: FALSE when it is not (any more). */
static gboolean put_file (Making *m, const char *name, gboolean *ret_there, GError **error)
{
    g_autofree char *path = g_build_filename (m->instance->folder, name, NULL);
    int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    gboolean ok;

    *ret_there = fd >= 0;
    if (fd < 0 && errno == ENOENT)
        return TRUE;
    if (fd < 0)
        return fail (error, TD_ERROR_OURS,
                     "A file of the instance cannot be read. Run this as who runs the server. Nothing was made.");
    ok = td_archive_put_fd (m->archive, name, fd, error);
    close (fd);
    m->progress.files++;
    show (m);
    return ok;
}

static gboolean put_keys (Making *m, GError **error)
{
    gboolean there, ok = TRUE;

    for (gsize i = 0; ok && td_backup_keys[i] != NULL; i++) {
        g_autofree char *name = g_build_filename ("keys", td_backup_keys[i], NULL);
        ok = put_file (m, name, &there, error);
    }
    return ok && put_file (m, TD_BACKUP_PHONE, &there, error);
}

static gboolean put_folder (Making *m, const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename (m->instance->folder, folder, NULL);
    g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
    const char *each;
    gboolean there;

    while (dir != NULL && (each = g_dir_read_name (dir)) != NULL) {
        g_autofree char *name = g_build_filename (folder, each, NULL);
        if (each[0] != '.' && !put_file (m, name, &there, error))
            return FALSE;
    }
    return TRUE;
}

/* The address of the store may hold a password, and is another one where it is restored. */
static gboolean put_settings (Making *m, GError **error)
{
    g_autoptr (GKeyFile) file = g_key_file_new ();
    g_autofree char *path = g_build_filename (m->instance->folder, TD_BACKUP_SETTINGS, NULL);
    g_autofree char *text = NULL;
    gsize n = 0;

    if (!g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL))
        return fail (error, TD_ERROR_OURS, "instance.ini could not be read. Nothing was made.");
    g_key_file_remove_key (file, "instance", "store", NULL);
    text = g_key_file_to_data (file, &n, NULL);
    return td_archive_put (m->archive, TD_BACKUP_SETTINGS, text, n, error);
}

/* ---- blobs ---- */

static void list_shard (Making *m, const char *shard, GHashTable *names)
{
    g_autofree char *path = g_build_filename (m->instance->folder, shard, NULL);
    g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
    const char *each;

    while (dir != NULL && (each = g_dir_read_name (dir)) != NULL)
        if (each[0] != '.')
            g_hash_table_add (names, g_build_filename (shard, each, NULL));
}

static GHashTable *list_blobs (Making *m)
{
    static const char *const kinds[] = { "public", "restricted" };
    GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
        for (int shard = 0; shard < 256; shard++) {
            g_autofree char *folder = g_strdup_printf ("blobs/%s/%02x", kinds[i], (guint) shard);
            list_shard (m, folder, names);
        }
    return names;
}

/* Copies those of names that were not yet; *ret_n: how many. */
static gboolean put_new_blobs (Making *m, GHashTable *names, guint *ret_n, GError **error)
{
    GHashTableIter iter;
    gpointer name;

    *ret_n = 0;
    g_hash_table_iter_init (&iter, names);
    while (g_hash_table_iter_next (&iter, &name, NULL)) {
        gboolean there = FALSE;
        if (g_hash_table_contains (m->copied, name))
            continue;
        if (!put_file (m, name, &there, error))
            return FALSE;
        if (there)
            g_hash_table_add (m->copied, g_strdup (name));
        (*ret_n)++;
    }
    return TRUE;
}

/* While people go on; again for what came meanwhile, so that little is left for the moment when they wait. */
static gboolean put_blobs (Making *m, GError **error)
{
    guint n = FEW;

    for (int pass = 0; pass < PASSES && n >= FEW; pass++) {
        g_autoptr (GHashTable) names = list_blobs (m);
        if (!put_new_blobs (m, names, &n, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean put_last_blobs (TdTx *tx, gpointer data, GError **error)
{
    Making *m = data;
    guint n;

    (void) tx;
    g_clear_pointer (&m->present, g_hash_table_unref);
    m->present = list_blobs (m);
    return put_new_blobs (m, m->present, &n, error);
}

/* Those that were erased before the snapshot. */
static gboolean put_gone (Making *m, GError **error)
{
    g_autoptr (GString) gone = g_string_new (NULL);
    GHashTableIter iter;
    gpointer name;

    g_hash_table_iter_init (&iter, m->copied);
    while (g_hash_table_iter_next (&iter, &name, NULL))
        if (!g_hash_table_contains (m->present, name))
            g_string_append_printf (gone, "%s\n", (const char *) name);
    return td_archive_put (m->archive, TD_BACKUP_GONE, gone->str, gone->len, error);
}

/* ---- rows ---- */

static gboolean put_piece (const char *lines, gsize n, gpointer data, GError **error)
{
    Making *m = data;
    g_autofree char *name = g_strdup_printf ("rows/%06" G_GINT64_FORMAT ".jsonl", ++m->pieces);

    if (n > TD_LIMIT_BACKUP_PIECE)
        return fail (error, TD_ERROR_TOO_LARGE,
                     "A row of the store is larger than a backup may hold, so nothing was made. This is our mistake.");
    if (!td_archive_put (m->archive, name, lines, n, error))
        return FALSE;
    show (m);
    return TRUE;
}

static gboolean put_rows (TdTx *tx, gpointer data, GError **error)
{
    Making *m = data;

    return td_store_copy_out (tx, put_piece, m, &m->progress.rows, error);
}

/* ---- the head ---- */

static json_t *schema_to_json (const GPtrArray *schema)
{
    json_t *list = json_array ();

    for (guint i = 0; i < schema->len; i++) {
        const TdSchemaApplied *applied = schema->pdata[i];
        json_array_append_new (list, json_pack ("{s:I, s:s, s:s}", "number", (json_int_t) applied->number, "name",
                                                applied->name, "hash", applied->hash));
    }
    return list;
}

static gboolean put_head (Making *m, gint64 now, GError **error)
{
    g_autoptr (GPtrArray) schema = td_store_schema (m->instance->store, error);
    g_autofree char *made = td_instant_to_text (now);
    json_t *head;
    char *text;
    gboolean ok;

    if (schema == NULL)
        return FALSE;
    head = json_pack ("{s:i, s:s, s:s, s:s, s:b, s:o}", "treatydesk_backup", TD_BACKUP_FORMAT, "instance",
                      m->instance->id, "made", made, "engine", td_store_engine (m->instance->store), "keys",
                      !m->options->without_keys, "schema", schema_to_json (schema));
    text = json_dumps (head, JSON_INDENT (1));
    ok = td_archive_put (m->archive, TD_BACKUP_HEAD, text, strlen (text), error);
    free (text);
    json_decref (head);
    return ok;
}

/* ---- all of it ---- */

static gboolean put_all (Making *m, gint64 now, GError **error)
{
    static const char *const folders[] = { "receipts", "mail/new", "mail/cur" };
    gboolean ok =
        put_head (m, now, error) && put_settings (m, error) && (m->options->without_keys || put_keys (m, error));

    for (gsize i = 0; ok && i < G_N_ELEMENTS (folders); i++)
        ok = put_folder (m, folders[i], error);
    return ok && put_blobs (m, error) && td_store_read_held (m->instance->store, put_last_blobs, put_rows, m, error)
           && put_gone (m, error) && td_archive_writer_finish (m->archive, error);
}

gboolean td_backup_make (TdInstance *instance, const char *file, const TdBackupOptions *options, TdBackupMade *ret_made,
                         GError **error)
{
    gint64 now = td_clock_now_real (&instance->clock);
    g_autoptr (TdBackupFile) into = td_backup_file_new (file, options->to, options->n_to, error);
    g_autoptr (GHashTable) copied = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (TdArchiveWriter) archive = NULL;
    Making m = { .instance = instance, .options = options, .file = into, .copied = copied };
    gboolean ok;

    if (into == NULL)
        return FALSE;
    m.archive = archive = td_archive_writer_new (now / G_USEC_PER_SEC, td_backup_file_put, into);
    ok = put_all (&m, now, error) && td_backup_file_finish (into, ret_made, error);
    g_clear_pointer (&m.present, g_hash_table_unref);
    ret_made->files = m.progress.files;
    ret_made->rows = m.progress.rows;
    return ok;
}
