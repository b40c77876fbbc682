/* Setting up the second factor, and taking it away. */
#include "areas/people/second-factor-app.html.h"
#include "areas/people/second-factor-codes.html.h"
#include "areas/people/second-factor-pictures.h"
#include "areas/people/second-factor-set.h"
#include "areas/people/second-factor.html.h"
#include "areas/people/sign-in-pages.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/words.h"

/* So few left that one says so. */
enum { FEW = 3 };

static void go (TdRequest *request, const char *where)
{
    g_autofree char *path = g_strdup_printf ("/%s/account/second-factor%s", td_request_locale (request), where);

    td_reply_redirect (request, path);
}

/* FALSE: problem is nothing that a form could say, and was handed on. */
static gboolean can_say (GError **problem, GError **error)
{
    if (td_sign_in_can_say (*problem) || td_error_code (*problem) == TD_ERROR_GONE)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

/* ---- what there is ---- */

static gboolean render (TdRequest *request, const char *message, gboolean about_code, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request);
    g_autofree char *action = g_strdup_printf ("/%s/account/second-factor", locale);
    const char *text = message != NULL ? td_words (locale, message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = about_code ? "code" : "password", .text = text } };
    TdSecond second = { 0 };
    gboolean needed = FALSE;
    struct html_second_factor page = { .action = action, .errors = errors, .n_errors = message != NULL };

    if (!td_second_of (instance, viewer->person, &second, error)
        || !td_second_needed (instance, viewer->person, &needed, error))
        return FALSE;
    page.needed = needed && !td_second_is_set (&second);
    page.app = second.app;
    page.printed = second.printed;
    page.left = second.left;
    page.few = second.printed && !second.app && second.left <= FEW;
    page.asks = td_second_is_set (&second);
    page.asks_code = td_second_asks_code (viewer, &second);
    page.error_password = about_code ? NULL : text;
    page.error_code = about_code ? text : NULL;
    html_second_factor (td_request_html (request), &page);
    td_reply_html (request, message != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_second_page (TdRequest *request, GError **error)
{
    return render (request, NULL, FALSE, error);
}

static void render_codes (TdRequest *request, char *const *codes, const char *message)
{
    const char *locale = td_request_locale (request);
    g_autofree char *action = g_strdup_printf ("/%s/account/second-factor/codes", locale);
    const char *text = message != NULL ? td_words (locale, message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = "code", .text = text } };
    struct html_second_factor_codes_codes rows[TD_SECOND_CODES];
    struct html_second_factor_codes page = {
        .action = action, .error = text, .errors = errors, .n_errors = message != NULL, .codes = rows
    };

    for (gsize i = 0; codes != NULL && codes[i] != NULL; i++)
        rows[page.n_codes++] = (struct html_second_factor_codes_codes){ .code = codes[i] };
    html_second_factor_codes (td_request_html (request), &page);
    td_reply_html (request, message != NULL ? 422 : 200);
}

/* TRUE: done and answered. */
static gboolean act (TdRequest *request, TdProof *proof, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *what = td_request_field (request, "do");
    g_auto (GStrv) codes = NULL;

    if (g_str_equal (what, "codes")) {
        if (!td_second_begin_codes (instance, viewer, proof, &codes, error))
            return FALSE;
        render_codes (request, codes, NULL);
        return TRUE;
    }
    if (g_str_equal (what, "remove-app") || g_str_equal (what, "remove-codes")) {
        if (!td_second_remove (instance, viewer, g_str_equal (what, "remove-app"), proof, error))
            return FALSE;
        go (request, "");
        return TRUE;
    }
    if (!td_second_begin_app (instance, viewer, proof, error))
        return FALSE;
    go (request, "/app");
    return TRUE;
}

gboolean td_second_post (TdRequest *request, GError **error)
{
    TdProof proof = { .password = td_request_field (request, "password"), .code = td_request_field (request, "code") };
    g_autoptr (GError) problem = NULL;

    if (act (request, &proof, &problem))
        return TRUE;
    return can_say (&problem, error) && render (request, problem->message, proof.about_code, error);
}

/* ---- the app ---- */

static gboolean render_app (TdRequest *request, const char *message, GError **error)
{
    const char *locale = td_request_locale (request);
    g_autofree char *action = g_strdup_printf ("/%s/account/second-factor/app", locale);
    g_autofree char *secret = NULL;
    g_autofree char *uri = NULL;
    g_autoptr (TdMarkup) picture = NULL;
    const char *text = message != NULL ? td_words (locale, message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = "code", .text = text } };
    struct html_second_factor_app page = {
        .action = action, .error = text, .errors = errors, .n_errors = message != NULL
    };

    if (!td_second_app_waiting (td_request_instance (request), td_request_viewer (request), &secret, &uri, error))
        return FALSE;
    if (secret == NULL)
        return render (request, message, TRUE, error);
    picture = td_second_picture (uri, td_request_html (request));
    page.picture = picture;
    page.secret = secret;
    page.uri = uri;
    html_second_factor_app (td_request_html (request), &page);
    td_reply_html (request, message != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_second_app_page (TdRequest *request, GError **error)
{
    return render_app (request, NULL, error);
}

gboolean td_second_app_post (TdRequest *request, GError **error)
{
    g_auto (TdSignIn) sign_in = { 0 };
    g_autoptr (GError) problem = NULL;

    if (!td_second_confirm_app (td_request_instance (request), td_request_viewer (request),
                                td_request_field (request, "code"), &sign_in, &problem))
        return can_say (&problem, error) && render_app (request, problem->message, error);
    td_reply_cookie (request, TD_SESSION_COOKIE, sign_in.cookie, 0);
    go (request, "");
    return TRUE;
}

/* ---- printed codes ---- */

gboolean td_second_codes_page (TdRequest *request, GError **error)
{
    (void) error;
    go (request, "");
    return TRUE;
}

gboolean td_second_codes_post (TdRequest *request, GError **error)
{
    g_auto (TdSignIn) sign_in = { 0 };
    g_autoptr (GError) problem = NULL;

    if (td_second_confirm_codes (td_request_instance (request), td_request_viewer (request),
                                 td_request_field (request, "code"), &sign_in, &problem)) {
        td_reply_cookie (request, TD_SESSION_COOKIE, sign_in.cookie, 0);
        go (request, "");
        return TRUE;
    }
    if (!can_say (&problem, error))
        return FALSE;
    render_codes (request, NULL, problem->message);
    return TRUE;
}
