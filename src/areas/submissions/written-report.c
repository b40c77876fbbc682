/* The text of a report that is written here, and the file that is made of it. Contract in written-report.h. */
#include "areas/submissions/draft.h"
#include "areas/submissions/submission-sql.h"
#include "areas/submissions/written-report-rules.h"
#include "areas/writing/writing-copy.h"
#include "base/errors.h"
#include "base/limits.h"
#include "document/text-file.h"

#define OUTLINE "report"

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_SUBMISSION_ERROR, code, message);
    return FALSE;
}

gboolean td_written_report_offered (const TdProfile *profile, const TdSubmission *s)
{
    gsize n;

    return s->by_state == NULL && td_profile_outline (profile, OUTLINE, &n) != NULL;
}

/* ---- what a text makes ---- */

void td_made_clear (TdMade *made)
{
    g_clear_pointer (&made->text, td_text_free);
    g_clear_pointer (&made->document, td_document_free);
    g_clear_pointer (&made->bytes, g_bytes_unref);
    g_clear_pointer (&made->sha256, g_free);
}

gboolean td_written_report_make_in (TdTx *tx, const TdInstance *instance, const char *id, TdMade *ret_made,
                                    GError **error)
{
    const TdTextReading reading = { .questions = "questions",
                                    .recommendations = "recommendations",
                                    .tagger = instance->profile->tagger,
                                    .rule = &instance->profile->page_rule };
    TdText *text = td_writing_text_in (tx, TD_WRITTEN_REPORT_KIND, id, error);

    if (text == NULL)
        return FALSE;
    td_made_clear (ret_made);
    ret_made->text = text;
    ret_made->document = td_document_of_text (text, &reading);
    ret_made->bytes = td_text_to_markdown (text);
    ret_made->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, ret_made->bytes);
    return TRUE;
}

static const char *main_hash (const TdSubmission *s)
{
    return s->files->len > 0 ? ((const TdSubmissionFile *) s->files->pdata[0])->sha256 : NULL;
}

static gboolean is_main (const TdSubmission *s, const TdWrittenRow *row)
{
    return row->file != NULL && g_strcmp0 (row->file, main_hash (s)) == 0;
}

/* ---- how it stands ---- */

struct get {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *id;
    TdWrittenReport report;
};

static gboolean count_branches (TdTx *tx, struct get *g, GError **error)
{
    g_autoptr (TdWritten) written =
        td_writing_load_in (tx, TD_WRITTEN_REPORT_KIND, g->id, td_clock_now (&g->instance->clock), error);

    for (guint i = 0; written != NULL && i < written->sections->len; i++)
        g->report.branches += ((const TdWrittenSection *) written->sections->pdata[i])->branches;
    return written != NULL;
}

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct get *g = data;
    g_autoptr (TdSubmission) s = td_submission_get_in (tx, g->instance, g->viewer, g->key, g->id, error);
    g_auto (TdWrittenRow) row = { 0 };
    g_auto (TdMade) made = { 0 };

    g->report = (TdWrittenReport){ 0 };
    if (s == NULL || !td_written_report_load (tx, g->id, &row, error))
        return FALSE;
    if (!row.there)
        return TRUE;
    if (!td_written_report_make_in (tx, g->instance, g->id, &made, error) || !count_branches (tx, g, error))
        return FALSE;
    g->report.there = TRUE;
    g->report.words = made.document->words;
    g->report.pages = made.document->words > 0 ? made.document->pages_counted : 0;
    g->report.is_main = is_main (s, &row);
    g->report.stale = g->report.is_main && strcmp (made.sha256, row.file) != 0;
    return TRUE;
}

gboolean td_written_report_get (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                TdWrittenReport *ret_report, GError **error)
{
    struct get g = { .instance = instance, .viewer = viewer, .key = key, .id = id };

    if (!td_store_read (instance->store, get_in, &g, error))
        return FALSE;
    *ret_report = g.report;
    return TRUE;
}

/* ---- beginning ---- */

struct begin {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *id, *language;
    gboolean there;
};

static gboolean begin_in (TdTx *tx, gpointer data, GError **error)
{
    struct begin *b = data;
    g_autoptr (TdSubmission) s = NULL;
    g_auto (TdWrittenRow) row = { 0 };

    if (!td_instance_may_write (b->instance, tx, error))
        return FALSE;
    s = td_draft_get (tx, b->instance, b->viewer, b->key, b->id, error);
    if (s == NULL || !td_written_report_load (tx, b->id, &row, error))
        return FALSE;
    b->there = row.there;
    if (row.there)
        return fail (error, TD_ERROR_CONFLICT, "The report is being written here already.");
    if (!td_written_report_offered (b->instance->profile, s))
        return fail (error, TD_ERROR_INPUT, "This report cannot be written here. Send it as a file.");
    return td_writing_begin_in (tx, b->instance, TD_WRITTEN_REPORT_KIND, b->id, OUTLINE, b->language, NULL, error)
           && td_written_report_insert (tx, b->id, td_clock_now (&b->instance->clock), error)
           && td_draft_journal (tx, b->instance, b->viewer, "submission.draft", b->id, error);
}

gboolean td_written_report_begin (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                  const char *language, GError **error)
{
    struct begin b = { .instance = instance, .viewer = viewer, .key = key, .id = id, .language = language };
    g_autoptr (GError) problem = NULL;

    if (td_store_write (instance->store, begin_in, &b, &problem) || b.there)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

/* ---- using ---- */

struct use {
    TdInstance *instance;
    const char *id;
    TdMade made;
};

static gboolean make_in (TdTx *tx, gpointer data, GError **error)
{
    struct use *u = data;

    return td_written_report_make_in (tx, u->instance, u->id, &u->made, error);
}

/* The file is of the text as it stands at this moment, or nothing happens. */
static gboolean use_in (TdTx *tx, const TdSubmission *draft, const char *sha256, gpointer data, GError **error)
{
    const struct use *u = data;
    g_auto (TdMade) now = { 0 };

    if (!td_written_report_make_in (tx, u->instance, draft->id, &now, error))
        return FALSE;
    if (strcmp (now.sha256, sha256) != 0)
        return fail (error, TD_ERROR_CONFLICT,
                     "Somebody else wrote in the report at the same moment. Look at what it says now, then go on.");
    return td_written_report_set_file (tx, draft->id, sha256, error)
           && td_written_report_feed (tx, u->instance, draft->id, &now, error);
}

static gboolean use (struct use *u, const TdViewer *viewer, const char *key, const TdSubmission *s, GError **error)
{
    if (!td_store_read (u->instance->store, make_in, u, error))
        return FALSE;
    if (u->made.document->words == 0)
        return fail (error, TD_ERROR_INPUT, "Nothing is written yet. Open a section and begin, then go on.");
    /* A title that its sender gave stays, whatever the text is called. */
    g_free (u->made.document->title);
    u->made.document->title = g_strdup (s->title);
    return td_draft_put_main (u->instance, viewer, key, u->id, u->made.document, u->made.bytes, "report.md", use_in, u,
                              error);
}

gboolean td_written_report_use (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                GError **error)
{
    struct use u = { .instance = instance, .id = id };
    g_autoptr (TdSubmission) s = td_submission_get (instance, viewer, key, id, error);
    TdWrittenReport report = { 0 };
    gboolean done;

    if (s == NULL || !td_written_report_get (instance, viewer, key, id, &report, error))
        return FALSE;
    if (!report.there)
        return fail (error, TD_ERROR_INPUT, "Nothing is written yet. Begin to write, or send a file.");
    if (report.branches > 0)
        return fail (
            error, TD_ERROR_INPUT,
            "Words of somebody wait beside a section. Open the report and take them in, or set them aside, then "
            "go on.");
    done = use (&u, viewer, key, s, error);
    td_made_clear (&u.made);
    return done;
}

/* ---- adding to it ---- */

struct put {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *key, *id, *section;
    const char *const *words;
    gsize n;
    gboolean branch;
};

/* In the small mark-up some signs mean something. Free it. */
static char *as_typed (const char *words)
{
    GString *typed = g_string_new (NULL);

    for (const char *c = words; *c != '\0'; c++) {
        if (strchr ("*[]^\\", *c) != NULL)
            g_string_append_c (typed, '\\');
        g_string_append_c (typed, *c);
    }
    return g_string_free (typed, FALSE);
}

static gboolean put_in (TdTx *tx, gpointer data, GError **error)
{
    struct put *p = data;
    const TdWriter writer = { .viewer = p->viewer, .key = p->key };
    g_auto (TdWrittenRow) row = { 0 };

    if (!td_instance_may_write (p->instance, tx, error) || !td_written_report_load (tx, p->id, &row, error))
        return FALSE;
    if (!row.there)
        return fail (error, TD_ERROR_INPUT, "The report is not written here. Begin to write, then try again.");
    p->branch = FALSE;
    for (gsize i = 0; i < p->n; i++) {
        g_autofree char *typed = as_typed (p->words[i]);
        g_autofree char *paragraph = NULL;
        gboolean branch = FALSE;
        if (!td_writing_append_in (tx, p->instance, &writer, TD_WRITTEN_REPORT_KIND, p->id, p->section,
                                   TD_TEXT_NUMBERED, typed, NULL, &paragraph, &branch, error))
            return FALSE;
        p->branch |= branch;
    }
    return td_written_report_touch (tx, p->id, td_clock_now (&p->instance->clock), error)
           && td_draft_journal (tx, p->instance, p->viewer, "submission.draft", p->id, error);
}

gboolean td_written_report_add (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                const char *section, const char *const *words, gsize n, gboolean *ret_branch,
                                GError **error)
{
    struct put p = {
        .instance = instance, .viewer = viewer, .key = key, .id = id, .section = section, .words = words, .n = n
    };

    if (!td_store_write (instance->store, put_in, &p, error))
        return FALSE;
    if (ret_branch != NULL)
        *ret_branch = p.branch;
    return TRUE;
}

/* ---- the life of submissions ---- */

gboolean td_written_report_erase_in (TdTx *tx, const char *id, GError **error)
{
    g_auto (TdWrittenRow) row = { 0 };

    if (!td_written_report_load (tx, id, &row, error))
        return FALSE;
    return !row.there
           || (td_writing_erase_in (tx, TD_WRITTEN_REPORT_KIND, id, error) && td_written_report_delete (tx, id, error));
}

gboolean td_written_report_sent_in (TdTx *tx, TdInstance *instance, const TdSubmission *s, gint64 at, GError **error)
{
    g_auto (TdWrittenRow) row = { 0 };
    g_auto (TdMade) made = { 0 };

    if (!td_written_report_load (tx, s->id, &row, error))
        return FALSE;
    if (!row.there)
        return TRUE;
    if (!is_main (s, &row))
        return td_written_report_erase_in (tx, s->id, error);
    if (!td_written_report_make_in (tx, instance, s->id, &made, error))
        return FALSE;
    if (strcmp (made.sha256, row.file) != 0)
        return fail (
            error, TD_ERROR_INPUT,
            "The report was changed after you looked at what was found in it. Look at it again, then send it.");
    return td_writing_freeze_in (tx, TD_WRITTEN_REPORT_KIND, s->id, at, error)
           && td_writing_forget_in (tx, TD_WRITTEN_REPORT_KIND, s->id, error);
}

gboolean td_written_report_copy_in (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *from,
                                    const char *to, GError **error)
{
    g_auto (TdWrittenRow) row = { 0 };

    if (!td_written_report_load (tx, from, &row, error))
        return FALSE;
    return !row.there
           || (td_writing_copy_in (tx, instance, viewer, TD_WRITTEN_REPORT_KIND, from, to, error)
               && td_written_report_insert (tx, to, td_clock_now (&instance->clock), error));
}
