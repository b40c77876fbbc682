/* The code of words: shown once, and coming back with it. */
#include "areas/submissions/code.h"
#include "areas/submissions/code.html.h"
#include "areas/submissions/draft-cookie.h"
#include "areas/submissions/return.html.h"
#include "areas/submissions/send-pages.h"
#include "areas/submissions/send-step-page.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/words.h"

static void show_code (TdRequest *request, const int numbers[TD_CODE_WORDS], const TdSubmission *s)
{
    const char *locale = td_request_locale (request);
    gboolean sent = s->status != TD_STATUS_DRAFT;
    g_autofree char *back =
        sent ? g_strdup_printf ("/%s/submissions/%s", locale, s->id) : g_strdup_printf ("/%s/send/answers", locale);
    struct html_code_words words[TD_CODE_WORDS];
    char digits[TD_CODE_WORDS][8];
    const struct html_code page = { .words = words, .n_words = TD_CODE_WORDS, .sent = sent, .back = back };

    for (int i = 0; i < TD_CODE_WORDS; i++) {
        g_snprintf (digits[i], sizeof digits[i], "%04d", numbers[i]);
        words[i] = (struct html_code_words){ .word = td_code_word (numbers[i]), .number = digits[i] };
    }
    td_reply_header (request, "Cache-Control", "no-store");
    html_code (td_request_html (request), &page);
    td_reply_html (request, 200);
}

gboolean td_send_code (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    g_auto (TdDraftCookie) cookie = { 0 };
    g_autoptr (TdSubmission) s = NULL;
    int numbers[TD_CODE_WORDS];

    if (!td_draft_cookie_read (request, &cookie)) {
        td_send_step_go (request, "?why=lost");
        return TRUE;
    }
    s = td_submission_get (instance, viewer, cookie.key, cookie.id, error);
    if (s == NULL || !td_code_make (instance, viewer, cookie.key, cookie.id, numbers, error))
        return FALSE;
    show_code (request, numbers, s);
    return TRUE;
}

static void return_form (TdRequest *request, const char *typed, const char *message)
{
    const char *locale = td_request_locale (request);
    const char *text = message != NULL ? td_words (locale, message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = "code", .text = text } };
    g_autofree char *action = g_strdup_printf ("/%s/return", locale);
    const struct html_return page = {
        .action = action, .typed = typed, .error = text, .errors = errors, .n_errors = text != NULL
    };

    td_reply_header (request, "Cache-Control", "no-store");
    html_return (td_request_html (request), &page);
    td_reply_html (request, text != NULL ? 422 : 200);
}

gboolean td_return_page (TdRequest *request, GError **error)
{
    (void) error;
    return_form (request, NULL, NULL);
    return TRUE;
}

gboolean td_return (TdRequest *request, GError **error)
{
    const char *typed = td_request_field (request, "code");
    g_autofree char *id = NULL;
    g_autofree char *key = NULL;
    g_autoptr (GError) problem = NULL;

    if (td_code_return (td_request_instance (request), typed, &id, &key, &problem)) {
        g_autoptr (TdSubmission) s =
            td_submission_get (td_request_instance (request), td_request_viewer (request), key, id, error);
        g_autofree char *path = g_strdup_printf ("/%s/submissions/%s", td_request_locale (request), id);
        if (s == NULL)
            return FALSE;
        td_draft_cookie_set (request, id, key);
        td_reply_redirect (request, path); /* a draft's page leads on to its questions */
        return TRUE;
    }
    if (td_error_code (problem) != TD_ERROR_INPUT) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    return_form (request, typed, problem->message);
    return TRUE;
}
