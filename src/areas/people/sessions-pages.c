/* One's own sessions and password. */
#include "areas/people/own-password.h"
#include "areas/people/own-password.html.h"
#include "areas/people/own-sessions.html.h"
#include "areas/people/sign-in-pages.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/words.h"

static const char *how (TdTrust trust)
{
    switch (trust) {
    case TD_TRUST_LINK: return N_ ("a link by mail");
    case TD_TRUST_SECOND: return N_ ("password and code");
    case TD_TRUST_PASSWORD:
    case TD_TRUST_NOBODY: break;
    }
    return N_ ("password");
}

static void go_back (TdRequest *request)
{
    g_autofree char *path = g_strdup_printf ("/%s/account/sessions", td_request_locale (request));

    td_reply_redirect (request, path);
}

gboolean td_own_sessions_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) list = td_session_list (instance, viewer->person, error);
    g_autofree char *action = g_strdup_printf ("/%s/account/sessions", locale);
    g_autofree struct html_own_sessions_sessions *rows = NULL;
    struct html_own_sessions page = { .action = action };

    if (list == NULL)
        return FALSE;
    rows = g_new0 (struct html_own_sessions_sessions, list->len);
    for (guint i = 0; i < list->len; i++) {
        const TdOwnSession *session = list->pdata[i];
        rows[i] = (struct html_own_sessions_sessions){
            .id = session->id,
            .since = td_words_instant (locale, session->since, instance->profile->zone),
            .how = td_words (locale, how (session->trust)),
            .this_one = g_strcmp0 (session->id, viewer->session) == 0,
        };
    }
    page.sessions = rows;
    page.n_sessions = list->len;
    page.others = list->len > 1;
    html_own_sessions (td_request_html (request), &page);
    for (guint i = 0; i < list->len; i++)
        g_free ((char *) rows[i].since);
    td_reply_html (request, 200);
    return TRUE;
}

/* One by its id, or all others. */
gboolean td_own_sessions_post (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *session = td_request_field (request, "session");
    gboolean ended = *session != '\0' ? td_session_end (instance, viewer->person, session, error)
                                      : td_session_end_others (instance, viewer->person, viewer->session, error);

    if (ended)
        go_back (request);
    return ended;
}

/* ---- the password ---- */

static void render_password (TdRequest *request, const char *message, gboolean about_new)
{
    const char *locale = td_request_locale (request);
    g_autofree char *action = g_strdup_printf ("/%s/account/password", locale);
    const char *text = message != NULL ? td_words (locale, message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = about_new ? "password" : "old", .text = text } };
    const struct html_own_password page = { .action = action,
                                            .error_old = about_new ? NULL : text,
                                            .error_new = about_new ? text : NULL,
                                            .errors = errors,
                                            .n_errors = message != NULL };

    html_own_password (td_request_html (request), &page);
    td_reply_html (request, message != NULL ? 422 : 200);
}

gboolean td_own_password_page (TdRequest *request, GError **error)
{
    (void) error;
    render_password (request, NULL, FALSE);
    return TRUE;
}

gboolean td_own_password_post (TdRequest *request, GError **error)
{
    g_autoptr (GError) problem = NULL;
    gboolean about_new = FALSE;

    if (td_own_password_change (td_request_instance (request), td_request_viewer (request),
                                td_request_field (request, "old"), td_request_field (request, "password"), &about_new,
                                &problem)) {
        go_back (request);
        return TRUE;
    }
    if (!td_sign_in_can_say (problem)) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    render_password (request, problem->message, about_new);
    return TRUE;
}
