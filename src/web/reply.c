#include "web/request.h"

#include "base/errors.h"
#include "text/words.h"
#include "web/headers.h"
#include "web/hub.h"
#include "web/range.h"
#include "web/server.h"
#include "web/token.h"
#include <unistd.h>

static const char *const html_type = "text/html; charset=utf-8";

static void clear_reply (TdReply *reply)
{
    g_free (reply->type);
    g_free (reply->location);
    g_free (reply->file_name);
    g_clear_pointer (&reply->bytes, g_bytes_unref);
    g_clear_pointer (&reply->headers, g_ptr_array_unref);
    g_clear_pointer (&reply->cookies, g_ptr_array_unref);
    td_wish_clear (&reply->stream);
    if (reply->has_fd)
        close (reply->fd);
    memset (reply, 0, sizeof *reply);
}

static void clear_html (TdHtml *html)
{
    if (html->out != NULL)
        g_string_free (html->out, TRUE);
    memset (html, 0, sizeof *html);
}

void td_reply_clear (TdRequest *request)
{
    clear_reply (&request->reply);
    clear_html (&request->html);
}

static void wrong (TdRequest *request, TdErrorCode code, const char *sentence)
{
    if (request->wrong_reply == NULL)
        request->wrong_reply = g_error_new_literal (TD_WEB_ERROR, code, sentence);
}

static void set (TdRequest *request, int status, const char *type, GBytes *take_bytes)
{
    g_free (request->reply.type);
    g_clear_pointer (&request->reply.bytes, g_bytes_unref);
    request->reply.set = TRUE;
    request->reply.status = status;
    request->reply.type = g_strdup (type);
    request->reply.bytes = take_bytes;
}

/* ---- what a handler answers ---- */

/* A form that came back says so first of all, in what a screen reader reads first (WCAG 2.4.2, 3.3.1). */
static void mark_title (GString *out, const char *locale)
{
    static const char tag[] = "<title>";
    const char *at = g_strstr_len (out->str, (gssize) MIN (out->len, 1024), tag);
    g_autofree char *words = g_markup_escape_text (td_words (locale, N_ ("To correct:")), -1);

    if (at == NULL)
        return;
    g_string_insert_c (out, at + sizeof tag - 1 - out->str, ' ');
    g_string_insert (out, g_strstr_len (out->str, 1024, tag) + sizeof tag - 1 - out->str, words);
}

void td_reply_html (TdRequest *request, int status)
{
    GString *out = td_request_html (request)->out;

    if (status == MHD_HTTP_UNPROCESSABLE_CONTENT)
        mark_title (out, td_request_locale (request));
    request->html.out = NULL;
    set (request, status, html_type, g_string_free_to_bytes (out));
}

static void set_json (TdRequest *request, int status, const char *type, json_t *take_json)
{
    char *text = json_dumps (take_json, JSON_COMPACT | JSON_ENSURE_ASCII);

    json_decref (take_json);
    if (text == NULL) {
        wrong (request, TD_ERROR_OURS, "The answer could not be written as JSON. That is our fault; nothing was lost.");
        return;
    }
    set (request, status, type, g_bytes_new_with_free_func (text, strlen (text), free, text));
}

void td_reply_json (TdRequest *request, int status, json_t *take_json)
{
    set_json (request, status, "application/json", take_json);
}

void td_reply_text (TdRequest *request, int status, const char *type, const char *text)
{
    set (request, status, type, g_bytes_new (text, strlen (text)));
}

void td_reply_redirect (TdRequest *request, const char *path)
{
    if (!td_redirect_ok (path)) {
        wrong (request, TD_ERROR_INPUT,
               "The address to go on to is not one of this site. Start again from the first page.");
        return;
    }
    set (request, MHD_HTTP_SEE_OTHER, "text/plain; charset=utf-8", g_bytes_new_static ("", 0));
    g_free (request->reply.location);
    request->reply.location = g_strdup (path);
}

static char *safe_file_name (const char *name)
{
    char *safe = g_strdup (name);

    g_strcanon (safe, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.", '-');
    return safe;
}

void td_reply_bytes (TdRequest *request, const char *type, const char *file_name, GBytes *bytes)
{
    set (request, MHD_HTTP_OK, type, g_bytes_ref (bytes));
    g_free (request->reply.file_name);
    request->reply.file_name = safe_file_name (file_name);
}

static gboolean is_pdf (GBytes *bytes)
{
    static const char head[] = "%PDF-";
    gsize size;
    const char *data = g_bytes_get_data (bytes, &size);

    return size >= sizeof head - 1 && memcmp (data, head, sizeof head - 1) == 0;
}

void td_reply_pdf (TdRequest *request, const char *file_name, GBytes *bytes)
{
    if (!is_pdf (bytes)) {
        td_reply_bytes (request, "application/octet-stream", file_name, bytes);
        return;
    }
    td_reply_bytes (request, "application/pdf", file_name, bytes);
    request->reply.shown = TRUE;
}

void td_reply_fd (TdRequest *request, const char *type, const char *file_name, int take_fd, gint64 size)
{
    g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

    td_reply_bytes (request, type, file_name, nothing);
    request->reply.fd = take_fd;
    request->reply.has_fd = TRUE;
    request->reply.fd_size = size;
}

/* If-Range: we give no validator, so that what it names is not what we have. */
void td_reply_media (TdRequest *request, const char *type, const char *file_name, int take_fd, gint64 size)
{
    const char *asked = td_request_header (request, MHD_HTTP_HEADER_IF_RANGE) == NULL
                            ? td_request_header (request, MHD_HTTP_HEADER_RANGE)
                            : NULL;
    gint64 from = 0, length = size;
    TdRange range = td_range_read (asked, size, &from, &length);
    g_autofree char *said = NULL;

    if (range == TD_RANGE_OUTSIDE)
        length = 0;
    td_reply_fd (request, type, file_name, take_fd, length);
    request->reply.fd_from = from;
    td_reply_header (request, MHD_HTTP_HEADER_ACCEPT_RANGES, "bytes");
    if (range == TD_RANGE_WHOLE)
        return;
    said = range == TD_RANGE_OUTSIDE
               ? g_strdup_printf ("bytes */%" G_GINT64_FORMAT, size)
               : g_strdup_printf ("bytes %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, from,
                                  from + length - 1, size);
    td_reply_header (request, MHD_HTTP_HEADER_CONTENT_RANGE, said);
    request->reply.status = range == TD_RANGE_OUTSIDE ? MHD_HTTP_RANGE_NOT_SATISFIABLE : MHD_HTTP_PARTIAL_CONTENT;
}

static gboolean says_https (TdRequest *request)
{
    return td_says_https (request->server->https, td_request_header (request, MHD_HTTP_HEADER_HOST));
}

void td_reply_cookie (TdRequest *request, const char *name, const char *value, int seconds)
{
    g_autoptr (GString) line = NULL;

    if (!td_cookie_name_ok (name) || !td_cookie_value_ok (value)) {
        wrong (request, TD_ERROR_OURS, "A cookie could not be set. That is our fault; nothing was lost.");
        return;
    }
    line = g_string_new (NULL);
    g_string_printf (line, "%s=%s; Path=/; HttpOnly; SameSite=Lax", name, value);
    if (seconds != 0)
        g_string_append_printf (line, "; Max-Age=%d", MAX (seconds, 0));
    if (says_https (request))
        g_string_append (line, "; Secure");
    if (request->reply.cookies == NULL)
        request->reply.cookies = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (request->reply.cookies, g_strdup (line->str));
}

void td_reply_header (TdRequest *request, const char *name, const char *value)
{
    static const char *const reserved[] = {
        "Set-Cookie",       "Location",   "Content-Length",          "Transfer-Encoding",
        "Content-Encoding", "Connection", "Content-Security-Policy", NULL
    };
    gboolean ok = td_header_name_ok (name) && td_header_value_ok (value);

    for (int i = 0; reserved[i] != NULL; i++)
        ok = ok && g_ascii_strcasecmp (name, reserved[i]) != 0;
    if (!ok) {
        wrong (request, TD_ERROR_OURS, "A header of the answer could not be set. That is our fault; nothing was lost.");
        return;
    }
    if (request->reply.headers == NULL)
        request->reply.headers = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (request->reply.headers, g_strdup (name));
    g_ptr_array_add (request->reply.headers, g_strdup (value));
}

/* Who does not ask for a stream would wait for its end for ever. */
static gboolean asks_for_stream (TdRequest *request)
{
    const char *accepts = td_request_header (request, MHD_HTTP_HEADER_ACCEPT);

    return accepts != NULL && strstr (accepts, "text/event-stream") != NULL && !request->is_head;
}

gboolean td_reply_stream (TdRequest *request, const TdStreamWish *wish, GError **error)
{
    if (request->match.route == NULL || !request->match.route->stream) {
        wrong (request, TD_ERROR_OURS, "A page answered with a stream whose row says nothing of one.");
        return TRUE;
    }
    if (td_events_full (request->server->events)) {
        g_set_error_literal (error, TD_WEB_ERROR, TD_ERROR_BUSY,
                             N_ ("As many people follow live as this server can serve. The page still works: reload it "
                                 "to see what stands now."));
        return FALSE;
    }
    td_reply_text (request, MHD_HTTP_OK, "text/event-stream", "retry: 5000\n\n");
    td_reply_header (request, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    td_reply_header (request, "X-Accel-Buffering", "no"); /* a proxy hands each event on at once */
    if (asks_for_stream (request))
        td_wish_copy (wish, &request->reply.stream);
    return TRUE;
}

/* ---- errors ---- */

static int status_of (const GError *error)
{
    switch (td_error_code (error)) {
    case TD_ERROR_INPUT: return MHD_HTTP_UNPROCESSABLE_CONTENT;
    case TD_ERROR_NOT_ALLOWED: return MHD_HTTP_FORBIDDEN;
    case TD_ERROR_NOT_FOUND: return MHD_HTTP_NOT_FOUND;
    case TD_ERROR_CONFLICT: return MHD_HTTP_CONFLICT;
    case TD_ERROR_GONE: return MHD_HTTP_GONE;
    case TD_ERROR_TOO_LARGE: return MHD_HTTP_CONTENT_TOO_LARGE;
    case TD_ERROR_BUSY: return MHD_HTTP_SERVICE_UNAVAILABLE;
    default: return MHD_HTTP_INTERNAL_SERVER_ERROR;
    }
}

static const char *title_of (int status)
{
    const char *phrase = MHD_get_reason_phrase_for ((unsigned int) status);

    return phrase != NULL ? phrase : "Error";
}

/* An error of a domain that is not ours was written for programmers; one of ours that is our own fault and has
 * no translation, or comes from the store, which quotes its database, holds details for whoever runs the server, which stand in the log. */
static const char *in_words_of (const char *locale, const GError *error)
{
    const char *words = td_words (locale, error->message);
    gboolean ours = g_str_has_prefix (g_quark_to_string (error->domain), "td-")
                    && !g_error_matches (error, TD_STORE_ERROR, TD_ERROR_OURS);

    if (ours
        && (words != error->message || td_error_code (error) != TD_ERROR_OURS
            || g_strcmp0 (locale, td_words_locales ()[0]) == 0))
        return words;
    return td_words (locale,
                     N_ ("Something went wrong on our side, and nothing was lost. Please try again in a few minutes."));
}

void td_reply_error (TdRequest *request, int status, const GError *error)
{
    const char *message = in_words_of (request->match.locale, error);
    GPtrArray *cookies = g_steal_pointer (&request->reply.cookies); /* a dead sign-in stays deleted */

    if (status == 0)
        status = status_of (error);
    if (status == MHD_HTTP_INTERNAL_SERVER_ERROR)
        g_warning ("A page failed: %s", error->message);
    td_reply_clear (request);
    request->reply.cookies = cookies;
    if (request->match.json) {
        set_json (request, status, "application/problem+json",
                  json_pack ("{s:s, s:s, s:i, s:s}", "type", "about:blank", "title", title_of (status), "status",
                             status, "detail", message));
    } else if (request->server->error_page != NULL) {
        request->server->error_page (td_request_html (request), request->form_refused ? NULL : &request->viewer,
                                     request->server->instance, status, message);
        td_reply_html (request, status);
    } else {
        td_reply_text (request, status, "text/plain; charset=utf-8", message);
    }
    if (status == MHD_HTTP_SERVICE_UNAVAILABLE)
        td_reply_header (request, "Retry-After", "5");
}

/* ---- out ---- */

static gboolean holds_token (const TdRequest *request)
{
    gsize size;
    const void *data = g_bytes_get_data (request->reply.bytes, &size);

    return request->token != NULL && size > 0 && memmem (data, size, request->token, strlen (request->token)) != NULL;
}

static gboolean may_be_kept (const TdRequest *request)
{
    return request->match.route != NULL && request->match.route->cache == TD_CACHE_PUBLIC && request->is_get
           && request->reply.status == MHD_HTTP_OK && request->reply.headers == NULL && request->reply.cookies == NULL
           && request->reply.file_name == NULL && !request->personal && !td_request_signed_in (request)
           && td_request_own_cookie ((TdRequest *) request, TD_SESSION_COOKIE) == NULL;
}

static gboolean has_header (const TdReply *reply, const char *name)
{
    for (guint i = 0; reply->headers != NULL && i < reply->headers->len; i += 2) {
        if (g_ascii_strcasecmp (reply->headers->pdata[i], name) == 0)
            return TRUE;
    }
    return FALSE;
}

static void add_reply_headers (TdRequest *request, struct MHD_Response *response, TdCoding coding)
{
    const TdReply *reply = &request->reply;

    MHD_add_response_header (response, MHD_HTTP_HEADER_CONTENT_TYPE, reply->type);
    if (!has_header (reply, MHD_HTTP_HEADER_CACHE_CONTROL))
        MHD_add_response_header (response, MHD_HTTP_HEADER_CACHE_CONTROL,
                                 td_request_signed_in (request) || request->personal ? "no-store"
                                                                                     : "private, no-cache");
    if (!has_header (reply, MHD_HTTP_HEADER_VARY))
        MHD_add_response_header (response, MHD_HTTP_HEADER_VARY,
                                 reply->location != NULL ? "Accept-Language, Cookie" : "Accept-Encoding, Cookie");
    if (coding != TD_CODING_IDENTITY)
        MHD_add_response_header (response, MHD_HTTP_HEADER_CONTENT_ENCODING, td_coding_name (coding));
    if (reply->shown)
        MHD_add_response_header (response, "Content-Security-Policy", td_headers_of_pdf);
    if (reply->location != NULL)
        MHD_add_response_header (response, MHD_HTTP_HEADER_LOCATION, reply->location);
    if (reply->file_name != NULL) {
        g_autofree char *value =
            g_strdup_printf ("%s; filename=\"%s\"", reply->shown ? "inline" : "attachment", reply->file_name);

        MHD_add_response_header (response, MHD_HTTP_HEADER_CONTENT_DISPOSITION, value);
    }
    for (guint i = 0; reply->headers != NULL && i < reply->headers->len; i += 2)
        MHD_add_response_header (response, reply->headers->pdata[i], reply->headers->pdata[i + 1]);
    for (guint i = 0; reply->cookies != NULL && i < reply->cookies->len; i++)
        MHD_add_response_header (response, MHD_HTTP_HEADER_SET_COOKIE, reply->cookies->pdata[i]);
    td_headers_add (response, says_https (request)); /* last: a page's own word of these stands */
}

/* Keeps the page and makes its first answer, which is 304 like any later one when the browser has it already. */
static struct MHD_Response *keep_and_answer (TdRequest *request, GBytes *packed, TdCoding asked, TdCoding coding,
                                             unsigned int *ret_status)
{
    TdCachePage page = { .address = request->address,
                         .version = request->version,
                         .bytes = request->reply.bytes,
                         .packed = packed,
                         .asked = asked,
                         .coding = coding,
                         .type = request->reply.type,
                         .https = says_https (request) };
    g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
    char etag[TD_ETAG_SIZE];
    struct MHD_Response *response;
    gboolean unchanged;

    td_cache_put (request->server->cache, &page, etag);
    unchanged = td_etag_matches (td_request_header (request, MHD_HTTP_HEADER_IF_NONE_MATCH), etag);
    response = td_response_of_bytes (unchanged ? nothing : packed);
    td_cache_add_headers (response, &page, etag);
    *ret_status = unchanged ? MHD_HTTP_NOT_MODIFIED : (unsigned int) request->reply.status;
    return response;
}

static struct MHD_Response *stream_response (TdRequest *request, unsigned int *ret_status)
{
    struct MHD_Response *response = td_stream_response (
        request->server->events, request->connection, &request->reply.stream,
        td_request_own_cookie (request, TD_SESSION_COOKIE), td_request_header (request, "Last-Event-ID"));

    *ret_status = MHD_HTTP_OK;
    if (response == NULL) { /* the server is about to stop, or the last place was taken meanwhile */
        response = td_response_of_bytes (request->reply.bytes);
        *ret_status = MHD_HTTP_SERVICE_UNAVAILABLE;
    }
    add_reply_headers (request, response, TD_CODING_IDENTITY);
    MHD_add_response_header (response, MHD_HTTP_HEADER_CONNECTION, "close");
    return response;
}

static struct MHD_Response *file_response (TdRequest *request, unsigned int *ret_status)
{
    TdReply *reply = &request->reply;
    struct MHD_Response *response =
        MHD_create_response_from_fd_at_offset64 ((uint64_t) reply->fd_size, reply->fd, (uint64_t) reply->fd_from);

    reply->has_fd = response == NULL; /* from here on it is the response's */
    if (response == NULL)
        g_error ("no memory for an answer");
    add_reply_headers (request, response, TD_CODING_IDENTITY);
    *ret_status = (unsigned int) reply->status;
    return response;
}

struct MHD_Response *td_reply_make (TdRequest *request, unsigned int *ret_status)
{
    TdReply *reply = &request->reply;
    const char *accepts = td_request_header (request, MHD_HTTP_HEADER_ACCEPT_ENCODING);
    TdCoding asked = td_coding_choose (accepts), coding;
    g_autoptr (GBytes) packed = NULL;
    struct MHD_Response *response;
    gboolean public = may_be_kept (request);

    if (reply->stream.topics[0].name != NULL)
        return stream_response (request, ret_status);
    if (reply->has_fd)
        return file_response (request, ret_status);
    if (holds_token (request)) {
        public = FALSE;
        if (request->new_form_cookie != NULL)
            td_reply_cookie (request, TD_FORM_COOKIE, request->new_form_cookie, 0);
    }
    if (td_coding_worth (reply->type, g_bytes_get_size (reply->bytes)))
        packed = td_compress (reply->bytes, asked, public ? TD_EFFORT_KEPT : TD_EFFORT_ONCE);
    coding = packed != NULL ? asked : TD_CODING_IDENTITY;
    if (packed == NULL)
        packed = g_bytes_ref (reply->bytes);
    if (public)
        return keep_and_answer (request, packed, asked, coding, ret_status);
    response = td_response_of_bytes (packed);
    add_reply_headers (request, response, coding);
    *ret_status = (unsigned int) reply->status;
    return response;
}
