/* The files of a draft: add, replace, remove. Contract in submission.h. */
#include "areas/submissions/draft-order.h"
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

struct add {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *id;
    const TdDocument *document;
    TdSubmissionFile file;
    gboolean replace;
    TdDraftAlso also; /* or NULL */
    gpointer also_data;
    int position; /* that is removed */
    GPtrArray *dropped;
};

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

/* The main file's, when another takes its place: unless it comes again, or an annex is the same. */
static gboolean note_main (TdTx *tx, struct add *a, const TdSubmission *s, GError **error)
{
    const TdSubmissionFile *main = s->files->len > 0 ? s->files->pdata[0] : NULL;
    gboolean stays = main == NULL || strcmp (main->sha256, a->file.sha256) == 0;

    g_ptr_array_set_size (a->dropped, 0);
    for (guint i = 1; i < s->files->len; i++)
        stays |= strcmp (((const TdSubmissionFile *) s->files->pdata[i])->sha256, main->sha256) == 0;
    if (!stays && !td_submission_file_shared (tx, main->sha256, s->id, &stays, error))
        return FALSE;
    if (!stays)
        g_ptr_array_add (a->dropped, g_strdup (main->sha256));
    return TRUE;
}

/* In the place of the main file, or behind all others. */
static gboolean put_new (TdTx *tx, struct add *a, const TdSubmission *s, GError **error)
{
    g_autoptr (GPtrArray) others = NULL;

    if (!a->replace)
        return td_draft_put (tx, a->id, &a->file, a->document->paragraphs, error);
    if (!note_main (tx, a, s, error))
        return FALSE;
    others = td_draft_lift (tx, s, 2, error);
    return others != NULL && td_submission_delete_files (tx, a->id, 1, error)
           && td_draft_put (tx, a->id, &a->file, a->document->paragraphs, error)
           && td_draft_put_back (tx, a->id, others, error);
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
    return put_new (tx, a, s, error) && td_submission_derive_articles (tx, a->id, error)
           && follow_first_file (tx, a, s, error)
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
    g_autoptr (TdSubmission) s = may_change (instance, viewer, key, id, error);
    struct add a = { .instance = instance,
                     .viewer = viewer,
                     .key = key,
                     .id = id,
                     .replace = part == TD_PART_MAIN,
                     .dropped = dropped,
                     .file = { .part = part, .title = (char *) said (title) } };

    return s != NULL && title_fits (title, error) && add (&a, fd, name, error);
}

gboolean td_draft_put_main (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                            const TdDocument *document, GBytes *bytes, const char *name, TdDraftAlso also,
                            gpointer data, GError **error)
{
    g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (TdSubmission) s = may_change (instance, viewer, key, id, error);
    g_autofree char *clean = td_draft_clean_name (name);
    struct add a = { .instance = instance,
                     .viewer = viewer,
                     .key = key,
                     .id = id,
                     .replace = TRUE,
                     .dropped = dropped,
                     .file.part = TD_PART_MAIN,
                     .also = also,
                     .also_data = data };

    if (s == NULL)
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

/* The one that stands before it, and those behind: lifted together, put back with the two in turn. */
static gboolean move_in (TdTx *tx, gpointer data, GError **error)
{
    struct add *a = data;
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GPtrArray) order = NULL;

    if (!td_instance_may_write (a->instance, tx, error))
        return FALSE;
    s = td_draft_get (tx, a->instance, a->viewer, a->key, a->id, error);
    if (s == NULL)
        return FALSE;
    if (a->position < 3 || a->position > (int) s->files->len)
        return fail (error, TD_ERROR_NOT_FOUND, "This submission has no such file, or it is the first already.");
    order = td_draft_lift (tx, s, a->position - 1, error);
    if (order == NULL)
        return FALSE;
    g_ptr_array_insert (order, 1, g_ptr_array_steal_index (order, 0));
    return td_draft_put_back (tx, a->id, order, error) && td_submission_derive_articles (tx, a->id, error)
           && td_submission_update (tx, s, td_clock_now (&a->instance->clock), error)
           && td_draft_journal (tx, a->instance, a->viewer, "submission.draft", a->id, error);
}

gboolean td_submission_move_file (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                  int position, GError **error)
{
    struct add a = { .instance = instance, .viewer = viewer, .key = key, .id = id, .position = position };

    return td_store_write (instance->store, move_in, &a, error);
}

/* ---- removing ---- */

static gboolean remove_in (TdTx *tx, gpointer data, GError **error)
{
    struct add *a = data;
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GPtrArray) behind = NULL;
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
    behind = td_draft_lift (tx, s, a->position + 1, error);
    return behind != NULL && td_submission_delete_files (tx, a->id, a->position, error)
           && td_draft_put_back (tx, a->id, behind, error) && td_submission_derive_articles (tx, a->id, error)
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
