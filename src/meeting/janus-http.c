/* Requests to Janus with libcurl, which is loaded with the first one: an instance without rooms never needs it. */
#include "meeting/janus-http.h"

#include "base/base.h"
#include "base/errors.h"
#include "base/limits.h"
#include "meeting/janus.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <string.h>

typedef struct {
    __typeof__ (curl_global_init) *global_init;
    __typeof__ (curl_easy_init) *init;
    __typeof__ (curl_easy_reset) *reset;
    __typeof__ (curl_easy_setopt) *setopt;
    __typeof__ (curl_easy_perform) *perform;
    __typeof__ (curl_easy_cleanup) *cleanup;
} Curl;

static Curl curl;

static gboolean find (void *library, const char *name, void *ret_function)
{
    void *found = library != NULL ? dlsym (library, name) : NULL;

    memcpy (ret_function, &found, sizeof found);
    return found != NULL;
}

static gpointer load_curl (gpointer unused)
{
    void *library = dlopen ("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);

    (void) unused;
    return GINT_TO_POINTER (
        find (library, "curl_global_init", &curl.global_init) && find (library, "curl_easy_init", &curl.init)
        && find (library, "curl_easy_reset", &curl.reset) && find (library, "curl_easy_setopt", &curl.setopt)
        && find (library, "curl_easy_perform", &curl.perform) && find (library, "curl_easy_cleanup", &curl.cleanup)
        && curl.global_init (CURL_GLOBAL_DEFAULT) == CURLE_OK);
}

struct TdJanusLine {
    CURL *handle;
    GByteArray *answer;
    const int *stop;
};

TdJanusLine *td_janus_line_new (GError **error)
{
    static GOnce once = G_ONCE_INIT;
    TdJanusLine *line;

    if (!GPOINTER_TO_INT (g_once (&once, load_curl, NULL))) {
        g_set_error_literal (error, TD_JANUS_ERROR, TD_ERROR_OURS,
                             "Rooms need libcurl, and it is not on this machine. Install libcurl4.");
        return NULL;
    }
    line = g_new0 (TdJanusLine, 1);
    line->handle = curl.init ();
    line->answer = g_byte_array_new ();
    return line;
}

void td_janus_line_free (TdJanusLine *line)
{
    if (line == NULL)
        return;
    if (line->handle != NULL)
        curl.cleanup (line->handle);
    g_byte_array_unref (line->answer);
    g_free (line);
}

static size_t keep (char *bytes, size_t size, size_t n, void *line)
{
    GByteArray *answer = ((TdJanusLine *) line)->answer;

    if (answer->len + size * n > TD_LIMIT_JANUS_BYTES)
        return 0;
    g_byte_array_append (answer, (const guint8 *) bytes, (guint) (size * n));
    return size * n;
}

static int look_up (void *line, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    const int *stop = ((TdJanusLine *) line)->stop;

    (void) a, (void) b, (void) c, (void) d;
    return stop != NULL && g_atomic_int_get (stop) != 0;
}

gboolean td_janus_line_ask (TdJanusLine *line, const char *url, json_t *body, int seconds, const int *stop,
                            json_t **ret_answer, GError **error)
{
    char *text = body != NULL ? json_dumps (body, JSON_COMPACT) : NULL;
    CURLcode code = CURLE_FAILED_INIT;
    json_t *answer;

    g_byte_array_set_size (line->answer, 0);
    line->stop = stop;
    if (line->handle != NULL) {
        curl.reset (line->handle);
        curl.setopt (line->handle, CURLOPT_URL, url);
        curl.setopt (line->handle, CURLOPT_PROTOCOLS_STR, "http");
        curl.setopt (line->handle, CURLOPT_PROXY, "");
        curl.setopt (line->handle, CURLOPT_NOSIGNAL, 1L);
        curl.setopt (line->handle, CURLOPT_TIMEOUT, (long) seconds);
        curl.setopt (line->handle, CURLOPT_WRITEFUNCTION, keep);
        curl.setopt (line->handle, CURLOPT_WRITEDATA, line);
        curl.setopt (line->handle, CURLOPT_XFERINFOFUNCTION, look_up);
        curl.setopt (line->handle, CURLOPT_XFERINFODATA, line);
        curl.setopt (line->handle, CURLOPT_NOPROGRESS, 0L);
        if (text != NULL)
            curl.setopt (line->handle, CURLOPT_POSTFIELDS, text);
        code = curl.perform (line->handle);
    }
    free (text);
    answer = code == CURLE_OK
                 ? json_loadb ((const char *) line->answer->data, line->answer->len, JSON_REJECT_DUPLICATES, NULL)
                 : NULL;
    if (answer == NULL) {
        g_set_error_literal (error, TD_JANUS_ERROR, TD_ERROR_BUSY,
                             "The room's server does not answer. It comes back by itself; try again in a moment.");
        return FALSE;
    }
    *ret_answer = answer;
    return TRUE;
}
