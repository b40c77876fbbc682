/* The question for the file of the report, or for what is written here in its place. */
#include "areas/submissions/send-file.html.h"
#include "areas/submissions/send-pages.h"
#include "areas/submissions/send-step-page.h"
#include "areas/submissions/written-report.h"
#include "templates/error-summary.html.h"
#include "text/words.h"
#include "web/static.h"

static char *size_words (const TdSubmissionFile *file, const char *locale)
{
    g_autofree char *pages = td_words_number (locale, file->pages);

    return td_words_fill (file->pages_estimated
                              ? td_words_n (locale, "about {pages} page", "about {pages} pages", file->pages)
                              : td_words_n (locale, "{pages} page", "{pages} pages", file->pages),
                          "pages", pages, NULL);
}

static gboolean file_page (TdRequest *request, const TdSendStep *step, const char *message, GError **error)
{
    const TdSubmission *draft = step->draft;
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    g_autofree char *action = td_send_step_address (request, "file");
    g_autofree char *back = td_send_step_back (request, draft->by_state != NULL ? "state" : "sender");
    g_autofree char *annexes = td_send_step_address (request, "annexes");
    g_autofree char *pieces = td_send_upload_address (request);
    const char *text = message != NULL ? td_words (locale, message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = "file", .text = text } };
    const TdSubmissionFile *file = draft->files->len > 0 ? draft->files->pdata[0] : NULL;
    g_autofree char *size = file != NULL ? size_words (file, locale) : NULL;
    const struct html_send_file_files files[] = { { .name = file != NULL ? file->name : "", .size = size } };
    TdWrittenReport report = { 0 };
    g_autofree char *write = td_send_step_address (request, "write/begin");
    g_autofree char *written = td_send_step_address (request, "write");
    struct html_send_file page = {
        .question = td_words (locale, N_ ("Choose the file of the report")),
        .caption = td_send_step_caption (request, draft, 3, 2),
        .own = draft->by_state != NULL,
        .annexes = file != NULL ? annexes : NULL,
        .action = action,
        .back = back,
        .module = td_static_address ("upload.js"),
        .pieces = pieces,
        .more = *td_request_field (request, "more") != '\0',
        .largest = profile->file_bytes,
        .most_mb = profile->file_bytes / (1024 * 1024),
        .file_error = text,
        .errors = errors,
        .n_errors = message != NULL,
        .files = files,
        .n_files = file != NULL,
    };

    if (!td_written_report_get (td_request_instance (request), td_request_viewer (request), step->cookie.key, draft->id,
                                &report, error))
        return FALSE;
    page.written = report.there ? written : NULL;
    page.write = !report.there && td_written_report_offered (profile, draft) ? write : NULL;
    page.pages = report.pages;
    page.most = profile->page_limit;
    page.from_text = report.is_main;
    html_send_file (td_request_html (request), &page);
    td_reply_html (request, message != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_send_file_page (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };

    if (!td_send_step_open (request, &step, error))
        return *error == NULL;
    return file_page (request, &step, NULL, error);
}

gboolean td_send_after_file (TdRequest *request, TdSendStep *step, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autoptr (TdSubmission) now =
        td_submission_get (instance, td_request_viewer (request), step->cookie.key, step->cookie.id, error);

    if (now == NULL)
        return FALSE;
    td_send_step_go (request, now->by_state != NULL || *td_request_field (request, "more") != '\0' ? "annexes"
                              : td_submission_too_long (instance, now)                             ? "reason"
                                                                                                   : "found");
    return TRUE;
}

gboolean td_send_file (TdRequest *request, GError **error)
{
    g_auto (TdSendStep) step = { 0 };
    g_auto (TdSentFile) file = { .fd = -1 };
    const char *wrong = td_request_field_problem (request, "file");
    GError *problem = NULL;
    g_autofree char *message = NULL;

    if (!td_send_step_open (request, &step, error))
        return *error == NULL;
    /* Of a file that is too large nothing was kept, so it must not be taken for an empty one. */
    if (wrong != NULL)
        return file_page (request, &step, wrong, error);
    if (td_sent_file_open (request, &step, &file, &problem)) {
        if (file.fd < 0 && step.draft->files->len == 0)
            return file_page (request, &step, N_ ("Choose the file of the report, then continue."), error);
        if (file.fd < 0 || td_sent_file_take (request, &step, &file, TD_PART_MAIN, NULL, &problem))
            return td_send_after_file (request, &step, error);
    }
    return td_send_step_problem (problem, &message, error) && file_page (request, &step, message, error);
}
