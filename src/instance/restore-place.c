/* One reading of a backup: what each member is, and where it goes. What has no known place is refused. */
#include "instance/backup-private.h"

#include "base/errors.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_INSTANCE_ERROR, code, message);
    return FALSE;
}

void td_placing_init (TdPlacing *placing, int folder)
{
    *placing = (TdPlacing){ .folder = folder, .fd = -1 };
    placing->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    placing->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    placing->small = g_byte_array_new ();
}

void td_placing_clear (TdPlacing *placing)
{
    if (placing->fd >= 0)
        close (placing->fd);
    g_hash_table_unref (placing->gone);
    g_hash_table_unref (placing->found);
    g_byte_array_unref (placing->small);
    json_decref (placing->head);
    g_free (placing->settings);
}

/* ---- what may be in it ---- */

static gboolean is_key (const char *name)
{
    for (gsize i = 0; td_backup_keys[i] != NULL; i++)
        if (g_str_equal (td_backup_keys[i], name))
            return TRUE;
    return FALSE;
}

/* "blobs/public/ab/ab…", 64 letters. */
static gboolean is_blob (const char *name)
{
    const char *rest = g_str_has_prefix (name, "blobs/public/")       ? name + strlen ("blobs/public/")
                       : g_str_has_prefix (name, "blobs/restricted/") ? name + strlen ("blobs/restricted/")
                                                                      : NULL;

    return rest != NULL && strlen (rest) == 3 + TD_SHA256_TEXT && rest[2] == '/' && strncmp (rest, rest + 3, 2) == 0
           && strspn (rest + 3, "0123456789abcdef") == TD_SHA256_TEXT;
}

static gboolean is_inside (const char *name, const char *folder)
{
    return g_str_has_prefix (name, folder) && strchr (name + strlen (folder), '/') == NULL;
}

static gboolean is_rows (const char *name)
{
    return is_inside (name, "rows/") && g_str_has_suffix (name, ".jsonl");
}

static gboolean goes_into_memory (const char *name)
{
    return g_str_equal (name, TD_BACKUP_HEAD) || g_str_equal (name, TD_BACKUP_SETTINGS)
           || g_str_equal (name, TD_BACKUP_GONE) || is_rows (name);
}

static gboolean goes_into_folder (const char *name)
{
    return is_blob (name) || g_str_equal (name, TD_BACKUP_PHONE) || is_inside (name, "receipts/")
           || is_inside (name, "mail/new/") || is_inside (name, "mail/cur/")
           || (is_inside (name, "keys/") && is_key (name + strlen ("keys/")));
}

/* ---- a member ---- */

/* The folders of a name; they are of few kinds, and most are there. */
static gboolean make_folders (int folder, const char *name)
{
    for (const char *slash = strchr (name, '/'); slash != NULL; slash = strchr (slash + 1, '/')) {
        g_autofree char *path = g_strndup (name, (gsize) (slash - name));
        if (mkdirat (folder, path, 0700) != 0 && errno != EEXIST)
            return FALSE;
    }
    return TRUE;
}

static gboolean fail_place (GError **error)
{
    if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG)
        return fail (
            error, TD_ERROR_BUSY,
            "There is no room to restore the backup: the disk is full. Nothing was put in place. Make room, or name a "
            "folder on another disk.");
    g_set_error (error, TD_INSTANCE_ERROR, TD_ERROR_OURS,
                 "A file of the backup could not be written (%s). Nothing was put in place.", g_strerror (errno));
    return FALSE;
}

static gboolean begin (const char *name, gint64 size, gpointer data, GError **error)
{
    TdPlacing *p = data;

    g_strlcpy (p->name, name, sizeof p->name);
    p->small_one = goes_into_memory (name);
    if (p->head == NULL && !g_str_equal (name, TD_BACKUP_HEAD))
        return fail (error, TD_ERROR_INPUT, "This file is no backup of Treatydesk. Nothing of it was put in place.");
    if (p->small_one && size > TD_LIMIT_BACKUP_PIECE)
        return fail (error, TD_ERROR_INPUT, "A part of the backup is larger than it may be. Nothing was put in place.");
    if (!p->small_one && !goes_into_folder (name))
        return fail (error, TD_ERROR_INPUT,
                     "The backup holds a file that has no place in an instance, so nothing of it was put in place.");
    if (g_str_has_prefix (name, "keys/"))
        g_hash_table_add (p->found, g_strdup (name + strlen ("keys/")));
    p->files += p->small_one ? 0 : 1;
    p->bytes += size;
    if (p->folder < 0 || p->small_one || g_hash_table_contains (p->gone, name))
        return TRUE;
    if (make_folders (p->folder, name))
        p->fd = openat (p->folder, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    return p->fd >= 0 || fail_place (error);
}

static gboolean take_bytes (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    TdPlacing *p = data;

    if (p->small_one)
        g_byte_array_append (p->small, bytes, (guint) n);
    return p->fd < 0 || td_backup_write (p->fd, bytes, n) || fail_place (error);
}

static void take_gone (TdPlacing *p)
{
    g_autofree char *text = g_strndup ((const char *) p->small->data, p->small->len);
    g_auto (GStrv) names = g_strsplit (text, "\n", -1);

    for (gsize i = 0; names[i] != NULL; i++)
        if (is_blob (names[i]))
            g_hash_table_add (p->gone, g_strdup (names[i]));
}

static gboolean take_head (TdPlacing *p, GError **error)
{
    if (p->head == NULL)
        p->head = json_loadb ((const char *) p->small->data, p->small->len, 0, NULL);
    return p->head != NULL
           || fail (error, TD_ERROR_INPUT, "The backup does not say what it is. Nothing of it was put in place.");
}

static gboolean end_small (TdPlacing *p, GError **error)
{
    if (g_str_equal (p->name, TD_BACKUP_HEAD))
        return take_head (p, error);
    if (g_str_equal (p->name, TD_BACKUP_GONE))
        take_gone (p);
    else if (g_str_equal (p->name, TD_BACKUP_SETTINGS) && p->settings == NULL)
        p->settings = g_strndup ((const char *) p->small->data, p->small->len);
    else if (is_rows (p->name) && p->rows != NULL)
        return p->rows ((const char *) p->small->data, p->small->len, p->data, error);
    return TRUE;
}

static gboolean end (gpointer data, GError **error)
{
    TdPlacing *p = data;
    gboolean ok = !p->small_one || end_small (p, error);

    g_byte_array_set_size (p->small, 0);
    if (p->fd < 0)
        return ok;
    if (close (p->fd) != 0)
        ok = fail_place (error);
    p->fd = -1;
    return ok;
}

const TdArchiveTaker td_placing_taker = { .begin = begin, .bytes = take_bytes, .end = end };
