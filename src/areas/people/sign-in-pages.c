/* Signing in, in one step or two, and out. */
#include "areas/people/sign-in-pages.h"

#include "areas/people/second-factor.h"
#include "areas/people/sign-in-code.html.h"
#include "areas/people/sign-in.h"
#include "areas/people/sign-in.html.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/words.h"

static void render (TdRequest *request, const char *address, const char *message)
{
    const char *locale = td_request_locale (request);
    g_autofree char *action = g_strdup_printf ("/%s/sign-in", locale);
    const char *text = message != NULL ? td_words (locale, message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = "address", .text = text } };
    const struct html_sign_in page = {
        .action = action, .address = address, .error = text, .errors = errors, .n_errors = message != NULL
    };

    html_sign_in (td_request_html (request), &page);
    td_reply_html (request, message != NULL ? 422 : 200);
}

static void go (TdRequest *request, const char *where)
{
    g_autofree char *path = g_strdup_printf ("/%s%s", td_request_locale (request), where);

    td_reply_redirect (request, path);
}

/* Where somebody goes who has just signed in: to the second step's page if their role waits for it, to the desk, or home. */
static gboolean welcome (TdRequest *request, const TdViewer *viewer, GError **error)
{
    gboolean needed = FALSE;

    if (viewer->trust == TD_TRUST_PASSWORD
        && !td_second_needed (td_request_instance (request), viewer->person, &needed, error))
        return FALSE;
    if (needed)
        go (request, "/account/second-factor");
    else
        go (request, td_door_viewer_may (viewer, TD_ACT_SUBMISSION_LIST) ? "/desk" : "");
    return TRUE;
}

gboolean td_sign_in_done (TdRequest *request, const TdSignIn *sign_in, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *before = td_request_viewer (request);
    g_auto (TdViewer) viewer = { 0 };
    g_autofree char *csrf = NULL;

    if (before->session != NULL && !td_sign_out (instance, before->session, error))
        return FALSE;
    if (!td_person_of_cookie (instance, sign_in->cookie, &viewer, &csrf, error))
        return FALSE;
    td_reply_cookie (request, TD_SESSION_COOKIE, sign_in->cookie, 0);
    return welcome (request, &viewer, error);
}

gboolean td_sign_in_can_say (const GError *problem)
{
    int code = td_error_code (problem);

    return code == TD_ERROR_INPUT || code == TD_ERROR_BUSY;
}

/* ---- the password ---- */

gboolean td_sign_in_page (TdRequest *request, GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);

    /* Who came by a link may want more. */
    if (viewer->trust >= TD_TRUST_PASSWORD)
        return welcome (request, viewer, error);
    render (request, "", NULL);
    return TRUE;
}

gboolean td_sign_in_post (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *address = td_request_field (request, "address");
    g_auto (TdSignIn) sign_in = { 0 };
    g_autoptr (GError) problem = NULL;

    if (!td_sign_in (instance, address, td_request_field (request, "password"), &sign_in, &problem)) {
        if (!td_sign_in_can_say (problem)) {
            g_propagate_error (error, g_steal_pointer (&problem));
            return FALSE;
        }
        render (request, address, problem->message);
        return TRUE;
    }
    if (!sign_in.pending)
        return td_sign_in_done (request, &sign_in, error);
    td_reply_cookie (request, TD_SECOND_COOKIE, sign_in.cookie, TD_SECOND_WAIT_SECONDS);
    go (request, "/sign-in/code");
    return TRUE;
}

/* ---- the code ---- */

static void render_code (TdRequest *request, const char *message)
{
    const char *locale = td_request_locale (request);
    g_autofree char *action = g_strdup_printf ("/%s/sign-in/code", locale);
    const char *text = message != NULL ? td_words (locale, message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = "code", .text = text } };
    const struct html_sign_in_code page = {
        .action = action, .error = text, .errors = errors, .n_errors = message != NULL
    };

    html_sign_in_code (td_request_html (request), &page);
    td_reply_html (request, message != NULL ? 422 : 200);
}

gboolean td_sign_in_code_page (TdRequest *request, GError **error)
{
    gboolean awaits = FALSE;

    if (!td_second_awaits (td_request_instance (request), td_request_cookie (request, TD_SECOND_COOKIE), &awaits,
                           error))
        return FALSE;
    if (awaits)
        render_code (request, NULL);
    else
        go (request, "/sign-in");
    return TRUE;
}

gboolean td_sign_in_code_post (TdRequest *request, GError **error)
{
    g_auto (TdSignIn) sign_in = { 0 };
    g_autoptr (GError) problem = NULL;

    if (td_second_finish (td_request_instance (request), td_request_cookie (request, TD_SECOND_COOKIE),
                          td_request_field (request, "code"), &sign_in, &problem)) {
        td_reply_cookie (request, TD_SECOND_COOKIE, "", -1);
        return td_sign_in_done (request, &sign_in, error);
    }
    if (td_error_code (problem) == TD_ERROR_GONE) {
        td_reply_cookie (request, TD_SECOND_COOKIE, "", -1);
        render (request, "", problem->message);
        return TRUE;
    }
    if (!td_sign_in_can_say (problem)) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    render_code (request, problem->message);
    return TRUE;
}

/* ---- out ---- */

gboolean td_sign_out_post (TdRequest *request, GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);

    if (viewer->session != NULL && !td_sign_out (td_request_instance (request), viewer->session, error))
        return FALSE;
    td_reply_cookie (request, TD_SESSION_COOKIE, "", -1);
    /* What this browser still keeps of the pages seen goes too. */
    td_reply_header (request, "Clear-Site-Data", "\"cache\"");
    go (request, "");
    return TRUE;
}
