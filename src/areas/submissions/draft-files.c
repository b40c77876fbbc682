/* The files of a draft: add, replace, remove. Contract in submission.h. */
#include "areas/submissions/draft.h"

#include "areas/submissions/submission-sql.h"
#include "base/errors.h"
#include "base/limits.h"

#include <sys/mman.h>
#include <unistd.h>

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBMISSION_ERROR, code, message);
    return FALSE;
}

/* A file that stays while the main one is replaced: read anew, so that its paragraphs follow those of the main one. */
typedef struct {
    TdSubmissionFile file; /* borrowed of the draft */
    TdDocument *document;
} Kept;

static void kept_free (gpointer data)
{
    Kept *kept = data;

    td_document_free (kept->document);
    g_free (kept);
}

struct add {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *id;
    const TdDocument *document;
    TdSubmissionFile file;
    gboolean replace;
    GPtrArray *kept;  /* of Kept */
    TdDraftAlso also; /* or NULL */
    gpointer also_data;
    int position; /* that is removed */
    GPtrArray *dropped;
};

static gboolean is_kept (const struct add *a, const char *sha256)
{
    for (guint i = 0; i < a->kept->len; i++)
        if (strcmp (((const Kept *) a->kept->pdata[i])->file.sha256, sha256) == 0)
            return TRUE;
    return strcmp (a->file.sha256, sha256) == 0;
}

gboolean td_draft_note_dropped (TdTx *tx, const TdSubmission *s, GPtrArray *dropped, GError **error)
{
    g_ptr_array_set_size (dropped, 0);
    for (guint i = 0; i < s->files->len; i++) {
        const TdSubmissionFile *file = s->files->pdata[i];
        gboolean shared = FALSE;
        if (!td_submission_file_shared (tx, file->sha256, s->id, &shared, error))
            return FALSE;
        if (!shared)
            g_ptr_array_add (dropped, g_strdup (file->sha256));
    }
    return TRUE;
}

static gboolean note_dropped (TdTx *tx, struct add *a, const TdSubmission *s, GError **error)
{
    if (!td_draft_note_dropped (tx, s, a->dropped, error))
        return FALSE;
    for (guint i = a->dropped->len; i-- > 0;)
        if (is_kept (a, a->dropped->pdata[i]))
            g_ptr_array_remove_index (a->dropped, i);
    return TRUE;
}

static gboolean insert_file (TdTx *tx, const struct add *a, const TdSubmissionFile *file, const TdDocument *document,
                             GError **error)
{
    return td_submission_insert_file (tx, a->id, file, error)
           && td_submission_insert_part (tx, a->id, file->position, file->part, error)
           && td_submission_insert_paragraphs (tx, a->id, file->position, document->paragraphs, error);
}

/* Those that stay are still what they were when they were read. */
static gboolean same_kept (const struct add *a, const TdSubmission *s, GError **error)
{
    gboolean same = !a->replace || a->kept->len == 0 || s->files->len == a->kept->len + 1;

    for (guint i = 0; same && i < a->kept->len; i++)
        same = strcmp (((const Kept *) a->kept->pdata[i])->file.sha256,
                       ((const TdSubmissionFile *) s->files->pdata[i + 1])->sha256)
               == 0;
    return same
           || fail (error, TD_ERROR_CONFLICT,
                    "Somebody else changed the files of this draft at the same moment. Look at what is there, then try "
                    "again.");
}

static gboolean insert_kept (TdTx *tx, const struct add *a, const GPtrArray *order, GError **error)
{
    for (guint i = 0; i < order->len; i++) {
        Kept *kept = order->pdata[i];
        kept->file.position = (int) i + 2;
        if (!insert_file (tx, a, &kept->file, kept->document, error))
            return FALSE;
    }
    return TRUE;
}

/* The first file gives title and language where the sender gave none; another first file makes what was checked unchecked. */
static gboolean follow_first_file (TdTx *tx, struct add *a, TdSubmission *s, GError **error)
{
    if (a->file.position == 1) {
        g_free (s->title);
        s->title = g_utf8_substring (
            a->document->title != NULL ? a->document->title : "", 0,
            MIN (TD_LIMIT_TITLE_CHARACTERS, a->document->title != NULL ? g_utf8_strlen (a->document->title, -1) : 0));
        if (*s->title == '\0')
            g_clear_pointer (&s->title, g_free);
        g_free (s->language);
        s->language = g_strdup (a->document->language);
        s->checked = FALSE;
    }
    return td_submission_update (tx, s, td_clock_now (&a->instance->clock), error);
}

static gboolean add_in (TdTx *tx, gpointer data, GError **error)
{
    struct add *a = data;
    g_autoptr (TdSubmission) s = NULL;

    if (!td_instance_may_write (a->instance, tx, error))
        return FALSE;
    s = td_draft_get (tx, a->instance, a->viewer, a->key, a->id, error);
    if (s == NULL)
        return FALSE;
    a->file.position = a->replace ? 1 : (int) s->files->len + 1;
    if (a->file.position > TD_LIMIT_FILES_PER_SUBMISSION)
        return fail (error, TD_ERROR_INPUT, "A submission has at most 10 files. Put some of them together.");
    if (a->file.position == 1 && a->file.part != TD_PART_MAIN)
        return fail (error, TD_ERROR_INPUT, "Choose the file of the report first, then add its annexes.");
    if (a->file.part == TD_PART_CORE_DOCUMENT && s->by_state == NULL)
        return fail (error, TD_ERROR_INPUT,
                     "A common core document is a State's. Add the file as an annex, or leave it out.");
    if (!a->replace && td_submission_has_file (s, a->file.sha256))
        return fail (error, TD_ERROR_INPUT,
                     "This very file is one of those that are here already, so it was not added a second time.");
    if (!same_kept (a, s, error))
        return FALSE;
    if (a->replace && (!note_dropped (tx, a, s, error) || !td_submission_delete_files (tx, a->id, 1, error)))
        return FALSE;
    return insert_file (tx, a, &a->file, a->document, error) && insert_kept (tx, a, a->kept, error)
           && td_submission_derive_articles (tx, a->id, error) && follow_first_file (tx, a, s, error)
           && (a->also == NULL || a->also (tx, s, a->file.sha256, a->also_data, error))
           && td_draft_journal (tx, a->instance, a->viewer, "submission.draft", a->id, error);
}

/* Asked before a file is read, and again in the transaction. */
static TdSubmission *may_change (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                 GError **error)
{
    g_autoptr (TdSubmission) s = td_submission_get (instance, viewer, key, id, error);
    TdThing thing;

    if (s == NULL)
        return NULL;
    thing = td_submission_thing (s);
    return td_door_may (viewer, TD_ACT_SUBMISSION_EDIT, &thing, error) ? g_steal_pointer (&s) : NULL;
}

static gboolean check_size (const TdInstance *instance, int fd, GError **error)
{
    goffset size = lseek (fd, 0, SEEK_END);

    if (size > instance->profile->file_bytes) {
        return fail (error, TD_ERROR_TOO_LARGE,
                     "This file is larger than can be taken here. Make its pictures smaller or send it in parts.");
    }
    return lseek (fd, 0, SEEK_SET) == 0
           || fail (error, TD_ERROR_OURS, "The file could not be read back. Nothing was sent; try again.");
}

char *td_draft_clean_name (const char *name)
{
    g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
    g_autofree char *base = g_path_get_basename (valid);
    GString *clean = g_string_new (NULL);

    for (const char *p = base; *p != '\0' && g_utf8_strlen (clean->str, -1) < TD_LIMIT_NAME_CHARACTERS;
         p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);
        GUnicodeType type = g_unichar_type (c);
        if (type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT && c != '/' && c != '\\')
            g_string_append_unichar (clean, c);
    }
    if (clean->len == 0)
        g_string_append (clean, "file");
    return g_string_free (clean, FALSE);
}

static TdDocument *read_document (TdInstance *instance, int fd, GError **error)
{
    return td_document_read (instance->cells, fd, instance->profile->tagger, &instance->profile->page_rule, error);
}

/* What is kept is hashed again as it comes out of the keeper. */
static TdDocument *read_again (TdInstance *instance, const TdSubmissionFile *file, GError **error)
{
    g_autoptr (GBytes) bytes = td_blobs_get (instance->blobs, TD_BLOB_RESTRICTED, file->sha256, error);
    TdDocument *document = NULL;
    gsize size = 0;
    const char *data;
    int fd;

    if (bytes == NULL)
        return NULL;
    data = g_bytes_get_data (bytes, &size);
    fd = memfd_create ("treatydesk-file", MFD_CLOEXEC);
    if (fd >= 0 && ftruncate (fd, (off_t) size) == 0 && pwrite (fd, data, size, 0) == (ssize_t) size)
        document = read_document (instance, fd, error);
    else
        fail (error, TD_ERROR_OURS, "A file could not be read back. Nothing was changed; try again.");
    if (fd >= 0)
        close (fd);
    return document;
}

static gboolean keep_others (const struct add *a, const TdSubmission *s, GError **error)
{
    for (guint i = 1; i < s->files->len; i++) {
        Kept *kept = g_new0 (Kept, 1);
        g_ptr_array_add (a->kept, kept);
        kept->file = *(const TdSubmissionFile *) s->files->pdata[i];
        kept->document = read_again (a->instance, &kept->file, error);
        if (kept->document == NULL)
            return FALSE;
    }
    return TRUE;
}

static void remove_dropped (const struct add *a)
{
    /* The answer stands; a file that nobody names and could not be removed harms nobody. */
    for (guint i = 0; i < a->dropped->len; i++)
        td_blobs_remove (a->instance->blobs, TD_BLOB_RESTRICTED, a->dropped->pdata[i], NULL);
}

static void describe (struct add *a, const TdDocument *document, char *name)
{
    a->document = document;
    a->file.name = name;
    a->file.format = (char *) document->format;
    a->file.pages = document->pages;
    a->file.pages_counted = document->pages_counted;
    a->file.pages_estimated = document->pages_estimated;
    a->file.no_text = document->no_text;
    a->file.words = document->words;
}

static gboolean add (struct add *a, int fd, const char *name, GError **error)
{
    g_autofree char *clean = td_draft_clean_name (name);
    g_autoptr (TdDocument) document = NULL;

    if (!check_size (a->instance, fd, error) || (document = read_document (a->instance, fd, error)) == NULL)
        return FALSE;
    if (lseek (fd, 0, SEEK_SET) != 0)
        return fail (error, TD_ERROR_OURS, "The file could not be read back. Nothing was sent; try again.");
    describe (a, document, clean);
    /* The blob is put before the transaction: a crash between leaves a blob that nobody names, never a row without its file. */
    if (!td_blobs_put_fd (a->instance->blobs, TD_BLOB_RESTRICTED, fd, a->file.sha256, &a->file.size, error)
        || !td_store_write (a->instance->store, add_in, a, error))
        return FALSE;
    remove_dropped (a);
    return TRUE;
}

gboolean td_submission_add_file (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id, int fd,
                                 const char *name, gboolean replace, GError **error)
{
    g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (kept_free);
    g_autoptr (TdSubmission) s = may_change (instance, viewer, key, id, error);
    struct add a = { .instance = instance,
                     .viewer = viewer,
                     .key = key,
                     .id = id,
                     .replace = replace,
                     .kept = kept,
                     .dropped = dropped };

    if (s == NULL)
        return FALSE;
    a.file.part = replace || s->files->len == 0 ? TD_PART_MAIN : TD_PART_ANNEX;
    return add (&a, fd, name, error);
}

static gboolean title_fits (const char *title, GError **error)
{
    return title == NULL || g_utf8_strlen (title, -1) <= TD_LIMIT_TITLE_CHARACTERS
           || fail (error, TD_ERROR_INPUT, "Make the title of the file shorter: at most 300 characters.");
}

static const char *said (const char *title)
{
    return title != NULL && *title != '\0' ? title : NULL;
}

gboolean td_submission_add_part (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id, int fd,
                                 const char *name, TdFilePart part, const char *title, GError **error)
{
    g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (kept_free);
    g_autoptr (TdSubmission) s = may_change (instance, viewer, key, id, error);
    struct add a = { .instance = instance,
                     .viewer = viewer,
                     .key = key,
                     .id = id,
                     .replace = part == TD_PART_MAIN,
                     .kept = kept,
                     .dropped = dropped,
                     .file = { .part = part, .title = (char *) said (title) } };

    return s != NULL && title_fits (title, error) && (!a.replace || keep_others (&a, s, error))
           && add (&a, fd, name, error);
}

gboolean td_draft_put_main (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                            const TdDocument *document, GBytes *bytes, const char *name, TdDraftAlso also,
                            gpointer data, GError **error)
{
    g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (kept_free);
    g_autoptr (TdSubmission) s = may_change (instance, viewer, key, id, error);
    g_autofree char *clean = td_draft_clean_name (name);
    struct add a = { .instance = instance,
                     .viewer = viewer,
                     .key = key,
                     .id = id,
                     .replace = TRUE,
                     .kept = kept,
                     .dropped = dropped,
                     .file.part = TD_PART_MAIN,
                     .also = also,
                     .also_data = data };

    if (s == NULL || !keep_others (&a, s, error))
        return FALSE;
    describe (&a, document, clean);
    a.file.size = (gint64) g_bytes_get_size (bytes);
    if (!td_blobs_put (instance->blobs, TD_BLOB_RESTRICTED, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                       a.file.sha256, error)
        || !td_store_write (instance->store, add_in, &a, error))
        return FALSE;
    remove_dropped (&a);
    return TRUE;
}

/* ---- titles and order ---- */

gboolean td_submission_has_file (const TdSubmission *draft, const char *sha256)
{
    for (guint i = 0; i < draft->files->len; i++)
        if (g_str_equal (((const TdSubmissionFile *) draft->files->pdata[i])->sha256, sha256))
            return TRUE;
    return FALSE;
}

static gboolean title_in (TdTx *tx, gpointer data, GError **error)
{
    struct add *a = data;
    g_autoptr (TdSubmission) s = NULL;

    if (!td_instance_may_write (a->instance, tx, error))
        return FALSE;
    s = td_draft_get (tx, a->instance, a->viewer, a->key, a->id, error);
    if (s == NULL)
        return FALSE;
    if (a->position < 1 || a->position > (int) s->files->len)
        return fail (error, TD_ERROR_NOT_FOUND, "This submission has no such file.");
    return td_submission_set_file_title (tx, a->id, a->position, a->file.title, error)
           && td_draft_journal (tx, a->instance, a->viewer, "submission.draft", a->id, error);
}

gboolean td_submission_title_file (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                   int position, const char *title, GError **error)
{
    struct add a = { .instance = instance,
                     .viewer = viewer,
                     .key = key,
                     .id = id,
                     .position = position,
                     .file.title = (char *) said (title) };

    return title_fits (title, error) && td_store_write (instance->store, title_in, &a, error);
}

static gboolean move_in (TdTx *tx, gpointer data, GError **error)
{
    struct add *a = data;
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GPtrArray) order = g_ptr_array_new ();

    if (!td_instance_may_write (a->instance, tx, error))
        return FALSE;
    s = td_draft_get (tx, a->instance, a->viewer, a->key, a->id, error);
    if (s == NULL || !same_kept (a, s, error))
        return FALSE;
    for (guint i = 0; i < a->kept->len; i++)
        g_ptr_array_insert (order, (int) i + 2 == a->position ? (int) i - 1 : -1, a->kept->pdata[i]);
    return td_submission_delete_files (tx, a->id, 2, error) && insert_kept (tx, a, order, error)
           && td_submission_derive_articles (tx, a->id, error)
           && td_submission_update (tx, s, td_clock_now (&a->instance->clock), error)
           && td_draft_journal (tx, a->instance, a->viewer, "submission.draft", a->id, error);
}

gboolean td_submission_move_file (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                  int position, GError **error)
{
    g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (kept_free);
    g_autoptr (TdSubmission) s = may_change (instance, viewer, key, id, error);
    struct add a = { .instance = instance,
                     .viewer = viewer,
                     .key = key,
                     .id = id,
                     .replace = TRUE,
                     .kept = kept,
                     .position = position };

    if (s == NULL)
        return FALSE;
    if (position < 3 || position > (int) s->files->len)
        return fail (error, TD_ERROR_NOT_FOUND, "This submission has no such file, or it is the first already.");
    return keep_others (&a, s, error) && td_store_write (instance->store, move_in, &a, error);
}

/* ---- removing ---- */

static gboolean remove_in (TdTx *tx, gpointer data, GError **error)
{
    struct add *a = data;
    g_autoptr (TdSubmission) s = NULL;
    gboolean shared = FALSE;

    g_ptr_array_set_size (a->dropped, 0);
    if (!td_instance_may_write (a->instance, tx, error))
        return FALSE;
    s = td_draft_get (tx, a->instance, a->viewer, a->key, a->id, error);
    if (s == NULL)
        return FALSE;
    if (a->position < 2 || a->position > (int) s->files->len)
        return fail (error, TD_ERROR_NOT_FOUND, "This submission has no such file.");
    const char *sha256 = ((const TdSubmissionFile *) s->files->pdata[a->position - 1])->sha256;
    for (guint i = 0; i < s->files->len; i++)
        shared |=
            (int) i != a->position - 1 && strcmp (((const TdSubmissionFile *) s->files->pdata[i])->sha256, sha256) == 0;
    if (!shared && !td_submission_file_shared (tx, sha256, s->id, &shared, error))
        return FALSE;
    if (!shared)
        g_ptr_array_add (a->dropped, g_strdup (sha256));
    return td_submission_delete_file (tx, s, a->position, error)
           && td_draft_journal (tx, a->instance, a->viewer, "submission.draft", a->id, error);
}

gboolean td_submission_remove_file (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                    int position, GError **error)
{
    g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
    struct add a = {
        .instance = instance, .viewer = viewer, .key = key, .id = id, .position = position, .dropped = dropped
    };

    if (!td_store_write (instance->store, remove_in, &a, error))
        return FALSE;
    remove_dropped (&a);
    return TRUE;
}
