/* Files of documents of comments: kept, read, taken back. Contract in comment-file.h. */
#include "areas/general_comments/comment-file-rules.h"

#include "areas/general_comments/general-rules.h"
#include "document/cleaner.h"
#include "instance/own-file.h"

#include <sys/mman.h>
#include <unistd.h>

/* ---- keeping ---- */

static gboolean write_on (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    const int *fd = data;

    for (gsize done = 0; done < n;) {
        ssize_t wrote = write (*fd, bytes + done, n - done);
        if (wrote <= 0) {
            td_general_fail (NULL, NULL, error, TD_ERROR_OURS,
                             "The file could not be read back. Nothing was changed; try again.");
            return FALSE;
        }
        done += (gsize) wrote;
    }
    return TRUE;
}

/* What its maker's program wrote of them goes. Text and Markdown say nothing but their words. -1: it stays as it is. */
static int clean_copy (TdInstance *instance, int fd)
{
    g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
    int copy = memfd_create ("treatydesk-file", MFD_CLOEXEC);
    gboolean cleaned = FALSE;

    if (copy >= 0 && td_cleaner_clean (instance->cleaners, fd, write_on, &copy, found, &cleaned, NULL) && cleaned)
        return copy;
    if (copy >= 0)
        close (copy);
    return -1;
}

static gboolean is_bare (const char *format)
{
    return g_str_equal (format, "text") || g_str_equal (format, "markdown");
}

TdCommentFile *td_comment_file_make (TdInstance *instance, const char *id, const char *draft, const char *person,
                                     int fd, const char *format, GError **error)
{
    g_autoptr (TdCommentFile) f = g_new0 (TdCommentFile, 1);
    int copy = is_bare (format) ? -1 : clean_copy (instance, fd);
    char blob[TD_SHA256_TEXT + 1];
    gboolean kept = td_own_file_put (instance, copy >= 0 ? copy : fd, blob, &f->size, error);

    f->cleaned = copy >= 0 || is_bare (format);
    if (copy >= 0)
        close (copy);
    if (!kept)
        return NULL;
    f->id = g_strdup (id);
    f->draft = g_strdup (draft);
    f->person = g_strdup (person);
    f->blob = g_strdup (blob);
    f->format = g_strdup (format);
    f->waits = TRUE;
    f->created = td_clock_now (&instance->clock);
    return g_steal_pointer (&f);
}

/* ---- reading ---- */

struct reading {
    const TdViewer *viewer;
    const char *id; /* of the file, or of the draft */
    TdCommentFile *file;
    GPtrArray *list;
};

static gboolean is_own (const TdCommentFile *f, const TdViewer *viewer)
{
    return viewer->trust >= TD_TRUST_PASSWORD && g_strcmp0 (viewer->person, f->person) == 0;
}

static gboolean may_read (TdTx *tx, const TdCommentFile *f, const TdViewer *viewer, gboolean *ret_may, GError **error)
{
    gboolean stands = FALSE;

    if (!td_comment_file_stands (tx, f->id, &stands, error))
        return FALSE;
    *ret_may = is_own (f, viewer)
               || (!f->waits && stands
                   && ((!f->confidential && f->cleaned) || td_door_viewer_may (viewer, TD_ACT_GENERAL_COMMENT_BENCH)));
    return TRUE;
}

static gboolean open_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    gboolean may = FALSE;

    g_clear_pointer (&r->file, td_comment_file_free);
    return td_comment_file_load (tx, r->id, &r->file, error)
           && (r->file == NULL || may_read (tx, r->file, r->viewer, &may, error)) && (may || td_door_unknown (error));
}

int td_comment_file_open (TdInstance *instance, const TdViewer *viewer, const char *id, TdCommentFile **ret_file,
                          GError **error)
{
    struct reading r = { .viewer = viewer, .id = id };
    g_autoptr (TdCommentFile) file = NULL;
    gboolean may = td_store_read (instance->store, open_in, &r, error);
    int fd;

    file = r.file;
    if (!may || (fd = td_own_file_open (instance, file->blob, error)) < 0)
        return -1;
    *ret_file = g_steal_pointer (&file);
    return fd;
}

static gboolean mine_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    g_clear_pointer (&r->list, g_ptr_array_unref);
    r->list = td_comment_file_load_list (tx, r->viewer->person, r->id, error);
    return r->list != NULL;
}

GPtrArray *td_comment_files_mine (TdInstance *instance, const TdViewer *viewer, const char *draft, GError **error)
{
    struct reading r = { .viewer = viewer, .id = draft };

    if (viewer->person == NULL || viewer->trust < TD_TRUST_PASSWORD)
        return g_ptr_array_new_with_free_func ((GDestroyNotify) td_comment_file_free);
    if (!td_store_read (instance->store, mine_in, &r, error))
        g_clear_pointer (&r.list, g_ptr_array_unref);
    return r.list;
}

/* ---- going ---- */

struct going {
    TdInstance *instance;
    const TdViewer *viewer; /* NULL: the chore */
    const char *id;
    GPtrArray *files; /* of TdCommentFile: those that went */
    gboolean may_not; /* this run writes nothing here */
};

static gboolean journal (TdTx *tx, TdInstance *instance, const char *act, const char *id, GError **error)
{
    return td_general_journal (tx, instance, "nobody", act, "comment-file", id, NULL, NULL, FALSE, error);
}

static gboolean drop_in (TdTx *tx, gpointer data, GError **error)
{
    struct going *g = data;
    TdCommentFile *file = NULL;

    g_ptr_array_set_size (g->files, 0);
    if (!td_instance_may_write (g->instance, tx, error) || !td_comment_file_load (tx, g->id, &file, error))
        return FALSE;
    if (file != NULL)
        g_ptr_array_add (g->files, file);
    if (file == NULL || !is_own (file, g->viewer))
        return td_door_unknown (error);
    return td_comment_file_delete (tx, file->id, error)
           && journal (tx, g->instance, "general-comment.file-drop", file->id, error);
}

static void remove_blobs (TdInstance *instance, const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++)
        td_own_file_remove (instance, ((const TdCommentFile *) files->pdata[i])->blob);
}

gboolean td_comment_file_drop (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) td_comment_file_free);
    struct going g = { .instance = instance, .viewer = viewer, .id = id, .files = files };

    if (!td_door_may (viewer, TD_ACT_GENERAL_COMMENT_SAY, NULL, error)
        || !td_store_write (instance->store, drop_in, &g, error))
        return FALSE;
    remove_blobs (instance, files);
    return TRUE;
}

enum { FILES_A_ROUND = 100 };

static gboolean lost_in (TdTx *tx, gpointer data, GError **error)
{
    struct going *g = data;

    g_ptr_array_set_size (g->files, 0);
    return td_comment_file_lost (tx, FILES_A_ROUND, g->files, error);
}

static gboolean purge_in (TdTx *tx, gpointer data, GError **error)
{
    struct going *g = data;

    g->may_not = !td_instance_may_write (g->instance, tx, error);
    if (g->may_not || !lost_in (tx, data, error))
        return FALSE;
    for (guint i = 0; i < g->files->len; i++) {
        const TdCommentFile *file = g->files->pdata[i];
        if (!td_comment_file_delete (tx, file->id, error)
            || !journal (tx, g->instance, "general-comment.file-expire", file->id, error))
            return FALSE;
    }
    return TRUE;
}

gboolean td_comment_files_purge (TdInstance *instance, GError **error)
{
    g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) td_comment_file_free);
    struct going g = { .instance = instance, .files = files };
    g_autoptr (GError) problem = NULL;

    if (!td_store_read (instance->store, lost_in, &g, error))
        return FALSE;
    if (files->len == 0)
        return TRUE;
    if (td_store_write (instance->store, purge_in, &g, &problem)) {
        remove_blobs (instance, files);
        return TRUE;
    }
    if (g.may_not)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
