/* The writing of a draft but its beginning and its answers: add files, discard, expire. Contract in submission.h. */
#include "areas/submissions/draft.h"

#include "areas/submissions/submission-sql.h"
#include "areas/submissions/submission.h"
#include "base/errors.h"
#include "base/limits.h"
#include "journal/journal.h"

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBMISSION_ERROR, code, message);
    return FALSE;
}

gboolean td_draft_journal (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *act, const char *id,
                           GError **error)
{
    TdJournalEntry entry = {
        .actor = td_viewer_actor (viewer), .act = act, .thing = "submission", .thing_id = id, .clock = &instance->clock
    };

    return td_journal_append (tx, &entry, NULL, error);
}

TdSubmission *td_draft_get (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                            GError **error)
{
    g_autoptr (TdSubmission) s = td_submission_get_in (tx, instance, viewer, key, id, error);
    TdThing thing;

    if (s == NULL)
        return NULL;
    if (s->status != TD_STATUS_DRAFT) {
        fail (error, TD_ERROR_CONFLICT,
              "This was sent already, so it cannot be changed. Begin a new one to send more.");
        return NULL;
    }
    thing = td_submission_thing (s);
    return td_door_may (viewer, TD_ACT_SUBMISSION_EDIT, &thing, error) ? g_steal_pointer (&s) : NULL;
}

/* ---- files ---- */

struct add {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *id, *name;
    const TdDocument *document;
    TdSubmissionFile file;
    gboolean replace;
    GPtrArray *dropped; /* hashes of files that the draft no longer has and nobody else holds */
};

static gboolean note_dropped (TdTx *tx, struct add *a, const TdSubmission *s, GError **error)
{
    g_ptr_array_set_size (a->dropped, 0);
    for (guint i = 0; i < s->files->len; i++) {
        const TdSubmissionFile *file = s->files->pdata[i];
        gboolean shared = FALSE;
        if (!td_submission_file_shared (tx, file->sha256, s->id, &shared, error))
            return FALSE;
        if (!shared && strcmp (file->sha256, a->file.sha256) != 0)
            g_ptr_array_add (a->dropped, g_strdup (file->sha256));
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
    if (a->replace && (!note_dropped (tx, a, s, error) || !td_submission_delete_files (tx, a->id, error)))
        return FALSE;
    return td_submission_insert_file (tx, a->id, &a->file, error)
           && td_submission_insert_paragraphs (tx, a->id, a->file.position, a->document->paragraphs, error)
           && td_submission_derive_articles (tx, a->id, error) && follow_first_file (tx, a, s, error)
           && td_draft_journal (tx, a->instance, a->viewer, "submission.draft", a->id, error);
}

static gboolean may_add (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id, GError **error)
{
    g_autoptr (TdSubmission) s = td_submission_get (instance, viewer, key, id, error);
    TdThing thing;

    if (s == NULL)
        return FALSE;
    thing = td_submission_thing (s);
    return td_door_may (viewer, TD_ACT_SUBMISSION_EDIT, &thing, error);
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

/* Only the last part of a name is kept, and nothing that could break a line or turn a text round. */
static char *clean_name (const char *name)
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

gboolean td_submission_add_file (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id, int fd,
                                 const char *name, gboolean replace, GError **error)
{
    g_autofree char *clean = clean_name (name);
    g_autoptr (TdDocument) document = NULL;
    g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
    struct add a = {
        .instance = instance, .viewer = viewer, .key = key, .id = id, .replace = replace, .dropped = dropped
    };

    if (!may_add (instance, viewer, key, id, error) || !check_size (instance, fd, error))
        return FALSE;
    document = td_document_read (instance->cells, fd, instance->profile->tagger, &instance->profile->page_rule, error);
    if (document == NULL)
        return FALSE;
    if (lseek (fd, 0, SEEK_SET) != 0)
        return fail (error, TD_ERROR_OURS, "The file could not be read back. Nothing was sent; try again.");
    a.document = document;
    a.file = (TdSubmissionFile){ .name = clean,
                                 .format = (char *) document->format,
                                 .pages = document->pages,
                                 .pages_counted = document->pages_counted,
                                 .pages_estimated = document->pages_estimated,
                                 .no_text = document->no_text,
                                 .words = document->words };
    /* The blob is put before the transaction: a crash between leaves a blob that nobody names, never a row without its file. */
    if (!td_blobs_put_fd (instance->blobs, TD_BLOB_RESTRICTED, fd, a.file.sha256, &a.file.size, error)
        || !td_store_write (instance->store, add_in, &a, error))
        return FALSE;
    /* The answer stands; a file that nobody names and could not be removed harms nobody. */
    for (guint i = 0; i < dropped->len; i++)
        td_blobs_remove (instance->blobs, TD_BLOB_RESTRICTED, dropped->pdata[i], NULL);
    return TRUE;
}

/* ---- discard ---- */

static gboolean erase (TdTx *tx, struct add *a, const TdSubmission *s, const char *act, GError **error)
{
    return note_dropped (tx, a, s, error) && td_submission_delete (tx, a->id, error)
           && td_draft_journal (tx, a->instance, a->viewer, act, a->id, error);
}

static gboolean discard_in (TdTx *tx, gpointer data, GError **error)
{
    struct add *a = data;
    g_autoptr (TdSubmission) s = NULL;

    if (!td_instance_may_write (a->instance, tx, error))
        return FALSE;
    s = td_draft_get (tx, a->instance, a->viewer, a->key, a->id, error);
    return s != NULL && erase (tx, a, s, "submission.discard", error);
}

static gboolean remove_dropped (const struct add *a, GError **error)
{
    for (guint i = 0; i < a->dropped->len; i++)
        if (!td_blobs_remove (a->instance->blobs, TD_BLOB_RESTRICTED, a->dropped->pdata[i], error))
            return FALSE;
    return TRUE;
}

gboolean td_submission_discard (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                GError **error)
{
    g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
    struct add a = { .instance = instance, .viewer = viewer, .key = key, .id = id, .dropped = dropped };

    return td_store_write (instance->store, discard_in, &a, error) && remove_dropped (&a, error);
}

/* ---- old drafts ---- */

enum { DRAFTS_A_ROUND = 100 };

struct old {
    gint64 before;
    GPtrArray *ids;
};

static gboolean old_in (TdTx *tx, gpointer data, GError **error)
{
    struct old *o = data;

    g_ptr_array_set_size (o->ids, 0);
    return td_submission_old_drafts (tx, o->before, DRAFTS_A_ROUND, o->ids, error);
}

/* Looks again inside the transaction: its sender may have come back just now. */
static gboolean purge_in (TdTx *tx, gpointer data, GError **error)
{
    struct add *a = data;
    gint64 before = td_clock_now (&a->instance->clock) - TD_LIMIT_DRAFT_DAYS * G_TIME_SPAN_DAY;
    g_autoptr (TdSubmission) s = NULL;

    g_ptr_array_set_size (a->dropped, 0);
    /* A server of another day must not erase what is young in the real one. */
    if (!td_instance_may_write (a->instance, tx, error))
        return FALSE;
    s = td_submission_load (tx, a->id, error);
    if (s == NULL)
        return FALSE;
    if (s->status != TD_STATUS_DRAFT || s->changed >= before)
        return fail (error, TD_ERROR_CONFLICT, "Its sender came back to this draft.");
    return erase (tx, a, s, "submission.expire", error);
}

gboolean td_submission_purge_drafts (TdInstance *instance, GError **error)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
    struct old o = { .before = td_clock_now (&instance->clock) - TD_LIMIT_DRAFT_DAYS * G_TIME_SPAN_DAY, .ids = ids };

    if (!td_store_read (instance->store, old_in, &o, error))
        return FALSE;
    for (guint i = 0; i < ids->len; i++) {
        struct add a = { .instance = instance, .viewer = &nobody, .id = ids->pdata[i], .dropped = dropped };
        g_autoptr (GError) problem = NULL;
        if (td_store_write (instance->store, purge_in, &a, &problem)) {
            if (!remove_dropped (&a, error))
                return FALSE;
        } else if (problem->code == TD_ERROR_NOT_ALLOWED) {
            return TRUE; /* another day's server leaves the real drafts alone */
        } else if (problem->code != TD_ERROR_CONFLICT && problem->code != TD_ERROR_NOT_FOUND) {
            g_propagate_error (error, g_steal_pointer (&problem));
            return FALSE;
        }
    }
    return TRUE;
}
