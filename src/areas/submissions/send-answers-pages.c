/* The end of sending: check your answers, send, the receipt, erase, forget. */
#include "areas/submissions/send-pages.h"

#include "areas/calls/call.h"
#include "areas/calls/late.h"
#include "areas/submissions/co-sign.h"
#include "areas/submissions/send-answers.html.h"
#include "areas/submissions/send-done.html.h"
#include "areas/submissions/send-step-page.h"
#include "areas/submissions/state-paper.h"
#include "areas/submissions/submission-pictures.h"
#include "base/errors.h"
#include "templates/answers.html.h"
#include "text/language.h"
#include "text/words.h"

/* ---- check your answers ---- */

static char *change_address (const char *locale, const char *step)
{
    return g_strdup_printf ("/%s/send/%s?from=answers", locale, step);
}

static void add_row (GArray *rows, const char *locale, const char *question, const char *answer, const char *step)
{
    struct html_answers_rows row = { .question = td_words (locale, question),
                                     .answer = g_strdup (answer != NULL ? answer
                                                                        : td_words (locale, N_ ("not answered yet"))),
                                     .change = change_address (locale, step) };

    g_array_append_val (rows, row);
}

static const char *label_or_none (const char *label, const char *locale)
{
    return *label != '\0' ? td_words (locale, label) : NULL;
}

static const char *visibility_label (const TdSubmission *draft, const char *locale)
{
    static const char *const labels[] = { N_ ("The Committee alone"), N_ ("Everybody, but not our name"),
                                          N_ ("Everybody, with our name") };

    return draft->visibility_chosen ? td_words (locale, labels[draft->visibility]) : NULL;
}

static void add_priorities (GArray *rows, const TdSubmission *draft, const char *locale)
{
    GString *text = g_string_new (NULL);

    for (guint i = 0; i < draft->priorities->len; i++)
        g_string_append_printf (text, "%s%u. %s", i > 0 ? "\n" : "", i + 1,
                                ((TdPriority *) draft->priorities->pdata[i])->text);
    add_row (rows, locale, N_ ("What matters most"), text->len > 0 ? text->str : td_words (locale, N_ ("none named")),
             "priorities");
    g_string_free (text, TRUE);
}

static void add_files (GArray *rows, const TdSubmission *draft, const char *locale)
{
    g_autoptr (GString) others = g_string_new (NULL);

    add_row (rows, locale, N_ ("File"),
             draft->files->len > 0 ? ((TdSubmissionFile *) draft->files->pdata[0])->name : NULL, "file");
    for (guint i = 1; i < draft->files->len; i++) {
        const TdSubmissionFile *file = draft->files->pdata[i];
        g_string_append_printf (others, "%s%s: %s%s%s", i > 1 ? "\n" : "",
                                td_words (locale, td_submission_part_label (file->part)),
                                file->title != NULL ? file->title : "", file->title != NULL ? " · " : "", file->name);
    }
    if (draft->files->len > 0)
        add_row (rows, locale, N_ ("Annexes"), others->len > 0 ? others->str : td_words (locale, N_ ("none")),
                 "annexes");
}

static void add_sender (GArray *rows, const TdProfile *profile, const TdSubmission *draft, const char *locale)
{
    add_row (rows, locale, N_ ("Sender"), draft->sender_name, "sender");
    add_row (rows, locale, N_ ("Kind of sender"), label_or_none (td_submission_kind_label (profile, draft), locale),
             "sender");
    add_row (rows, locale, N_ ("Contact"),
             draft->contact != NULL ? draft->contact : td_words (locale, N_ ("none given")), "sender");
}

/* Of a State's own paper nobody asks who sends it, its articles, what matters most and who may see it. */
static GArray *rows_of (TdInstance *instance, const TdSubmission *draft, const char *locale)
{
    const TdProfile *profile = instance->profile;
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_answers_rows));
    const TdState *state = draft->state != NULL ? td_profile_state (profile, draft->state) : NULL;
    gboolean own = draft->by_state != NULL;
    g_autofree char *language = draft->language != NULL ? td_language_name (draft->language, locale) : NULL;
    g_autofree char *articles = td_words_runs (locale, draft->articles);

    add_row (rows, locale, N_ ("State"), state != NULL ? td_profile_state_name (profile, state, locale) : NULL,
             "state");
    add_row (rows, locale, N_ ("What it is for"), label_or_none (td_submission_purpose_label (profile, draft), locale),
             "state");
    if (!own)
        add_sender (rows, profile, draft, locale);
    add_files (rows, draft, locale);
    if (td_submission_too_long (instance, draft))
        add_row (rows, locale, N_ ("Why it is longer"), draft->reason, "reason");
    if (draft->files->len > 0) {
        add_row (rows, locale, N_ ("Title"), draft->title, "found");
        add_row (rows, locale, N_ ("Language"), language, "found");
        if (!own)
            add_row (rows, locale, N_ ("Articles"), *articles != '\0' ? articles : td_words (locale, N_ ("none named")),
                     "found");
    }
    if (!own) {
        add_priorities (rows, draft, locale);
        add_row (rows, locale, N_ ("Who may see it"), visibility_label (draft, locale), "visibility");
    }
    return rows;
}

static void free_rows (GArray *rows)
{
    for (guint i = 0; i < rows->len; i++) {
        g_free ((char *) g_array_index (rows, struct html_answers_rows, i).answer);
        g_free ((char *) g_array_index (rows, struct html_answers_rows, i).change);
    }
    g_array_unref (rows);
}

/* Where an unanswered question is asked. */
static const char *step_of (const char *missing)
{
    return g_str_equal (missing, "check") ? "found" : missing;
}

/* Whoever has an account comes back by it and needs no code. */
static gboolean is_of_account (const TdSubmission *s)
{
    return s->person != NULL || s->organisation != NULL || s->by_state != NULL;
}

static gboolean may_send (const TdInstance *instance, const TdSubmission *draft, const TdViewer *viewer)
{
    return draft->by_state == NULL || td_state_paper_may_send (viewer, instance->profile, draft->purpose);
}

/* over: id of the call that is over, or NULL. */
static gboolean answers_page (TdRequest *request, TdSendStep *step, const char *message, const char *over)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    GArray *rows = rows_of (instance, step->draft, locale);
    g_autoptr (GPtrArray) warnings = td_submission_warnings (instance, step->draft, locale);
    g_autofree struct html_send_answers_notes *notes = g_new0 (struct html_send_answers_notes, warnings->len + 1);
    g_autofree char *action = g_strdup_printf ("/%s/send/answers", locale);
    g_autofree char *discard = g_strdup_printf ("/%s/send/discard", locale);
    g_autofree char *code = g_strdup_printf ("/%s/send/code", locale);
    g_autofree char *co_sign = g_strdup_printf ("/%s/submissions/%s/co-sign", locale, step->draft->id);
    struct html_send_answers page = { .action = action,
                                      .discard = discard,
                                      .code = code,
                                      .account = is_of_account (step->draft),
                                      .own = step->draft->by_state != NULL ? step->draft->sender_name : NULL,
                                      .at_once = td_state_paper_at_once (instance->profile, step->draft),
                                      .not_by_you = !may_send (instance, step->draft, td_request_viewer (request)),
                                      .co_sign = td_co_sign_may_ask (step->draft, td_request_viewer (request)) ? co_sign
                                                                                                               : NULL,
                                      .ready = td_submission_missing (instance, step->draft) == NULL
                                               && may_send (instance, step->draft, td_request_viewer (request)),
                                      .error = message != NULL ? td_words (locale, message) : NULL,
                                      .over = over,
                                      .enter_late = over != NULL && td_late_may_enter (td_request_viewer (request)),
                                      .late_reason = td_request_field (request, "late_reason"),
                                      .rows = (const struct html_answers_rows *) (void *) rows->data,
                                      .n_rows = rows->len,
                                      .notes = notes,
                                      .n_notes = warnings->len };

    for (guint i = 0; i < warnings->len; i++)
        notes[i].text = warnings->pdata[i];
    html_send_answers (td_request_html (request), &page);
    td_reply_html (request, message != NULL ? 422 : 200);
    free_rows (rows);
    return TRUE;
}

gboolean td_send_answers_page (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };
    const char *missing;

    if (!td_send_step_open (request, &step, error))
        return *error == NULL;
    missing = td_submission_missing (td_request_instance (request), step.draft);
    if (missing != NULL) {
        td_send_step_go (request, step_of (missing));
        return TRUE;
    }
    return answers_page (request, &step, NULL, NULL);
}

/* Closed: said on the page, in the reader's language, so that nothing that was answered is lost. */
static gboolean closed_page (TdRequest *request, TdSendStep *step, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdSubmission *draft = step->draft;
    gint64 began = td_request_began (request);
    g_autofree char *message = NULL;
    g_autofree char *over = NULL;

    return td_call_closed_at (instance, draft->state, draft->purpose, began, td_request_locale (request), &message,
                              error)
           && td_call_over_at (instance, draft->state, draft->purpose, began, &over, error)
           && answers_page (request, step, message, over);
}

gboolean td_send_answers (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };
    gboolean decline = g_str_equal (td_request_field (request, "no_receipt"), "1");
    GError *problem = NULL;
    g_autofree char *message = NULL;

    if (!td_send_step_open (request, &step, error))
        return *error == NULL;
    if (td_submission_send (td_request_instance (request), td_request_viewer (request), step.cookie.key, step.cookie.id,
                            &(TdSendingHow){ .began = td_request_began (request),
                                             .late_reason = td_request_field (request, "late_reason"),
                                             .decline = decline },
                            NULL, &problem)) {
        td_send_step_go (request, "done");
        return TRUE;
    }
    if (problem->domain == TD_CALLS_ERROR && problem->code == TD_ERROR_CONFLICT) {
        g_clear_error (&problem);
        return closed_page (request, &step, error);
    }
    return td_send_step_problem (problem, &message, error) && answers_page (request, &step, message, NULL);
}

/* ---- the receipt ---- */

static TdMarkup *slip_of (TdRequest *request, const TdDraftCookie *cookie, const TdSubmission *s, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdReceipt) receipt =
        td_submission_receipt (instance, td_request_viewer (request), cookie->key, cookie->id, &problem);

    if (receipt != NULL)
        return td_submission_slip (request, receipt, s);
    if (problem->code != TD_ERROR_NOT_FOUND)
        g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

gboolean td_send_done_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    g_auto (TdDraftCookie) cookie = { 0 };
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (TdMarkup) slip = NULL;
    g_autoptr (GError) problem = NULL;
    g_autofree char *page_link = NULL;
    g_autofree char *consult = NULL;
    g_autofree char *leave = g_strdup_printf ("/%s/send/leave", locale);
    g_autofree char *code = g_strdup_printf ("/%s/send/code", locale);

    if (!td_draft_cookie_read (request, &cookie)) {
        td_send_step_go (request, "?why=lost");
        return TRUE;
    }
    s = td_submission_get (instance, td_request_viewer (request), cookie.key, cookie.id, error);
    if (s == NULL)
        return FALSE;
    if (s->status == TD_STATUS_DRAFT) {
        td_send_step_go (request, "answers");
        return TRUE;
    }
    slip = slip_of (request, &cookie, s, &problem);
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    page_link = g_strdup_printf ("/%s/submissions/%s", locale, s->id);
    consult = g_strdup_printf ("/%s/consultations/new?draft=%s", locale, s->id);
    const struct html_send_done page = {
        .slip = slip,
        .page = page_link,
        .leave = leave,
        .code = code,
        .account = is_of_account (s),
        .own = s->by_state != NULL,
        .shown = s->status == TD_STATUS_PUBLISHED,
        .consult = s->by_state != NULL && s->status == TD_STATUS_PUBLISHED ? consult : NULL,
        .again = g_str_equal (td_request_field (request, "again"), "1"),
        .name = td_profile_state_name (instance->profile, td_profile_state (instance->profile, s->state), locale),
    };
    html_send_done (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

/* ---- erase and forget ---- */

gboolean td_send_discard (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };

    if (!td_send_step_open (request, &step, error))
        return *error == NULL;
    if (!td_submission_discard (td_request_instance (request), td_request_viewer (request), step.cookie.key,
                                step.cookie.id, error))
        return FALSE;
    td_draft_cookie_drop (request);
    td_send_step_go (request, "?why=erased");
    return TRUE;
}

gboolean td_send_leave (TdRequest *request, GError **error)
{
    g_autofree char *home = g_strdup_printf ("/%s", td_request_locale (request));

    (void) error;
    td_draft_cookie_drop (request);
    td_reply_redirect (request, home);
    return TRUE;
}
