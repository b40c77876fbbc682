#include "areas/mirror/fetch.h"

#include "areas/mirror/mirror.h"
#include "base/errors.h"
#include "base/limits.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <string.h>

typedef struct {
    __typeof__ (curl_easy_init) *init;
    __typeof__ (curl_easy_reset) *reset;
    __typeof__ (curl_easy_setopt) *setopt;
    __typeof__ (curl_easy_perform) *perform;
    __typeof__ (curl_easy_getinfo) *getinfo;
    __typeof__ (curl_easy_cleanup) *cleanup;
} Functions;

struct TdFetcher {
    Functions curl;
    CURL *handle;
    char *address;
};

static gboolean find (void *library, const char *name, void *ret_function)
{
    void *found = library != NULL ? dlsym (library, name) : NULL;

    memcpy (ret_function, &found, sizeof found);
    return found != NULL;
}

static gboolean load (Functions *curl)
{
    void *library = dlopen ("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);

    return find (library, "curl_easy_init", &curl->init) && find (library, "curl_easy_reset", &curl->reset)
           && find (library, "curl_easy_setopt", &curl->setopt) && find (library, "curl_easy_perform", &curl->perform)
           && find (library, "curl_easy_getinfo", &curl->getinfo)
           && find (library, "curl_easy_cleanup", &curl->cleanup);
}

TdFetcher *td_fetcher_new (const char *address, GError **error)
{
    g_autoptr (TdFetcher) f = g_new0 (TdFetcher, 1);

    f->address = g_strdup (address);
    if (load (&f->curl))
        f->handle = f->curl.init ();
    if (f->handle != NULL)
        return g_steal_pointer (&f);
    g_set_error_literal (error, TD_MIRROR_ERROR, TD_ERROR_OURS,
                         "Mirroring needs libcurl, and it is not on this machine. Install libcurl4.");
    return NULL;
}

void td_fetcher_free (TdFetcher *f)
{
    if (f == NULL)
        return;
    if (f->handle != NULL)
        f->curl.cleanup (f->handle);
    g_free (f->address);
    g_free (f);
}

/* ---- one answer ---- */

typedef struct {
    GByteArray *bytes;
    gsize most;
    gboolean too_much;
} Answer;

static size_t take (char *data, size_t size, size_t n, void *user_data)
{
    Answer *a = user_data;

    if (a->bytes->len + size * n > a->most) {
        a->too_much = TRUE;
        return 0;
    }
    g_byte_array_append (a->bytes, (const guint8 *) data, (guint) (size * n));
    return size * n;
}

static gboolean refuse (GError **error, TdErrorCode code, const TdFetcher *f, const char *path, const char *why)
{
    g_set_error (error, TD_MIRROR_ERROR, code, "%s%s %s", f->address, path, why);
    return FALSE;
}

static gboolean check (const TdFetcher *f, const char *path, const Answer *a, CURLcode code, GError **error)
{
    long status = 0;

    f->curl.getinfo (f->handle, CURLINFO_RESPONSE_CODE, &status);
    if (a->too_much)
        return refuse (error, TD_ERROR_INPUT, f, path,
                       "sent more than such an answer may hold. Nothing of it was taken; ask who runs that server.");
    if (status >= 300 && status < 400)
        return refuse (error, TD_ERROR_INPUT, f, path,
                       "leads elsewhere, and a mirror follows nobody. Give the address that it leads to, if you trust "
                       "it.");
    if (code != CURLE_OK)
        return refuse (error, TD_ERROR_BUSY, f, path,
                       "did not answer to the end. What came before stands; run this again to go on.");
    if (status != 200)
        return refuse (error, status >= 500 || status == 429 ? TD_ERROR_BUSY : TD_ERROR_INPUT, f, path,
                       "is not there as a Treatydesk has it. See whether the address is right, and try again later.");
    return TRUE;
}

GBytes *td_fetch (TdFetcher *f, const char *path, gsize most, GError **error)
{
    g_autofree char *url = g_strconcat (f->address, path, NULL);
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    Answer answer = { bytes, most, FALSE };
    CURLcode code;

    f->curl.reset (f->handle);
    f->curl.setopt (f->handle, CURLOPT_URL, url);
    f->curl.setopt (f->handle, CURLOPT_PROTOCOLS_STR, "http,https");
    f->curl.setopt (f->handle, CURLOPT_FOLLOWLOCATION, 0L);
    f->curl.setopt (f->handle, CURLOPT_NOSIGNAL, 1L);
    f->curl.setopt (f->handle, CURLOPT_CONNECTTIMEOUT, (long) TD_LIMIT_MIRROR_QUIET_SECONDS);
    f->curl.setopt (f->handle, CURLOPT_TIMEOUT, (long) TD_LIMIT_MIRROR_SECONDS);
    f->curl.setopt (f->handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
    f->curl.setopt (f->handle, CURLOPT_LOW_SPEED_TIME, (long) TD_LIMIT_MIRROR_QUIET_SECONDS);
    f->curl.setopt (f->handle, CURLOPT_USERAGENT, "Treatydesk mirror");
    f->curl.setopt (f->handle, CURLOPT_WRITEFUNCTION, take);
    f->curl.setopt (f->handle, CURLOPT_WRITEDATA, &answer);
    code = f->curl.perform (f->handle);
    if (!check (f, path, &answer, code, error))
        return NULL;
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

char *td_fetch_address (const char *url, GError **error)
{
    g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
    const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
    char *kept;

    if ((!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https")) || g_uri_get_host (uri) == NULL
        || *g_uri_get_host (uri) == '\0' || g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL
        || g_uri_get_fragment (uri) != NULL) {
        g_set_error_literal (error, TD_MIRROR_ERROR, TD_ERROR_INPUT,
                             "This is no address of a server. Write it like https://desk.example.org");
        return NULL;
    }
    kept = g_uri_to_string (uri);
    while (g_str_has_suffix (kept, "/"))
        kept[strlen (kept) - 1] = '\0';
    return kept;
}
