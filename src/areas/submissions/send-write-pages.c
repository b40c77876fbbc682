/* Writing the report here instead of sending a file: the step of sending around the structured editor. */
#include "areas/submissions/send-pages.h"
#include "areas/submissions/send-step-page.h"
#include "areas/submissions/send-write.html.h"
#include "areas/submissions/written-report.h"
#include "base/errors.h"
#include "base/limits.h"
#include "templates/error-summary.html.h"
#include "text/words.h"

/* The editor's address of this draft. Free it. */
static char *editor_address (TdRequest *request, const TdSendStep *step)
{
    g_autofree char *path = td_written_report_path (step->cookie.id);

    return g_strdup_printf ("/%s%s", td_request_locale (request), path);
}

static gboolean write_page (TdRequest *request, const TdSendStep *step, const TdWrittenReport *report,
                            const char *message)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const TdSubmission *draft = step->draft;
    const char *locale = td_request_locale (request);
    g_autofree char *action = td_send_step_address (request, "write");
    g_autofree char *file = td_send_step_address (request, "file");
    g_autofree char *back = td_send_step_back (request, "file");
    g_autofree char *editor = editor_address (request, step);
    g_autofree char *code = g_strdup_printf ("/%s/send/code", locale);
    g_autofree char *earlier = td_send_step_address (request, "earlier");
    const char *text = message != NULL ? td_words (locale, message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = "use", .text = text } };
    const struct html_send_write page = {
        .question = td_words (locale, N_ ("Write the report here")),
        .caption = td_send_step_caption (request, draft, 3, 2),
        .action = action,
        .back = back,
        .editor = editor,
        .earlier = earlier,
        .file = file,
        .code = code,
        .account = draft->person != NULL || draft->organisation != NULL,
        .organisation = draft->organisation != NULL,
        .words = report->words,
        .pages = report->pages,
        .most = profile->page_limit,
        .over = profile->page_limit > 0 && report->pages > profile->page_limit,
        .branches = report->branches,
        .uploaded = draft->files->len > 0 && !report->is_main,
        .stale = report->stale,
        .page_rule = profile->page_rule_words,
        .errors = errors,
        .n_errors = message != NULL,
        .days = TD_LIMIT_DRAFT_DAYS,
    };

    td_reply_header (request, "Cache-Control", "no-store");
    html_send_write (td_request_html (request), &page);
    td_reply_html (request, message != NULL ? 422 : 200);
    return TRUE;
}

/* The step and its report. FALSE with *error NULL: nothing is written here, and the person was sent to where one begins. */
static gboolean open_report (TdRequest *request, TdSendStep *step, TdWrittenReport *report, GError **error)
{
    if (!td_send_step_open_asked (request, step, error)
        || !td_written_report_get (td_request_instance (request), td_request_viewer (request), step->cookie.key,
                                   step->cookie.id, report, error))
        return FALSE;
    if (!report->there)
        td_send_step_go (request, "file");
    return report->there;
}

gboolean td_send_write_page (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };
    TdWrittenReport report = { 0 };

    if (!open_report (request, &step, &report, error))
        return *error == NULL;
    return write_page (request, &step, &report, NULL);
}

gboolean td_send_write (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };
    TdWrittenReport report = { 0 };
    GError *problem = NULL;
    g_autofree char *message = NULL;

    if (!open_report (request, &step, &report, error))
        return *error == NULL;
    if (td_written_report_use (td_request_instance (request), td_request_viewer (request), step.cookie.key,
                               step.cookie.id, &problem))
        return td_send_after_file (request, &step, error);
    return td_send_step_problem (problem, &message, error) && write_page (request, &step, &report, message);
}

/* The language in which one writes: that of the pages, where the Committee takes it. */
static const char *language_of (TdRequest *request)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);

    return g_strv_contains (profile->languages, locale) ? locale : profile->languages[0];
}

gboolean td_send_write_begin (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };

    if (!td_send_step_open_asked (request, &step, error))
        return *error == NULL;
    if (!td_written_report_begin (td_request_instance (request), td_request_viewer (request), step.cookie.key,
                                  step.cookie.id, language_of (request), error))
        return FALSE;
    td_send_step_go (request, "write");
    return TRUE;
}
