#include "web/exchange.h"

#include "base/errors.h"
#include "base/limits.h"
#include "base/quiet.h"
#include "text/words.h"
#include "web/headers.h"
#include "web/request.h"
#include "web/static.h"
#include "web/token.h"

typedef enum { HEAD, START, PREFLIGHT, BODY, WORK, STATIC, DONE } Stage;

typedef struct {
    TdServer *server;
    struct MHD_Connection *connection;
    TdPeer *peer;
    TdRequest *request;
    Stage stage;
    gboolean has_body, body_read, refused;
    guint64 received;
    guint64 length; /* as its head says */
    gint64 began;   /* by the instance's clock */
    GError *error;  /* what will be answered instead */
    int error_status;
    struct MHD_Response *response;
    unsigned int status;
    char address[]; /* as the browser wrote it */
} Exchange;

enum { MOST_ADDRESS = 2048 };

void *td_exchange_begin (void *cls, const char *uri, struct MHD_Connection *connection)
{
    TdServer *server = cls;
    gsize n = strlen (uri);
    Exchange *ex = g_malloc0 (sizeof *ex + n + 1);
    const union MHD_ConnectionInfo *info = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    memcpy (ex->address, uri, n + 1);
    ex->server = server;
    ex->connection = connection;
    ex->began = td_clock_now (&server->instance->clock);
    ex->peer = info != NULL ? info->socket_context : NULL;
    g_atomic_int_inc (&server->exchanges);
    return ex;
}

static void exchange_free (Exchange *ex)
{
    td_request_free (ex->request);
    g_clear_error (&ex->error);
    g_clear_pointer (&ex->response, MHD_destroy_response);
    g_free (ex);
}

void td_exchange_end (void *cls, struct MHD_Connection *connection, void **con_cls, enum MHD_RequestTerminationCode why)
{
    TdServer *server = cls;
    Exchange *ex = *con_cls;

    if (ex == NULL)
        return;
    if (ex->peer != NULL)
        td_peer_phase (ex->peer, TD_PHASE_HEAD);
    if (ex->has_body && !ex->body_read && why == MHD_REQUEST_TERMINATED_COMPLETED_OK) {
        const union MHD_ConnectionInfo *info = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD);

        if (info != NULL)
            td_linger_add (server->linger, info->connect_fd);
    }
    exchange_free (ex);
    td_quiet_leave ();
    *con_cls = NULL;
    if (g_atomic_int_dec_and_test (&server->exchanges) && g_atomic_int_get (&server->stopping)) {
        g_mutex_lock (&server->stop_lock);
        g_cond_signal (&server->stop_wake);
        g_mutex_unlock (&server->stop_lock);
    }
}

static const char *header (Exchange *ex, const char *name)
{
    return MHD_lookup_connection_value (ex->connection, MHD_HEADER_KIND, name);
}

static void phase (Exchange *ex, TdPhase now)
{
    if (ex->peer != NULL)
        td_peer_phase (ex->peer, now);
}

/* ---- small pages, when no pool may be asked ---- */

static const char *refusal_sentence (unsigned int status)
{
    switch (status) {
    case MHD_HTTP_SERVICE_UNAVAILABLE:
        return N_ ("So many people are here at the moment that your request could not be taken. Nothing was lost. "
                   "Please try again in a few seconds.");
    case MHD_HTTP_CONTENT_TOO_LARGE:
        return N_ ("What you sent is larger than can be taken here: 25 MB for a file. "
                   "Please go back and make it smaller, or send it in parts.");
    case MHD_HTTP_UNSUPPORTED_MEDIA_TYPE:
        return N_ ("What you sent is not a form of this site. Please use the form on the page.");
    case MHD_HTTP_URI_TOO_LONG:
        return N_ ("This address is longer than any of ours. Please start from the first page.");
    default: return N_ ("Your browser's request could not be understood. Please start from the first page.");
    }
}

static gboolean says_https (Exchange *ex)
{
    return td_says_https (ex->server->https, header (ex, MHD_HTTP_HEADER_HOST));
}

static enum MHD_Result refuse (Exchange *ex, unsigned int status)
{
    const char *locale = td_locale_choose (header (ex, MHD_HTTP_HEADER_ACCEPT_LANGUAGE));
    g_autofree char *page = g_strdup_printf ("%s\n", td_words (locale, refusal_sentence (status)));
    g_autoptr (GBytes) bytes = g_bytes_new (page, strlen (page));
    struct MHD_Response *response = td_response_of_bytes (bytes);
    enum MHD_Result result;

    td_headers_add (response, says_https (ex));
    MHD_add_response_header (response, MHD_HTTP_HEADER_CONTENT_TYPE, "text/plain; charset=utf-8");
    MHD_add_response_header (response, MHD_HTTP_HEADER_CONTENT_LANGUAGE, locale);
    MHD_add_response_header (response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    MHD_add_response_header (response, MHD_HTTP_HEADER_CONNECTION, "close");
    if (status == MHD_HTTP_SERVICE_UNAVAILABLE)
        MHD_add_response_header (response, MHD_HTTP_HEADER_RETRY_AFTER, "5");
    phase (ex, TD_PHASE_REPLY);
    result = MHD_queue_response (ex->connection, status, response);
    MHD_destroy_response (response);
    ex->stage = DONE;
    return result;
}

/* ---- pools ---- */

static enum MHD_Result to_pool (Exchange *ex, Stage stage, gboolean slow)
{
    ex->stage = stage;
    phase (ex, TD_PHASE_WORK);
    MHD_suspend_connection (ex->connection);
    if (td_pool_push (slow ? ex->server->slow : ex->server->pages, ex))
        return MHD_YES;
    ex->refused = TRUE; /* said when MHD comes back: a suspended connection is answered after it is resumed */
    MHD_resume_connection (ex->connection);
    return MHD_YES;
}

static gboolean is_slow (const Exchange *ex)
{
    return ex->request->match.route != NULL && ex->request->match.route->pool == TD_POOL_SLOW;
}

/* A file on a slow line takes its time, as long as it comes. */
static gboolean brings_file (const Exchange *ex)
{
    const TdField *fields =
        ex->request != NULL && ex->request->match.route != NULL ? ex->request->match.route->fields : NULL;

    for (; fields != NULL && fields->name != NULL; fields++)
        if (fields->kind == TD_FIELD_FILE || fields->kind == TD_FIELD_FILES || fields->kind == TD_FIELD_SEALED)
            return TRUE;
    return FALSE;
}

static gboolean is_sealed (const Exchange *ex)
{
    return ex->request != NULL && ex->request->match.route != NULL && ex->request->match.route->sealed;
}

static gboolean enter (Exchange *ex, GError **error)
{
    TdRequest *request = ex->request;

    return td_request_learn_viewer (request, error)
           && td_door_may (&request->viewer, request->match.route->act, NULL, error);
}

static gboolean needs_token (const Exchange *ex)
{
    return !ex->request->is_get && ex->request->match.route->csrf == TD_CSRF_REQUIRED;
}

static gboolean origin_ok (Exchange *ex, GError **error)
{
    if (!needs_token (ex) || td_token_origin_ok (ex->request))
        return TRUE;
    ex->request->form_refused = TRUE;
    g_set_error (
        error, TD_WEB_ERROR, TD_ERROR_NOT_ALLOWED,
        N_ ("This form was sent from another site, so nothing was done. Open the page here and send it again."));
    return FALSE;
}

static gboolean token_ok (Exchange *ex, GError **error)
{
    if (!needs_token (ex) || td_token_valid (ex->request))
        return TRUE;
    ex->request->form_refused = TRUE;
    g_set_error (
        error, TD_WEB_ERROR, TD_ERROR_NOT_ALLOWED,
        N_ ("This form is no longer valid: it was open for long, or your browser keeps no cookies. Nothing was "
            "done. Go back, copy what you wrote, open the page anew and send it again."));
    return FALSE;
}

/* The handler that may run: the one that gives typed words back where the form's token holds no more. NULL with error. */
static TdHandler handler_of (Exchange *ex, GError **error)
{
    const TdRoute *route = ex->request->match.route;

    if (!enter (ex, error) || !origin_ok (ex, error))
        return NULL;
    if (needs_token (ex) && route->kept != NULL && !td_token_valid (ex->request))
        return route->kept;
    return token_ok (ex, error) ? route->handler : NULL;
}

static gboolean run_handler (Exchange *ex, GError **error)
{
    TdRequest *request = ex->request;
    TdHandler handler = handler_of (ex, error);

    if (handler == NULL)
        return FALSE;
    request->version = td_server_version (ex->server);
    td_html_whole ();
    if (!handler (request, error)) {
        if (*error == NULL)
            g_set_error (error, TD_WEB_ERROR, TD_ERROR_OURS, "A handler failed without a reason: %s %s.",
                         request->match.route->method, request->match.route->path);
        return FALSE;
    }
    if (request->wrong_reply != NULL) {
        g_propagate_error (error, g_steal_pointer (&request->wrong_reply));
        return FALSE;
    }
    if (!td_html_whole ()) {
        g_set_error_literal (error, TD_WEB_ERROR, TD_ERROR_OURS,
                             "This page could not be shown whole. That is our fault; what you sent before is kept. Go "
                             "to the first page and try again from there.");
        return FALSE;
    }
    if (!request->reply.set) {
        g_set_error (error, TD_WEB_ERROR, TD_ERROR_OURS, "A handler gave no answer: %s %s.",
                     request->match.route->method, request->match.route->path);
        return FALSE;
    }
    return TRUE;
}

static void answer (Exchange *ex)
{
    TdRequest *request = ex->request;

    if (ex->error == NULL && request->match.route != NULL) {
        run_handler (ex, &ex->error);
        if (!request->is_get)
            td_server_poke (ex->server);
    } else {
        g_autoptr (GError) ignored = NULL;

        td_request_learn_viewer (request, &ignored);
    }
    if (ex->error != NULL)
        td_reply_error (request, ex->error_status, ex->error);
    if (ex->error != NULL && request->match.allow != NULL)
        td_reply_header (request, MHD_HTTP_HEADER_ALLOW, request->match.allow);
    ex->response = td_reply_make (request, &ex->status);
}

/* Before the first byte of a body that is to be sealed: to whom. */
static gboolean learn_recipients (Exchange *ex, GError **error)
{
    TdAgeRecipient recipients[TD_AGE_MAX_RECIPIENTS];
    guint n = 0;

    if (!is_sealed (ex) || ex->server->seal == NULL)
        return TRUE;
    if (!ex->server->seal (ex->server->instance, td_request_part (ex->request, "purpose"), recipients, &n, error))
        return FALSE;
    td_body_seal_to (ex->request->body, recipients, n);
    return TRUE;
}

void td_exchange_work (gpointer job)
{
    Exchange *ex = job;

    switch (ex->stage) {
    case STATIC: td_static_prepare (ex->address); break;
    case PREFLIGHT:
        if (!enter (ex, &ex->error) || !origin_ok (ex, &ex->error) || !learn_recipients (ex, &ex->error))
            answer (ex);
        break;
    default: answer (ex); break;
    }
    td_quiet_leave ();
    MHD_resume_connection (ex->connection);
}

/* ---- the head ---- */

static void fail (Exchange *ex, int status, TdErrorCode code, const char *sentence)
{
    g_clear_error (&ex->error);
    ex->error = g_error_new_literal (TD_WEB_ERROR, code, sentence);
    ex->error_status = status;
}

/* Whether a cookie of ours may make this browser's page another than everybody's: each but the form's. */
static gboolean has_own_cookie (const char *cookies)
{
    for (const char *at = cookies; at != NULL && (at = strstr (at, "td_")) != NULL; at++)
        if (!g_str_has_prefix (at, TD_FORM_COOKIE "="))
            return TRUE;
    return FALSE;
}

static gboolean from_cache (Exchange *ex, gboolean is_get)
{
    if (!is_get || has_own_cookie (header (ex, MHD_HTTP_HEADER_COOKIE)))
        return FALSE;
    return td_cache_answer (ex->server->cache, ex->address, says_https (ex), td_server_version (ex->server),
                            td_coding_choose (header (ex, MHD_HTTP_HEADER_ACCEPT_ENCODING)),
                            header (ex, MHD_HTTP_HEADER_IF_NONE_MATCH), ex->connection);
}

static enum MHD_Result static_file (Exchange *ex)
{
    if (td_static_answer (ex->address, header (ex, MHD_HTTP_HEADER_ACCEPT_ENCODING),
                          header (ex, MHD_HTTP_HEADER_IF_NONE_MATCH), says_https (ex), ex->connection)) {
        ex->stage = DONE;
        phase (ex, TD_PHASE_REPLY);
        return MHD_YES;
    }
    return ex->stage == START ? to_pool (ex, STATIC, TRUE) : MHD_NO;
}

static enum MHD_Result count_length (void *cls, enum MHD_ValueKind kind, const char *key, const char *value)
{
    guint *lengths = cls;

    (void) kind;
    (void) value;
    if (g_ascii_strcasecmp (key, MHD_HTTP_HEADER_CONTENT_LENGTH) == 0)
        lengths[0]++;
    if (g_ascii_strcasecmp (key, MHD_HTTP_HEADER_TRANSFER_ENCODING) == 0)
        lengths[1]++;
    return MHD_YES;
}

/* 0, or the status that what the head says of the body is refused with. Both lengths at once, or two, is how requests are
 * smuggled past a proxy (RFC 9112 6.3). */
static unsigned int look_at_length (Exchange *ex)
{
    const char *length = header (ex, MHD_HTTP_HEADER_CONTENT_LENGTH);
    const char *transfer = header (ex, MHD_HTTP_HEADER_TRANSFER_ENCODING);
    guint lengths[2] = { 0, 0 };
    guint64 size = 0;

    if (length == NULL && transfer == NULL)
        return 0;
    MHD_get_connection_values (ex->connection, MHD_HEADER_KIND, count_length, lengths);
    if (lengths[0] + lengths[1] != 1 || (transfer != NULL && g_ascii_strcasecmp (transfer, "chunked") != 0))
        return MHD_HTTP_BAD_REQUEST;
    if (length != NULL && !g_ascii_string_to_unsigned (length, 10, 0, G_MAXINT64, &size, NULL))
        return MHD_HTTP_BAD_REQUEST;
    ex->has_body = transfer != NULL || size > 0;
    ex->length = size;
    return 0;
}

static guint64 most_bytes (const Exchange *ex)
{
    return is_sealed (ex) ? TD_LIMIT_SEALED_REQUEST_BYTES : TD_LIMIT_REQUEST_BYTES;
}

static unsigned int look_at_head (Exchange *ex, gboolean is_get)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info (ex->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    unsigned int status = look_at_length (ex);

    if (status != 0)
        return status;
    if (strlen (ex->address) > MOST_ADDRESS)
        return MHD_HTTP_URI_TOO_LONG;
    if (info != NULL && info->header_size > TD_LIMIT_HEADER_BYTES)
        return MHD_HTTP_REQUEST_HEADER_FIELDS_TOO_LARGE;
    if (is_get && ex->has_body)
        return MHD_HTTP_BAD_REQUEST;
    return 0;
}

static void look_at_route (Exchange *ex)
{
    const TdMatch *match = &ex->request->match;

    if (match->route != NULL)
        return;
    if (match->location != NULL && td_redirect_ok (match->location)) {
        td_reply_redirect (ex->request, match->location);
        ex->request->reply.status = match->status;
        return;
    }
    if (match->status == 405)
        fail (ex, 405, TD_ERROR_NOT_ALLOWED,
              N_ ("This page does not take what your browser sent. Open it anew and use the form on it."));
    else
        fail (ex, 404, TD_ERROR_NOT_FOUND,
              N_ ("There is no page at this address. Check it, or start from the first page."));
}

static void read_query (Exchange *ex)
{
    TdRequest *request = ex->request;
    const char *query = strchr (ex->address, '?');
    const TdProfile *profile = ex->server->instance->profile;

    if (request->match.route == NULL)
        return;
    request->body = td_body_new (request->match.route->fields, !request->is_get, ex->server->uploads,
                                 profile != NULL ? profile->file_bytes : 0);
    if (query != NULL)
        td_body_query (request->body, query + 1, &ex->error);
}

static gboolean is_get_or_head (const char *method)
{
    return strcmp (method, "GET") == 0 || strcmp (method, "HEAD") == 0;
}

static enum MHD_Result first (Exchange *ex, const char *method)
{
    gboolean is_get = is_get_or_head (method);

    if (is_get && g_str_has_prefix (ex->address, "/static/") && td_static_known (ex->address))
        return static_file (ex);
    if (from_cache (ex, is_get)) {
        ex->stage = DONE;
        phase (ex, TD_PHASE_REPLY);
        return MHD_YES;
    }
    ex->request = td_request_new (ex->server, ex->connection, method, ex->address);
    ex->request->began = ex->began;
    look_at_route (ex);
    read_query (ex);
    if (ex->has_body && ex->length > most_bytes (ex))
        return refuse (ex, MHD_HTTP_CONTENT_TOO_LARGE);
    if (ex->has_body && ex->error == NULL) {
        if (!td_body_type_known (header (ex, MHD_HTTP_HEADER_CONTENT_TYPE)))
            return refuse (ex, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE);
        return to_pool (ex, PREFLIGHT, FALSE);
    }
    return to_pool (ex, WORK, is_slow (ex));
}

/* MHD closes a connection whose reply comes before its request is complete, so only what has a body to keep out is
 * looked at here; all else when MHD asks again, at once. */
static enum MHD_Result head (Exchange *ex, const char *method)
{
    unsigned int status = look_at_head (ex, is_get_or_head (method));

    if (status != 0)
        return refuse (ex, status);
    ex->stage = START;
    return ex->has_body ? first (ex, method) : MHD_YES;
}

/* ---- the body ---- */

static void body_bytes (Exchange *ex, const char *bytes, gsize size)
{
    ex->received += size;
    if (ex->peer != NULL)
        td_peer_bytes (ex->peer, size);
    if (ex->received > most_bytes (ex) && ex->error_status != MHD_HTTP_CONTENT_TOO_LARGE)
        fail (ex, MHD_HTTP_CONTENT_TOO_LARGE, TD_ERROR_TOO_LARGE, refusal_sentence (MHD_HTTP_CONTENT_TOO_LARGE));
    if (ex->error == NULL)
        td_body_feed (ex->request->body, bytes, size, &ex->error);
}

static enum MHD_Result after_preflight (Exchange *ex)
{
    ex->stage = BODY;
    phase (ex, brings_file (ex) ? TD_PHASE_BODY_LONG : TD_PHASE_BODY);
    td_body_start (ex->request->body, header (ex, MHD_HTTP_HEADER_CONTENT_TYPE), &ex->error);
    return MHD_YES;
}

static enum MHD_Result body_done (Exchange *ex)
{
    ex->body_read = TRUE;
    if (ex->error == NULL)
        td_body_finish (ex->request->body, &ex->error);
    return to_pool (ex, WORK, is_slow (ex));
}

static gboolean streams (const Exchange *ex)
{
    return ex->request != NULL && ex->request->reply.stream.topics[0].name != NULL;
}

static enum MHD_Result send_reply (Exchange *ex)
{
    enum MHD_Result result;

    ex->stage = DONE;
    phase (ex, streams (ex) ? TD_PHASE_STREAM : TD_PHASE_REPLY);
    if (g_atomic_int_get (&ex->server->stopping))
        MHD_add_response_header (ex->response, MHD_HTTP_HEADER_CONNECTION, "close");
    result = MHD_queue_response (ex->connection, ex->status, ex->response);
    g_clear_pointer (&ex->response, MHD_destroy_response);
    if (streams (ex)) /* it lasts, and needs nothing of this any more */
        g_clear_pointer (&ex->request, td_request_free);
    return result;
}

enum MHD_Result td_exchange_handle (void *cls, struct MHD_Connection *connection, const char *url, const char *method,
                                    const char *version, const char *upload, size_t *upload_size, void **con_cls)
{
    Exchange *ex = *con_cls;

    (void) cls;
    (void) connection;
    (void) url;
    (void) version;
    if (ex == NULL)
        return MHD_NO;
    if (ex->refused)
        return refuse (ex, MHD_HTTP_SERVICE_UNAVAILABLE);
    if (ex->response != NULL)
        return send_reply (ex);
    if (*upload_size > 0) {
        body_bytes (ex, upload, *upload_size);
        *upload_size = 0;
        return ex->received > 2 * most_bytes (ex) ? MHD_NO : MHD_YES;
    }
    switch (ex->stage) {
    case HEAD: return head (ex, method);
    case START: return first (ex, method);
    case STATIC: return static_file (ex);
    case PREFLIGHT: return after_preflight (ex);
    case BODY: return body_done (ex);
    default: return MHD_NO;
    }
}
