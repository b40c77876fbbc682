/* Asking others to co-sign, answering, and what waits for a signature. */
#include "areas/submissions/co-sign-waiting.html.h"
#include "areas/submissions/co-sign.h"
#include "areas/submissions/co-sign.html.h"
#include "areas/submissions/draft-cookie.h"
#include "areas/submissions/pages.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/language.h"
#include "text/words.h"

static const char *label_of (TdCoSignStatus status)
{
    static const char *const labels[] = { [TD_CO_SIGN_ASKED] = N_ ("Asked"),
                                          [TD_CO_SIGN_FELL] = N_ ("Asked again"),
                                          [TD_CO_SIGN_DECLINED] = N_ ("Declined"),
                                          [TD_CO_SIGN_SIGNED] = N_ ("Signed") };

    return labels[status];
}

/* ---- one ---- */

struct lists {
    GArray *own, *others, *files;
};

static void put_lists (const TdCoSigning *signing, const char *locale, struct lists *lists, GPtrArray *strings)
{
    for (guint i = 0; i < signing->signatures->len; i++) {
        const TdCoSignature *one = signing->signatures->pdata[i];
        struct html_co_sign_own own = { .organisation = one->organisation,
                                        .name = one->name,
                                        .status = label_of (one->status),
                                        .fell = one->status == TD_CO_SIGN_FELL,
                                        .can_sign = signing->may_sign && one->status != TD_CO_SIGN_SIGNED,
                                        .can_decline = signing->may_sign && one->status != TD_CO_SIGN_DECLINED };
        struct html_co_sign_others other = { .name = one->name != NULL ? one->name : one->organisation,
                                             .hidden = one->name == NULL,
                                             .status = label_of (one->status) };
        if (one->ours)
            g_array_append_val (lists->own, own);
        else
            g_array_append_val (lists->others, other);
    }
    for (guint i = 0; i < signing->submission->files->len; i++) {
        const TdSubmissionFile *file = signing->submission->files->pdata[i];
        struct html_co_sign_files row = {
            .name = file->name,
            .link = g_strdup_printf ("/%s/submissions/%s/files/%d", locale, signing->submission->id, file->position),
        };
        g_ptr_array_add (strings, (char *) row.link);
        g_array_append_val (lists->files, row);
    }
}

static char *back_of (const TdSubmission *s, const char *locale)
{
    if (s->status != TD_STATUS_DRAFT)
        return g_strdup_printf ("/%s/submissions/%s", locale, s->id);
    return g_strdup_printf ((s->relations & (TD_RELATION_SENDER | TD_RELATION_CONTRIBUTOR)) != 0
                                ? "/%s/send/answers"
                                : "/%s/account/co-sign",
                            locale);
}

static gboolean show (TdRequest *request, const char *message, int status, GError **error)
{
    const char *locale = td_request_locale (request), *id = td_request_part (request, "id");
    const char *text = message != NULL ? td_words (locale, message) : NULL, *language;
    const struct html_error_summary_errors errors[] = { { .field = "whom", .text = text } };
    g_autofree char *action = g_strdup_printf ("/%s/submissions/%s/co-sign", locale, id);
    g_autofree char *back = NULL;
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) own = g_array_new (FALSE, TRUE, sizeof (struct html_co_sign_own));
    g_autoptr (GArray) others = g_array_new (FALSE, TRUE, sizeof (struct html_co_sign_others));
    g_autoptr (GArray) files = g_array_new (FALSE, TRUE, sizeof (struct html_co_sign_files));
    struct lists lists = { own, others, files };
    g_auto (TdDraftCookie) cookie = { 0 };
    g_auto (TdCoSigning) signing = { 0 };
    const TdSubmission *s;

    td_draft_cookie_read (request, &cookie);
    if (!td_co_signing (td_request_instance (request), td_request_viewer (request),
                        td_draft_cookie_key_for (&cookie, id), id, &signing, error))
        return FALSE;
    s = signing.submission;
    put_lists (&signing, locale, &lists, strings);
    back = back_of (s, locale);
    language = s->title != NULL && s->language != NULL ? s->language : locale;
    const struct html_co_sign page = {
        .back = back,
        .title = s->title != NULL ? s->title : td_words (locale, N_ ("Report without a title")),
        .language = language,
        .direction = td_language_direction (language),
        .action = action,
        .document = signing.document,
        .may_ask = signing.may_ask,
        .members = (int) signing.members,
        .field_error = signing.may_ask ? text : NULL,
        .typed = td_request_field (request, "whom"),
        .errors = errors,
        .n_errors = text != NULL,
        .files = (const struct html_co_sign_files *) (void *) files->data,
        .n_files = files->len,
        .own = (const struct html_co_sign_own *) (void *) own->data,
        .n_own = own->len,
        .others = (const struct html_co_sign_others *) (void *) others->data,
        .n_others = others->len,
    };
    td_reply_header (request, "Cache-Control", "no-store");
    html_co_sign (td_request_html (request), &page);
    td_reply_html (request, status);
    return TRUE;
}

gboolean td_co_sign_page (TdRequest *request, GError **error)
{
    return show (request, NULL, 200, error);
}

static gboolean act (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *id = td_request_part (request, "id"), *word = td_request_field (request, "do");
    g_auto (TdDraftCookie) cookie = { 0 };
    const char *key;

    td_draft_cookie_read (request, &cookie);
    key = td_draft_cookie_key_for (&cookie, id);
    if (g_str_equal (word, "sign") || g_str_equal (word, "decline"))
        return td_co_sign (instance, viewer, id, td_request_field (request, "organisation"),
                           g_str_equal (word, "sign") ? td_request_field (request, "document") : NULL, error);
    if (g_str_equal (word, "members"))
        return td_co_sign_ask_members (instance, viewer, key, id, error);
    return td_co_sign_ask (instance, viewer, key, id, td_request_field (request, "whom"), error);
}

gboolean td_co_sign_post (TdRequest *request, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autofree char *path = NULL;

    if (act (request, &problem)) {
        path = g_strdup_printf ("/%s/submissions/%s/co-sign", td_request_locale (request),
                                td_request_part (request, "id"));
        td_reply_redirect (request, path);
        return TRUE;
    }
    if (td_error_code (problem) == TD_ERROR_INPUT || td_error_code (problem) == TD_ERROR_CONFLICT)
        return show (request, problem->message, td_error_code (problem) == TD_ERROR_INPUT ? 422 : 409, error);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

/* ---- what waits ---- */

gboolean td_co_sign_waiting_page (TdRequest *request, GError **error)
{
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) list = td_co_sign_waiting (td_request_instance (request), td_request_viewer (request), error);
    g_autofree struct html_co_sign_waiting_rows *rows = NULL;
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);

    if (list == NULL)
        return FALSE;
    rows = g_new0 (struct html_co_sign_waiting_rows, list->len + 1);
    for (guint i = 0; i < list->len; i++) {
        const TdCoSignWaiting *one = list->pdata[i];
        char *link = g_strdup_printf ("/%s/submissions/%s/co-sign", locale, one->submission);
        g_ptr_array_add (strings, link);
        rows[i] = (struct html_co_sign_waiting_rows){
            .title = one->title != NULL ? one->title : td_words (locale, N_ ("Report without a title")),
            .link = link,
            .organisation = one->organisation,
            .status = label_of (one->status),
        };
    }
    const struct html_co_sign_waiting page = { .rows = rows, .n_rows = list->len };
    td_reply_header (request, "Cache-Control", "no-store");
    html_co_sign_waiting (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}
