/* Letters into DIR/mail, as the maildir manual says: written to tmp/, synced, linked into new/.
 *
 * A letter's file name comes from its queue id, so a second delivery after a crash finds the first, in new/ or, with marks of a
 * mail program behind its name, in cur/.
 */
#include "base/base.h"
#include "base/errors.h"
#include "mail/keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean sync_folder (const char *path)
{
    int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    gboolean ok = fd >= 0 && fsync (fd) == 0;

    if (fd >= 0)
        close (fd);
    return ok;
}

gboolean td_mail_make_folder (const char *folder, const char *name, GError **error)
{
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_mkdir (path, 0700) == 0 ? sync_folder (folder) : errno == EEXIST)
        return TRUE;
    g_set_error_literal (error, TD_MAIL_ERROR, TD_ERROR_OURS,
                         "The folder for mail could not be made. Look at the space on the disk and its rights.");
    return FALSE;
}

static gboolean write_all (int fd, const char *text, gsize size)
{
    while (size > 0) {
        gssize n = write (fd, text, size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return FALSE;
        text += n;
        size -= (gsize) n;
    }
    return fsync (fd) == 0;
}

/* What a crash left in tmp/ is written anew. */
static gboolean write_tmp (const char *path, const char *text)
{
    int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    gboolean ok = fd >= 0 && write_all (fd, text, strlen (text));

    if (fd >= 0)
        ok = close (fd) == 0 && ok;
    if (!ok)
        g_unlink (path);
    return ok;
}

gboolean td_mail_write_file (const char *folder, const char *tmp, const char *name, const char *text)
{
    g_autofree char *from = g_build_filename (folder, tmp, NULL);
    g_autofree char *to = g_build_filename (folder, name, NULL);

    return write_tmp (from, text) && rename (from, to) == 0 && sync_folder (folder);
}

/* ---- the keeper ---- */

static gpointer maildir_open (TdInstance *instance, GError **error)
{
    g_autofree char *mail = g_build_filename (instance->folder, "mail", NULL);

    if (!td_mail_make_folder (instance->folder, "mail", error) || !td_mail_make_folder (mail, "tmp", error)
        || !td_mail_make_folder (mail, "new", error) || !td_mail_make_folder (mail, "cur", error))
        return NULL;
    return g_steal_pointer (&mail);
}

/* In cur/ a name ends in ":2," and marks. */
static gboolean was_read (const char *cur, const char *name)
{
    g_autoptr (GDir) dir = g_dir_open (cur, 0, NULL);
    gsize size = strlen (name);
    const char *each;

    while (dir != NULL && (each = g_dir_read_name (dir)) != NULL)
        if (strncmp (each, name, size) == 0 && (each[size] == '\0' || each[size] == ':'))
            return TRUE;
    return FALSE;
}

typedef struct {
    char *tmp, *new_folder, *cur, *file;
} Places;

static void places_clear (Places *places)
{
    g_free (places->tmp);
    g_free (places->new_folder);
    g_free (places->cur);
    g_free (places->file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Places, places_clear)

/* What was delivered before: found, and its folders synced, which a crash may have kept from happening. new/ is looked at first: a
 * mail program moves letters from there to cur/, so one that is in neither was never delivered. */
static gboolean find (const Places *places, const char *name, gboolean *ret_there)
{
    *ret_there = g_access (places->file, F_OK) == 0 || was_read (places->cur, name);
    return !*ret_there || (sync_folder (places->new_folder) && sync_folder (places->cur));
}

/* link () and not rename (): it never puts one file over another. */
static gboolean put (const Places *places, const char *message)
{
    return write_tmp (places->tmp, message) && (link (places->tmp, places->file) == 0 || errno == EEXIST)
           && sync_folder (places->new_folder);
}

static TdMailOutcome maildir_deliver (gpointer keeper, const TdLetter *letter, const TdMessage *message, gboolean again,
                                      const char **ret_reason)
{
    const char *mail = keeper;
    g_autofree char *name =
        g_strdup_printf ("%" G_GINT64_FORMAT ".%s.treatydesk", letter->date / G_USEC_PER_SEC, letter->id);
    g_auto (Places) places = { .tmp = g_build_filename (mail, "tmp", name, NULL),
                               .new_folder = g_build_filename (mail, "new", NULL),
                               .cur = g_build_filename (mail, "cur", NULL),
                               .file = g_build_filename (mail, "new", name, NULL) };
    gboolean there = FALSE, ok = !again || find (&places, name, &there);

    if (ok && !there)
        ok = put (&places, message->message);
    g_unlink (places.tmp);
    if (ok)
        return TD_MAIL_DELIVERED;
    *ret_reason = N_ ("The folder for mail could not be written. Look at the space on the disk.");
    return TD_MAIL_UNREACHABLE;
}

const TdMailKeeper td_mail_maildir = { .open = maildir_open, .deliver = maildir_deliver, .close = g_free };
