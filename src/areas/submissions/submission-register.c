#include "areas/submissions/submission-register.h"

#include "areas/submissions/submission-register-sql.h"
#include "areas/submissions/submission-sql.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/clean.h"

#include <sodium.h>
#include <unistd.h>

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBMISSION_ERROR, code, message);
    return FALSE;
}

/* ---- checking ---- */

static gboolean check_day (const TdInstance *instance, const char *day, GError **error)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);

    if (day == NULL || td_date_precision (day) == TD_DATE_NONE)
        return fail (error, TD_ERROR_INPUT,
                     "Say when it was received: a day, a month or a year, like 2014-09-12, 2014-09 or 2014.");
    return td_date_compare (day, today) <= 0
           || fail (error, TD_ERROR_INPUT, "The date on which it was received lies ahead.");
}

gboolean td_submission_register_check (const TdInstance *instance, const TdRegisterEntry *entry, GError **error)
{
    const TdProfile *profile = instance->profile;
    const TdChoice *purpose = entry->purpose != NULL ? td_profile_purpose (profile, entry->purpose) : NULL;
    const TdChoice *kind =
        entry->kind != NULL ? td_profile_choice (profile->kinds, profile->n_kinds, entry->kind) : NULL;
    g_autofree char *name = td_text_clean_line (entry->organisation, TD_LIMIT_NAME_CHARACTERS);

    if (td_profile_state (profile, entry->state) == NULL)
        return fail (error, TD_ERROR_INPUT, "Say which State party it is about.");
    if (purpose == NULL || purpose->from_state)
        return fail (error, TD_ERROR_INPUT, "Say what it was for: one of the profile's purposes.");
    if (name == NULL || *name == '\0')
        return fail (error, TD_ERROR_INPUT, "Say which organisation sent it, in at most 200 characters.");
    if (kind == NULL || g_strcmp0 (kind->source, "state") == 0)
        return fail (error, TD_ERROR_INPUT, "Say what kind of organisation it is: one of the profile's kinds.");
    return check_day (instance, entry->day, error);
}

/* ---- storing ---- */

struct store {
    TdInstance *instance;
    const TdRegisterEntry *entry;
    const char *actor, *id, *title, *organisation;
    const TdDocument *document;
    TdSubmissionFile file;
    guint8 secret[32];
};

/* Midnight, in UTC, of the first day that the register's date holds: for the order of lists. */
static gint64 instant_of (const char *day)
{
    g_autofree char *first = td_date_precision (day) == TD_DATE_YEAR    ? g_strconcat (day, "-01-01T00:00:00Z", NULL)
                             : td_date_precision (day) == TD_DATE_MONTH ? g_strconcat (day, "-01T00:00:00Z", NULL)
                                                                        : g_strconcat (day, "T00:00:00Z", NULL);
    gint64 at = 0;

    td_instant_from_text (first, &at, NULL);
    return at;
}

static gboolean journal (TdTx *tx, const struct store *s, GError **error)
{
    guint8 content[32];
    const TdJournalEntry entry = { .actor = s->actor,
                                   .act = "submission.register",
                                   .thing = "submission",
                                   .thing_id = s->id,
                                   .content = content,
                                   .public_change = s->entry->visibility != TD_VISIBILITY_COMMITTEE,
                                   .clock = &s->instance->clock };

    crypto_generichash (content, sizeof content, (const guint8 *) s->file.sha256, strlen (s->file.sha256), s->secret,
                        sizeof s->secret);
    return td_journal_append (tx, &entry, NULL, error);
}

static gboolean fill (TdTx *tx, const struct store *s, gint64 now, GError **error)
{
    const TdRegisterEntry *e = s->entry;
    const TdSubmission answers = { .id = (char *) s->id,
                                   .visibility_chosen = TRUE,
                                   .visibility = e->visibility,
                                   .state = (char *) td_profile_state (s->instance->profile, e->state)->iso3,
                                   .purpose = (char *) e->purpose,
                                   .sender_name = (char *) s->organisation,
                                   .sender_kind = (char *) e->kind,
                                   .title = (char *) s->title,
                                   .language = (char *) (e->language != NULL ? e->language : s->document->language),
                                   .checked = TRUE };

    return td_submission_update (tx, &answers, now, error);
}

static gboolean store_in (TdTx *tx, gpointer data, GError **error)
{
    const struct store *s = data;
    TdStatus status = s->entry->visibility == TD_VISIBILITY_COMMITTEE ? TD_STATUS_ACCEPTED : TD_STATUS_PUBLISHED;
    gint64 now = td_clock_now (&s->instance->clock);
    g_autofree char *there = NULL;

    if (!td_instance_may_write (s->instance, tx, error)
        || !td_submission_register_by_hash (tx, s->file.sha256, &there, error))
        return FALSE;
    if (there != NULL)
        return fail (error, TD_ERROR_CONFLICT, "This file is here already, as a submission. Nothing was changed.");
    return td_submission_insert (tx, s->id, NULL, s->secret, s->instance->clock.rehearsal, now, error)
           && fill (tx, s, now, error) && td_submission_insert_file (tx, s->id, &s->file, error)
           && td_submission_insert_part (tx, s->id, 1, TD_PART_MAIN, error)
           && td_submission_insert_paragraphs (tx, s->id, 1, s->document->paragraphs, error)
           && td_submission_derive_articles (tx, s->id, error)
           && td_submission_register_insert (tx, s->id, s->entry->day, s->actor, now, error)
           && td_submission_register_settle (tx, s->id, status, instant_of (s->entry->day), now, error)
           && journal (tx, s, error);
}

static TdDocument *read_file (TdInstance *instance, int fd, GError **error)
{
    off_t size = lseek (fd, 0, SEEK_END);

    if (size > instance->profile->file_bytes)
        fail (error, TD_ERROR_TOO_LARGE,
              "This file is larger than can be taken here. Make its pictures smaller or bring it in by parts.");
    else if (lseek (fd, 0, SEEK_SET) != 0)
        fail (error, TD_ERROR_OURS, "The file could not be read back. Nothing was changed; try again.");
    else
        return td_document_read (instance->cells, fd, instance->profile->tagger, &instance->profile->page_rule, error);
    return NULL;
}

gboolean td_submission_from_register (TdInstance *instance, const TdViewer *viewer, const TdRegisterEntry *entry,
                                      int fd, const char *name, char **ret_id, GError **error)
{
    g_autofree char *id = td_id_new ();
    g_autofree char *base = g_path_get_basename (name);
    g_autofree char *file_name = td_text_clean_line (base, TD_LIMIT_NAME_CHARACTERS);
    g_autofree char *organisation = NULL;
    g_autofree char *title = NULL;
    g_autoptr (TdDocument) document = NULL;
    struct store s = { .instance = instance, .entry = entry, .actor = td_viewer_actor (viewer), .id = id };

    if (!td_door_may (viewer, TD_ACT_SUBMISSION_PUBLISH, NULL, error)
        || !td_submission_register_check (instance, entry, error)
        || (document = read_file (instance, fd, error)) == NULL)
        return FALSE;
    organisation = td_text_clean_line (entry->organisation, TD_LIMIT_NAME_CHARACTERS);
    title = td_text_clean_line (entry->title != NULL ? entry->title : document->title, TD_LIMIT_TITLE_CHARACTERS);
    s.organisation = organisation;
    s.title = title;
    s.document = document;
    s.file = (TdSubmissionFile){ .position = 1,
                                 .part = TD_PART_MAIN,
                                 .name = file_name != NULL ? file_name : (char *) "file",
                                 .format = (char *) document->format,
                                 .pages = document->pages,
                                 .pages_counted = document->pages_counted,
                                 .pages_estimated = document->pages_estimated,
                                 .no_text = document->no_text,
                                 .words = document->words };
    randombytes_buf (s.secret, sizeof s.secret);
    if (!td_blobs_put_fd (instance->blobs, TD_BLOB_RESTRICTED, fd, s.file.sha256, &s.file.size, error)
        || !td_store_write (instance->store, store_in, &s, error))
        return FALSE;
    if (ret_id != NULL)
        *ret_id = g_steal_pointer (&id);
    return TRUE;
}

/* ---- what is here ---- */

struct find {
    const char *sha256;
    char *id;
};

static gboolean find_in (TdTx *tx, gpointer data, GError **error)
{
    struct find *f = data;

    return td_submission_register_by_hash (tx, f->sha256, &f->id, error);
}

gboolean td_submission_register_find (TdInstance *instance, const char *sha256, char **ret_id, GError **error)
{
    struct find f = { .sha256 = sha256 };

    if (!td_store_read (instance->store, find_in, &f, error))
        return FALSE;
    *ret_id = f.id;
    return TRUE;
}
