/* Links by mail: asking for one, and using it. */
#include "areas/people/mail-link.h"
#include "areas/people/sign-in-ask-link.html.h"
#include "areas/people/sign-in-link-gone.html.h"
#include "areas/people/sign-in-link-sent.html.h"
#include "areas/people/sign-in-new-password.html.h"
#include "areas/people/sign-in-pages.h"
#include "areas/people/sign-in-use-link.html.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/words.h"

static const char *folder_of (TdLinkPurpose purpose)
{
    return purpose == TD_LINK_PASSWORD ? "forgotten" : "link";
}

/* ---- asking ---- */

static void render_ask (TdRequest *request, TdLinkPurpose purpose, const char *address, const char *message)
{
    const char *locale = td_request_locale (request);
    g_autofree char *action = g_strdup_printf ("/%s/sign-in/%s", locale, folder_of (purpose));
    gboolean password = purpose == TD_LINK_PASSWORD;
    const char *text = message != NULL ? td_words (locale, message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = "address", .text = text } };
    const struct html_sign_in_ask_link page = {
        .action = action,
        .address = address,
        .title = td_words (locale, password ? N_ ("Set a new password") : N_ ("A link by mail")),
        .hint =
            password
                ? td_words (locale, N_ ("We send a link to the address of your account. It works once, for 15 minutes, "
                                        "in this browser."))
                : td_words (locale, N_ ("We send a link to the address of your account. It signs you in for what is "
                                        "public alone; what is yours, and every role, needs your password.")),
        .error = text,
        .errors = errors,
        .n_errors = message != NULL,
    };

    html_sign_in_ask_link (td_request_html (request), &page);
    td_reply_html (request, message != NULL ? 422 : 200);
}

static gboolean ask (TdRequest *request, TdLinkPurpose purpose, GError **error)
{
    const char *locale = td_request_locale (request), *address = td_request_field (request, "address");
    g_autofree char *cookie = NULL;
    g_autofree char *path = g_strdup_printf ("/%s/sign-in/link-sent", locale);
    g_autoptr (GError) problem = NULL;

    if (td_link_send (td_request_instance (request), address, locale, purpose,
                      td_request_cookie (request, TD_LINK_COOKIE), &cookie, &problem)) {
        td_reply_cookie (request, TD_LINK_COOKIE, cookie, TD_LINK_SECONDS);
        td_reply_redirect (request, path);
        return TRUE;
    }
    if (!td_sign_in_can_say (problem)) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    render_ask (request, purpose, address, problem->message);
    return TRUE;
}

gboolean td_ask_link_page (TdRequest *request, GError **error)
{
    (void) error;
    render_ask (request, TD_LINK_SIGN_IN, "", NULL);
    return TRUE;
}

gboolean td_ask_link_post (TdRequest *request, GError **error)
{
    return ask (request, TD_LINK_SIGN_IN, error);
}

gboolean td_forgotten_page (TdRequest *request, GError **error)
{
    (void) error;
    render_ask (request, TD_LINK_PASSWORD, "", NULL);
    return TRUE;
}

gboolean td_forgotten_post (TdRequest *request, GError **error)
{
    return ask (request, TD_LINK_PASSWORD, error);
}

gboolean td_link_sent_page (TdRequest *request, GError **error)
{
    const struct html_sign_in_link_sent page = { .minutes = TD_LINK_SECONDS / 60 };

    (void) error;
    html_sign_in_link_sent (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

/* ---- using ---- */

/* A link that cannot be used is said on a page of its own; anything else is handed on. */
static gboolean gone (TdRequest *request, TdLinkPurpose purpose, GError *take_problem, GError **error)
{
    const char *locale = td_request_locale (request);
    g_autofree char *again = g_strdup_printf ("/%s/sign-in/%s", locale, folder_of (purpose));
    struct html_sign_in_link_gone page = { .again = again };

    if (td_error_code (take_problem) != TD_ERROR_GONE) {
        g_propagate_error (error, take_problem);
        return FALSE;
    }
    page.message = td_words (locale, take_problem->message);
    html_sign_in_link_gone (td_request_html (request), &page);
    td_reply_html (request, 410);
    g_error_free (take_problem);
    return TRUE;
}

static char *action_of (TdRequest *request, TdLinkPurpose purpose)
{
    return g_strdup_printf ("/%s/sign-in/%s/%s", td_request_locale (request), folder_of (purpose),
                            td_request_part (request, "key"));
}

/* FALSE: the reply, or error, is set. */
static gboolean look (TdRequest *request, TdLinkPurpose purpose, gboolean *ret_done, GError **error)
{
    GError *problem = NULL;

    if (td_link_look (td_request_instance (request), td_request_part (request, "key"),
                      td_request_cookie (request, TD_LINK_COOKIE), purpose, &problem))
        return TRUE;
    *ret_done = gone (request, purpose, problem, error);
    return FALSE;
}

gboolean td_use_link_page (TdRequest *request, GError **error)
{
    g_autofree char *action = action_of (request, TD_LINK_SIGN_IN);
    const struct html_sign_in_use_link page = { .action = action };
    gboolean done;

    if (!look (request, TD_LINK_SIGN_IN, &done, error))
        return done;
    html_sign_in_use_link (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

gboolean td_use_link_post (TdRequest *request, GError **error)
{
    g_auto (TdSignIn) sign_in = { 0 };
    GError *problem = NULL;

    if (td_link_sign_in (td_request_instance (request), td_request_part (request, "key"),
                         td_request_cookie (request, TD_LINK_COOKIE), &sign_in, &problem))
        return td_sign_in_done (request, &sign_in, error);
    return gone (request, TD_LINK_SIGN_IN, problem, error);
}

static void render_new_password (TdRequest *request, const char *message)
{
    g_autofree char *action = action_of (request, TD_LINK_PASSWORD);
    const char *text = message != NULL ? td_words (td_request_locale (request), message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = "password", .text = text } };
    const struct html_sign_in_new_password page = {
        .action = action, .error = text, .errors = errors, .n_errors = message != NULL
    };

    html_sign_in_new_password (td_request_html (request), &page);
    td_reply_html (request, message != NULL ? 422 : 200);
}

gboolean td_new_password_page (TdRequest *request, GError **error)
{
    gboolean done;

    if (!look (request, TD_LINK_PASSWORD, &done, error))
        return done;
    render_new_password (request, NULL);
    return TRUE;
}

gboolean td_new_password_post (TdRequest *request, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/%s/sign-in", td_request_locale (request));
    GError *problem = NULL;

    if (td_link_set_password (td_request_instance (request), td_request_part (request, "key"),
                              td_request_cookie (request, TD_LINK_COOKIE), td_request_field (request, "password"),
                              &problem)) {
        td_reply_cookie (request, TD_SESSION_COOKIE, "", -1);
        td_reply_redirect (request, path);
        return TRUE;
    }
    if (!td_sign_in_can_say (problem))
        return gone (request, TD_LINK_PASSWORD, problem, error);
    render_new_password (request, problem->message);
    g_error_free (problem);
    return TRUE;
}
