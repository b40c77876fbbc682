/* Signing in and out. */
#include "areas/people/sign-in-pages.h"

#include "areas/people/sign-in.h"
#include "areas/people/sign-in.html.h"
#include "base/errors.h"
#include "base/limits.h"
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

static void go (TdRequest *request, gboolean to_desk)
{
    g_autofree char *path = g_strdup_printf ("/%s%s", td_request_locale (request), to_desk ? "/desk" : "");

    td_reply_redirect (request, path);
}

gboolean td_sign_in_page (TdRequest *request, GError **error)
{
    (void) error;
    if (td_request_viewer (request)->person != NULL)
        go (request, td_door_viewer_may (td_request_viewer (request), TD_ACT_SUBMISSION_LIST));
    else
        render (request, "", NULL);
    return TRUE;
}

gboolean td_sign_in_post (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *address = td_request_field (request, "address");
    g_auto (TdSignIn) sign_in = { 0 };
    g_autoptr (GError) problem = NULL;
    g_auto (TdViewer) viewer = { 0 };
    g_autofree char *csrf = NULL;
    gboolean to_desk;

    if (!td_sign_in (instance, address, td_request_field (request, "password"), &sign_in, &problem)) {
        if (td_error_code (problem) != TD_ERROR_INPUT && td_error_code (problem) != TD_ERROR_BUSY) {
            g_propagate_error (error, g_steal_pointer (&problem));
            return FALSE;
        }
        render (request, address, problem->message);
        return TRUE;
    }
    if (!td_person_of_cookie (instance, sign_in.cookie, &viewer, &csrf, error))
        return FALSE;
    to_desk = td_door_viewer_may (&viewer, TD_ACT_SUBMISSION_LIST);
    td_reply_cookie (request, TD_SESSION_COOKIE, sign_in.cookie, 0);
    go (request, to_desk);
    return TRUE;
}

gboolean td_sign_out_post (TdRequest *request, GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);

    if (viewer->session != NULL && !td_sign_out (td_request_instance (request), viewer->session, error))
        return FALSE;
    td_reply_cookie (request, TD_SESSION_COOKIE, "", -1);
    /* What this browser still keeps of the pages seen goes too. */
    td_reply_header (request, "Clear-Site-Data", "\"cache\"");
    go (request, FALSE);
    return TRUE;
}
