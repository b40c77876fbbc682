/* Letters by SMTP to one mail server, with libcurl, which is loaded when the first letter goes out: it brings TLS, Kerberos and
 * LDAP, which an instance without a mail server never needs. */
#include "base/base.h"
#include "base/errors.h"
#include "instance/keys.h"
#include "mail/keeper.h"

#include <curl/curl.h>
#include <dlfcn.h>
#include <sodium.h>
#include <string.h>

enum { CONNECT_SECONDS = 15, LETTER_SECONDS = 60 };

typedef struct {
    __typeof__ (curl_global_init) *global_init;
    __typeof__ (curl_easy_init) *init;
    __typeof__ (curl_easy_reset) *reset;
    __typeof__ (curl_easy_setopt) *setopt;
    __typeof__ (curl_easy_perform) *perform;
    __typeof__ (curl_easy_getinfo) *getinfo;
    __typeof__ (curl_easy_cleanup) *cleanup;
    __typeof__ (curl_slist_append) *append;
    __typeof__ (curl_slist_free_all) *free_all;
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
        && find (library, "curl_easy_perform", &curl.perform) && find (library, "curl_easy_getinfo", &curl.getinfo)
        && find (library, "curl_easy_cleanup", &curl.cleanup) && find (library, "curl_slist_append", &curl.append)
        && find (library, "curl_slist_free_all", &curl.free_all) && curl.global_init (CURL_GLOBAL_DEFAULT) == CURLE_OK);
}

/* ---- the server's address ---- */

gboolean td_smtp_url_ok (const char *url, gboolean *ret_needs_tls)
{
    g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
    gboolean tls;

    if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
        || g_uri_get_userinfo (uri) != NULL)
        return FALSE;
    tls = g_str_equal (g_uri_get_scheme (uri), "smtps");
    if (!tls && !g_str_equal (g_uri_get_scheme (uri), "smtp"))
        return FALSE;
    *ret_needs_tls = tls || !td_host_is_here (g_uri_get_host (uri));
    return TRUE;
}

/* With a path, which libcurl says in its greeting: our host, never this machine's name. */
static char *url_of (const TdInstance *instance)
{
    g_autoptr (GUri) uri = g_uri_parse (instance->mail.url, G_URI_FLAGS_NONE, NULL);
    g_autofree char *from = td_letter_from (instance);
    const char *host = from != NULL ? strchr (from, '@') + 1 : "localhost";
    const char *path = g_uri_get_path (uri);

    if (strlen (path) > 1)
        return g_strdup (instance->mail.url);
    return g_strconcat (instance->mail.url, *path == '/' ? "" : "/", *host == '[' ? "localhost" : host, NULL);
}

/* ---- the keeper ---- */

typedef struct {
    CURL *handle; /* kept from letter to letter, so that one connection serves many */
    char *url, *user, *password, *trust;
    gboolean needs_tls;
} Smtp;

static void smtp_close (gpointer keeper)
{
    Smtp *smtp = keeper;

    if (smtp->handle != NULL)
        curl.cleanup (smtp->handle);
    if (smtp->password != NULL)
        sodium_memzero (smtp->password, strlen (smtp->password));
    g_free (smtp->password);
    g_free (smtp->user);
    g_free (smtp->trust);
    g_free (smtp->url);
    g_free (smtp);
}

static gpointer give_up (Smtp *smtp, GError **error, const char *message)
{
    smtp_close (smtp);
    if (message != NULL)
        g_set_error_literal (error, TD_MAIL_ERROR, TD_ERROR_INPUT, message);
    return NULL;
}

static gpointer smtp_open (TdInstance *instance, GError **error)
{
    static GOnce once = G_ONCE_INIT;
    g_autofree char *keys = g_build_filename (instance->folder, "keys", NULL);
    Smtp *smtp = g_new0 (Smtp, 1);

    if (!td_smtp_url_ok (instance->mail.url, &smtp->needs_tls))
        return give_up (
            smtp, error,
            "The address of the mail server in instance.ini is none. Write url=smtp://mail.example.org:587 or "
            "smtps://mail.example.org, without a name or password in it.");
    if (g_once (&once, load_curl, NULL) == NULL)
        return give_up (smtp, error, "Sending mail needs libcurl, and it is not on this machine. Install libcurl4.");
    smtp->url = url_of (instance);
    smtp->trust = g_strdup (instance->mail.trust);
    smtp->user = g_strdup (instance->mail.user);
    if (smtp->user != NULL) {
        smtp->password = td_key_read_line (keys, "smtp", error);
        if (smtp->password == NULL)
            return give_up (smtp, error, NULL);
    }
    smtp->handle = curl.init ();
    return smtp;
}

typedef struct {
    const char *text;
    gsize left;
} Body;

static size_t give (char *buffer, size_t size, size_t n, void *data)
{
    Body *body = data;
    gsize most = MIN (size * n, body->left);

    memcpy (buffer, body->text, most);
    body->text += most;
    body->left -= most;
    return most;
}

/* What the server says is no business of our logs: it may name the receiver. */
static size_t drop (char *data, size_t size, size_t n, void *user_data)
{
    (void) data;
    (void) user_data;
    return size * n;
}

static void set_up (const Smtp *smtp, Body *body)
{
    curl.reset (smtp->handle); /* keeps the connection */
    curl.setopt (smtp->handle, CURLOPT_URL, smtp->url);
    curl.setopt (smtp->handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl.setopt (smtp->handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl.setopt (smtp->handle, CURLOPT_PROXY, "");
    curl.setopt (smtp->handle, CURLOPT_NOSIGNAL, 1L);
    curl.setopt (smtp->handle, CURLOPT_CONNECTTIMEOUT, (long) CONNECT_SECONDS);
    curl.setopt (smtp->handle, CURLOPT_TIMEOUT, (long) LETTER_SECONDS);
    curl.setopt (smtp->handle, CURLOPT_USE_SSL, (long) (smtp->needs_tls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    if (smtp->trust != NULL)
        curl.setopt (smtp->handle, CURLOPT_CAINFO, smtp->trust);
    curl.setopt (smtp->handle, CURLOPT_WRITEFUNCTION, drop);
    curl.setopt (smtp->handle, CURLOPT_HEADERFUNCTION, drop);
    curl.setopt (smtp->handle, CURLOPT_UPLOAD, 1L);
    curl.setopt (smtp->handle, CURLOPT_READFUNCTION, give);
    curl.setopt (smtp->handle, CURLOPT_READDATA, body);
    curl.setopt (smtp->handle, CURLOPT_INFILESIZE_LARGE, (curl_off_t) body->left);
    if (smtp->user != NULL) {
        curl.setopt (smtp->handle, CURLOPT_USERNAME, smtp->user);
        curl.setopt (smtp->handle, CURLOPT_PASSWORD, smtp->password);
    }
}

#define NOT_REACHED N_ ("The mail server could not be reached.")
#define NOT_IN_TIME N_ ("The mail server did not answer in time.")
#define NOT_SECRET  N_ ("The mail server offered no encryption that can be trusted, so nothing was sent.")
#define NOT_US      N_ ("The mail server did not take our user and password.")
#define NOT_EVER    N_ ("The mail server refused this letter for good: the address may not exist any more.")
#define NOT_NOW     N_ ("The mail server said to try again later.")
#define BROKEN      N_ ("The line broke while the letter was sent.")

/* What concerns the server, not the letter. */
static const struct {
    CURLcode code;
    const char *reason;
} of_server[] = {
    { CURLE_COULDNT_RESOLVE_HOST, NOT_REACHED }, { CURLE_COULDNT_CONNECT, NOT_REACHED },
    { CURLE_WEIRD_SERVER_REPLY, NOT_REACHED },   { CURLE_GOT_NOTHING, NOT_REACHED },
    { CURLE_OPERATION_TIMEDOUT, NOT_IN_TIME },   { CURLE_USE_SSL_FAILED, NOT_SECRET },
    { CURLE_SSL_CONNECT_ERROR, NOT_SECRET },     { CURLE_PEER_FAILED_VERIFICATION, NOT_SECRET },
    { CURLE_SSL_CACERT_BADFILE, NOT_SECRET },    { CURLE_LOGIN_DENIED, NOT_US },
};

static TdMailOutcome outcome_of (CURLcode code, long answer, const char **ret_reason)
{
    if (code == CURLE_OK)
        return TD_MAIL_DELIVERED;
    for (gsize i = 0; i < G_N_ELEMENTS (of_server); i++)
        if (of_server[i].code == code) {
            *ret_reason = of_server[i].reason;
            return TD_MAIL_UNREACHABLE;
        }
    *ret_reason = answer >= 500 ? NOT_EVER : answer >= 400 ? NOT_NOW : BROKEN;
    return answer >= 500 ? TD_MAIL_NEVER : TD_MAIL_LATER;
}

static TdMailOutcome smtp_deliver (gpointer keeper, const TdLetter *letter, const TdMessage *message, gboolean again,
                                   const char **ret_reason)
{
    const Smtp *smtp = keeper;
    g_autofree char *from = g_strconcat ("<", message->from, ">", NULL);
    g_autofree char *to = g_strconcat ("<", message->to, ">", NULL);
    Body body = { .text = message->message, .left = strlen (message->message) };
    struct curl_slist *receivers = curl.append (NULL, to);
    long answer = 0;
    CURLcode code;

    (void) letter;
    (void) again; /* goes again with the same Message-ID */
    set_up (smtp, &body);
    curl.setopt (smtp->handle, CURLOPT_MAIL_FROM, from);
    curl.setopt (smtp->handle, CURLOPT_MAIL_RCPT, receivers);
    code = curl.perform (smtp->handle);
    curl.getinfo (smtp->handle, CURLINFO_RESPONSE_CODE, &answer);
    curl.setopt (smtp->handle, CURLOPT_MAIL_RCPT, NULL);
    curl.free_all (receivers);
    return outcome_of (code, answer, ret_reason);
}

const TdMailKeeper td_mail_smtp = { .open = smtp_open, .deliver = smtp_deliver, .close = smtp_close, .crlf = TRUE };
