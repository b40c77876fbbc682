/* The writing of a draft: begin, answer, add files, discard. Contract in submission.h. */
#include "areas/submissions/sender-key.h"
#include "areas/submissions/submission-sql.h"
#include "areas/submissions/submission.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "text/clean.h"

#include <sodium.h>

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBMISSION_ERROR, code, message);
    return FALSE;
}

static const char *actor_of (const TdViewer *viewer)
{
    return viewer->person != NULL ? viewer->person : "nobody";
}

/* Each step of a draft is an entry without content: it says that something was written, not what. */
static gboolean journal (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *act, const char *id,
                         GError **error)
{
    TdJournalEntry entry = { .actor = actor_of (viewer), .act = act, .thing = "submission", .thing_id = id,
                             .clock = &instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

/* ---- begin ---- */

struct begin {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    guint8 key[32], secret[32];
};

static gboolean begin_in (TdTx *tx, gpointer data, GError **error)
{
    struct begin *b = data;
    const TdClock *clock = &b->instance->clock;

    return td_instance_may_write (b->instance, tx, error)
        && td_submission_insert (tx, b->id, b->viewer->person, b->key, b->secret, clock->rehearsal,
                                 td_clock_now (clock), error)
        && journal (tx, b->instance, b->viewer, "submission.begin", b->id, error);
}

gboolean td_submission_begin (TdInstance *instance, const TdViewer *viewer, char **ret_id, char **ret_key,
                              GError **error)
{
    g_autofree char *id = td_id_new ();
    g_autofree char *key = td_sender_key_new ();
    struct begin b = { .instance = instance, .viewer = viewer, .id = id };

    if (!td_door_may (viewer, TD_ACT_PUBLIC_SEND, NULL, error))
        return FALSE;
    td_sender_key_hash (instance, key, b.key);
    randombytes_buf (b.secret, sizeof b.secret);
    if (!td_store_write (instance->store, begin_in, &b, error))
        return FALSE;
    *ret_id = g_steal_pointer (&id);
    *ret_key = g_steal_pointer (&key);
    return TRUE;
}

/* The viewer's own draft, or the reason why not. */
static TdSubmission *get_draft (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *key,
                                const char *id, GError **error)
{
    g_autoptr (TdSubmission) s = td_submission_get_in (tx, instance, viewer, key, id, error);
    TdThing thing;

    if (s == NULL)
        return NULL;
    if (s->status != TD_STATUS_DRAFT) {
        fail (error, TD_ERROR_CONFLICT, "This was sent already, so it cannot be changed. Begin a new one to send more.");
        return NULL;
    }
    thing = td_submission_thing (s);
    return td_door_may (viewer, TD_ACT_SUBMISSION_EDIT, &thing, error) ? g_steal_pointer (&s) : NULL;
}

/* ---- answer ---- */

struct answer {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *id;
    const TdAnswers *answers;
    const char *field;
};

static gboolean wrong (struct answer *a, const char *field, GError **error, const char *message)
{
    a->field = field;
    return fail (error, TD_ERROR_INPUT, message);
}

static gboolean too_many (const char *text, glong most)
{
    return text != NULL && g_utf8_strlen (text, -1) > most;
}

static gboolean empty (const char *text)
{
    return text != NULL && *text == '\0';
}

/* What was typed, fit to keep and to show. */
typedef struct {
    TdAnswers answers;
    char *sender_name, *contact, *title, *reason;
    GPtrArray *priorities;
} Cleaned;

static void cleaned_clear (Cleaned *c)
{
    g_free (c->sender_name);
    g_free (c->contact);
    g_free (c->title);
    g_free (c->reason);
    g_clear_pointer (&c->priorities, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cleaned, cleaned_clear)

static gboolean clean_one (struct answer *a, const char *field, const char *given, gboolean lines, char **ret_clean,
                           GError **error)
{
    char *text;

    if (given == NULL)
        return TRUE;
    text = lines ? td_text_clean_text (given, G_MAXINT) : td_text_clean_line (given, G_MAXINT);
    if (text == NULL)
        return wrong (a, field, error, "This text holds characters that cannot be read. Type it again.");
    *ret_clean = text;
    return TRUE;
}

static void cleaned_priority_free (gpointer data)
{
    g_free (((TdPriority *) data)->text);
    g_free (data);
}

static gboolean clean_priorities (struct answer *a, Cleaned *c, GError **error)
{
    const TdAnswers *w = &c->answers;

    if (!w->set_priorities)
        return TRUE;
    c->priorities = g_ptr_array_new_with_free_func (cleaned_priority_free);
    for (guint i = 0; i < w->priorities->len; i++) {
        const TdPriority *given = w->priorities->pdata[i];
        TdPriority *p = g_new0 (TdPriority, 1);
        p->article = given->article;
        g_ptr_array_add (c->priorities, p);
        if (!clean_one (a, "priorities", given->text, FALSE, &p->text, error))
            return FALSE;
    }
    c->answers.priorities = c->priorities;
    return TRUE;
}

/* Whatever way an answer came, its marks that turn text round and its control characters stay out. */
static gboolean clean_answers (struct answer *a, Cleaned *c, GError **error)
{
    c->answers = *a->answers;
    if (!clean_one (a, "sender_name", c->answers.sender_name, FALSE, &c->sender_name, error)
        || !clean_one (a, "contact", c->answers.contact, FALSE, &c->contact, error)
        || !clean_one (a, "title", c->answers.title, FALSE, &c->title, error)
        || !clean_one (a, "reason", c->answers.reason, TRUE, &c->reason, error) || !clean_priorities (a, c, error))
        return FALSE;
    c->answers.sender_name = c->sender_name;
    c->answers.contact = c->contact;
    c->answers.title = c->title;
    c->answers.reason = c->reason;
    a->answers = &c->answers;
    return TRUE;
}

/* A language tag, or nothing. */
static gboolean is_tag (const char *text)
{
    return strlen (text) <= 20
        && strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == strlen (text);
}

static gboolean check_lengths (struct answer *a, GError **error)
{
    const TdAnswers *w = a->answers;

    if (too_many (w->sender_name, TD_LIMIT_NAME_CHARACTERS))
        return wrong (a, "sender_name", error, "The name is too long. Use at most 200 characters.");
    if (too_many (w->contact, TD_LIMIT_NAME_CHARACTERS))
        return wrong (a, "contact", error, "The address is too long. Use at most 200 characters.");
    if (too_many (w->title, TD_LIMIT_TITLE_CHARACTERS))
        return wrong (a, "title", error, "The title is too long. Use at most 300 characters.");
    if (too_many (w->reason, TD_LIMIT_TEXT_CHARACTERS))
        return wrong (a, "reason", error, "The reason is too long. Use at most 4,000 characters.");
    if (empty (w->sender_name))
        return wrong (a, "sender_name", error, "Write the name of the organisation, or your own name.");
    if (empty (w->title))
        return wrong (a, "title", error, "Write the title of the report.");
    return TRUE;
}

static gboolean check_choices (struct answer *a, GError **error)
{
    const TdProfile *profile = a->instance->profile;
    const TdAnswers *w = a->answers;
    TdVisibility visibility;

    if (w->state != NULL && td_profile_state (profile, w->state) == NULL)
        return wrong (a, "state", error, "Choose the State party that the report is about.");
    if (w->purpose != NULL && td_profile_choice (profile->purposes, profile->n_purposes, w->purpose) == NULL)
        return wrong (a, "purpose", error, "Choose what the report is for.");
    if (w->sender_kind != NULL && td_profile_choice (profile->kinds, profile->n_kinds, w->sender_kind) == NULL)
        return wrong (a, "sender_kind", error, "Choose the kind of organisation.");
    if (w->visibility != NULL && !td_visibility_from_word (w->visibility, &visibility))
        return wrong (a, "visibility", error, "Choose who may see the report. There is no choice made for you.");
    if (w->language != NULL && !is_tag (w->language))
        return wrong (a, "language", error, "Choose the language of the report by its tag, such as en or fr.");
    return TRUE;
}

static gboolean check_articles (struct answer *a, GError **error)
{
    const TdProfile *profile = a->instance->profile;
    const TdAnswers *w = a->answers;

    for (guint i = 0; w->set_articles && i < w->articles->len; i++)
        if (td_profile_article (profile, g_array_index (w->articles, int, i)) == NULL)
            return wrong (a, "articles", error, "The Convention has no such article. Look at the numbers again.");
    if (!w->set_priorities)
        return TRUE;
    if ((int) w->priorities->len > profile->priorities)
        return wrong (a, "priorities", error, "Name fewer priorities: the Committee asks for a few only.");
    for (guint i = 0; i < w->priorities->len; i++) {
        const TdPriority *p = w->priorities->pdata[i];
        if (p->text == NULL || empty (p->text) || too_many (p->text, TD_LIMIT_TITLE_CHARACTERS))
            return wrong (a, "priorities", error, "Write each priority in one sentence of at most 300 characters.");
        if (p->article > 0 && td_profile_article (profile, p->article) == NULL)
            return wrong (a, "priorities", error, "The Convention has no such article. Choose one from the list.");
    }
    return TRUE;
}

static void take (char **answer, const char *given)
{
    if (given == NULL)
        return;
    g_free (*answer);
    *answer = *given != '\0' ? g_strdup (given) : NULL;
}

static void apply (TdSubmission *s, const TdInstance *instance, const TdAnswers *w)
{
    if (w->state != NULL)
        take (&s->state, td_profile_state (instance->profile, w->state)->iso3);
    take (&s->purpose, w->purpose);
    take (&s->sender_name, w->sender_name);
    take (&s->sender_kind, w->sender_kind);
    take (&s->contact, w->contact);
    take (&s->title, w->title);
    take (&s->language, w->language);
    take (&s->reason, w->reason);
    if (w->visibility != NULL)
        s->visibility_chosen = td_visibility_from_word (w->visibility, &s->visibility);
    s->checked |= w->checked;
}

static gboolean change_kinds (TdTx *tx, const char *id, const GArray *kinds, GError **error)
{
    for (guint i = 0; kinds != NULL && i < kinds->len; i++) {
        const TdKindChange *change = &g_array_index (kinds, TdKindChange, i);
        if (!td_submission_set_kind (tx, id, change->n, change->kind, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean answer_in (TdTx *tx, gpointer data, GError **error)
{
    struct answer *a = data;
    const TdAnswers *w = a->answers;
    g_autoptr (TdSubmission) s = NULL;

    if (!td_instance_may_write (a->instance, tx, error))
        return FALSE;
    s = get_draft (tx, a->instance, a->viewer, a->key, a->id, error);
    if (s == NULL)
        return FALSE;
    apply (s, a->instance, w);
    return td_submission_update (tx, s, td_clock_now (&a->instance->clock), error)
        && (!w->set_articles || td_submission_replace_articles (tx, a->id, w->articles, TRUE, error))
        && (!w->set_priorities || td_submission_replace_priorities (tx, a->id, w->priorities, error))
        && change_kinds (tx, a->id, w->kinds, error)
        && journal (tx, a->instance, a->viewer, "submission.draft", a->id, error);
}

gboolean td_submission_answer (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                               const TdAnswers *answers, const char **ret_field, GError **error)
{
    struct answer a = { .instance = instance, .viewer = viewer, .key = key, .id = id, .answers = answers };
    g_auto (Cleaned) cleaned = { 0 };
    gboolean done = clean_answers (&a, &cleaned, error) && check_choices (&a, error)
        && check_lengths (&a, error) && check_articles (&a, error)
        && td_store_write (instance->store, answer_in, &a, error);

    if (!done && ret_field != NULL && a.field != NULL)
        *ret_field = a.field;
    return done;
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
        s->title = g_utf8_substring (a->document->title != NULL ? a->document->title : "", 0,
                                     MIN (TD_LIMIT_TITLE_CHARACTERS, a->document->title != NULL
                                              ? g_utf8_strlen (a->document->title, -1) : 0));
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
    s = get_draft (tx, a->instance, a->viewer, a->key, a->id, error);
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
        && journal (tx, a->instance, a->viewer, "submission.draft", a->id, error);
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
        g_set_error (error, TD_SUBMISSION_ERROR, TD_ERROR_TOO_LARGE,
                     "This file is larger than %d MB. Make its pictures smaller or send it in parts.",
                     (int) (instance->profile->file_bytes / (1024 * 1024)));
        return FALSE;
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
    struct add a = { .instance = instance, .viewer = viewer, .key = key, .id = id, .replace = replace,
                     .dropped = dropped };

    if (!may_add (instance, viewer, key, id, error) || !check_size (instance, fd, error))
        return FALSE;
    document = td_document_read (instance->cells, fd, instance->profile->tagger, &instance->profile->page_rule, error);
    if (document == NULL)
        return FALSE;
    if (lseek (fd, 0, SEEK_SET) != 0)
        return fail (error, TD_ERROR_OURS, "The file could not be read back. Nothing was sent; try again.");
    a.document = document;
    a.file = (TdSubmissionFile){ .name = clean, .format = (char *) document->format, .pages = document->pages,
                                 .pages_counted = document->pages_counted,
                                 .pages_estimated = document->pages_estimated, .no_text = document->no_text,
                                 .words = document->words };
    /* The blob is put before the transaction: a crash between leaves a blob that nobody names, never a row without its file. */
    if (!td_blobs_put_fd (instance->blobs, TD_BLOB_RESTRICTED, fd, a.file.sha256, &a.file.size, error)
        || !td_store_write (instance->store, add_in, &a, error))
        return FALSE;
    for (guint i = 0; i < dropped->len; i++)
        td_blobs_remove (instance->blobs, TD_BLOB_RESTRICTED, dropped->pdata[i], NULL);
    return TRUE;
}

/* ---- discard ---- */

static gboolean discard_in (TdTx *tx, gpointer data, GError **error)
{
    struct add *a = data;
    g_autoptr (TdSubmission) s = NULL;

    if (!td_instance_may_write (a->instance, tx, error))
        return FALSE;
    s = get_draft (tx, a->instance, a->viewer, a->key, a->id, error);
    return s != NULL && note_dropped (tx, a, s, error) && td_submission_delete (tx, a->id, error)
        && journal (tx, a->instance, a->viewer, "submission.discard", a->id, error);
}

gboolean td_submission_discard (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                GError **error)
{
    g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
    struct add a = { .instance = instance, .viewer = viewer, .key = key, .id = id, .dropped = dropped };

    if (!td_store_write (instance->store, discard_in, &a, error))
        return FALSE;
    for (guint i = 0; i < dropped->len; i++)
        if (!td_blobs_remove (instance->blobs, TD_BLOB_RESTRICTED, dropped->pdata[i], error))
            return FALSE;
    return TRUE;
}
