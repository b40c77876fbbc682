#include "web/request.h"

#include "base/errors.h"
#include "text/language.h"
#include "web/server.h"
#include "web/token.h"

TdRequest *td_request_new (TdServer *server, struct MHD_Connection *connection, const char *method, const char *address)
{
    TdRequest *request = g_new0 (TdRequest, 1);
    const char *accepts = MHD_lookup_connection_value (connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_ACCEPT_LANGUAGE);

    request->server = server;
    request->connection = connection;
    request->address = address;
    request->is_head = strcmp (method, "HEAD") == 0;
    request->is_get = request->is_head || strcmp (method, "GET") == 0;
    td_router_match (server->router, method, address, accepts, &request->match);
    return request;
}

void td_request_free (TdRequest *request)
{
    if (request == NULL)
        return;
    td_reply_clear (request);
    td_site_clear (request);
    td_body_free (request->body);
    td_match_clear (&request->match);
    td_viewer_clear (&request->viewer);
    g_free (request->secret);
    g_free (request->new_form_cookie);
    g_free (request->token);
    g_clear_error (&request->wrong_reply);
    g_free (request);
}

/* ---- who asks ---- */

static void nobody (TdRequest *request)
{
    const char *form = td_request_own_cookie (request, TD_FORM_COOKIE);

    td_viewer_clear (&request->viewer);
    request->viewer = (TdViewer) TD_VIEWER_NOBODY;
    g_clear_pointer (&request->secret, g_free);
    if (form != NULL && strlen (form) == 32)
        request->secret = g_strdup (form);
}

gboolean td_request_learn_viewer (TdRequest *request, GError **error)
{
    const char *cookie = td_request_own_cookie (request, TD_SESSION_COOKIE);
    g_autoptr (GError) local = NULL;
    g_autofree char *secret = NULL;

    if (request->viewer_known)
        return TRUE;
    request->viewer_known = TRUE;
    nobody (request);
    if (cookie == NULL || request->server->who == NULL)
        return TRUE;
    if (request->server->who (request->server->instance, cookie, &request->viewer, &secret, &local)) {
        if (request->viewer.person == NULL) {
            nobody (request);
        } else {
            g_free (request->secret);
            request->secret = secret != NULL ? g_steal_pointer (&secret) : g_strdup (cookie);
        }
        return TRUE;
    }
    nobody (request);
    if (td_error_code (local) == TD_ERROR_NOT_FOUND || td_error_code (local) == TD_ERROR_GONE) {
        td_reply_cookie (request, TD_SESSION_COOKIE, "", -1);
        return TRUE;
    }
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
}

gboolean td_request_signed_in (const TdRequest *request)
{
    return request->viewer.person != NULL;
}

/* ---- what a handler asks ---- */

TdInstance *td_request_instance (TdRequest *request)
{
    return request->server->instance;
}

const TdViewer *td_request_viewer (TdRequest *request)
{
    return &request->viewer;
}

const char *td_request_locale (TdRequest *request)
{
    return request->match.locale;
}

const char *td_request_part (TdRequest *request, const char *name)
{
    for (int i = 0; request->match.names != NULL && request->match.names[i] != NULL; i++) {
        if (strcmp (request->match.names[i], name) == 0)
            return request->match.values[i];
    }
    g_error ("A handler asks for the part {%s}, which its path does not have.", name);
}

const char *td_request_field (TdRequest *request, const char *name)
{
    return td_body_value (request->body, name);
}

const char *td_request_field_problem (TdRequest *request, const char *name)
{
    return td_body_problem (request->body, name, request->match.locale);
}

const char *const *td_request_fields (TdRequest *request, const char *name)
{
    return td_body_values (request->body, name);
}

const char *const *td_request_names (TdRequest *request, const char *prefix)
{
    return td_body_names (request->body, prefix);
}

int td_request_file (TdRequest *request, const char *name, const char **ret_name, gint64 *ret_size)
{
    return td_body_file (request->body, name, ret_name, ret_size);
}

int td_request_file_at (TdRequest *request, const char *name, guint n, const char **ret_name, gint64 *ret_size)
{
    return td_body_file_at (request->body, name, n, ret_name, ret_size);
}

int td_request_sealed (TdRequest *request, const char *name, TdSealedFieldState *ret_state, const char **ret_name,
                       gint64 *ret_size)
{
    return td_body_sealed (request->body, name, ret_state, ret_name, ret_size);
}

/* A browser may send bytes that are no text; nobody here gets to see those. */
static const char *clean (const char *value)
{
    return value != NULL && g_utf8_validate (value, -1, NULL) ? value : NULL;
}

const char *td_request_own_cookie (TdRequest *request, const char *name)
{
    return clean (MHD_lookup_connection_value (request->connection, MHD_COOKIE_KIND, name));
}

const char *td_request_cookie (TdRequest *request, const char *name)
{
    const char *value = td_request_own_cookie (request, name);

    request->personal |= value != NULL;
    return value;
}

const char *td_request_header (TdRequest *request, const char *name)
{
    return clean (MHD_lookup_connection_value (request->connection, MHD_HEADER_KIND, name));
}

TdForm td_request_form (TdRequest *request)
{
    return request->match.form;
}

gint64 td_request_began (TdRequest *request)
{
    return request->began;
}

gboolean td_request_wants_json (TdRequest *request)
{
    return request->match.json;
}

/* Who is signed in has the form that signs out on every page. */
static gboolean needs_token (const TdRequest *request)
{
    const TdRoute *route = request->match.route;

    return route == NULL || route->csrf == TD_CSRF_REQUIRED || request->viewer.session != NULL;
}

TdHtml *td_request_html (TdRequest *request)
{
    TdHtml *html = &request->html;

    if (html->out == NULL) {
        html->out = g_string_sized_new (16 * 1024);
        html->locale = request->match.locale;
        html->direction = td_language_direction (request->match.locale);
        if (needs_token (request))
            html->csrf = td_token_of_page (request);
        html->path = request->match.without_language;
        if (request->languages == NULL)
            td_site_fill (request);
        html->site = &request->site;
    }
    return html;
}
