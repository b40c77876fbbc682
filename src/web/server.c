#include "web/server.h"

#include "base/errors.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "web/exchange.h"
#include <arpa/inet.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LOOK_EVERY_MS = 150, STOP_SECONDS = 10, IDLE_SECONDS = 60 };

/* ---- the counter of public changes ---- */

gint64 td_server_version (TdServer *server)
{
    return __atomic_load_n (&server->version, __ATOMIC_ACQUIRE);
}

static gboolean read_version (TdTx *tx, gpointer data, GError **error)
{
    return td_journal_public_version (tx, data, error);
}

void td_server_poke (TdServer *server)
{
    TdStore *store = server->instance->store;
    g_autoptr (GError) error = NULL;
    gint64 stamp, version = 0;
    gboolean changed;

    if (store == NULL)
        return;
    g_mutex_lock (&server->fresh_lock);
    stamp = td_store_stamp (store); /* before the version, so that a change in between is seen next time */
    changed = stamp != server->stamp;
    if (changed) {
        if (td_store_read (store, read_version, &version, &error)) {
            __atomic_store_n (&server->version, version, __ATOMIC_RELEASE);
            server->stamp = stamp;
        } else {
            g_warning ("The counter of public changes could not be read: %s", error->message);
        }
    }
    g_mutex_unlock (&server->fresh_lock);
    if (changed)
        td_events_poke (server->events);
}

static gpointer look (gpointer data)
{
    TdServer *server = data;

    while (!g_atomic_int_get (&server->stopping)) {
        td_server_poke (server);
        g_usleep (LOOK_EVERY_MS * 1000);
    }
    return NULL;
}

/* ---- start ---- */

static gboolean fail (GError **error, TdErrorCode code, const char *sentence)
{
    g_set_error_literal (error, TD_WEB_ERROR, code, sentence);
    return FALSE;
}

static gboolean bind_socket (TdServer *server, const TdServerOptions *options, guint16 *ret_port, GError **error)
{
    struct sockaddr_storage at = { 0 };
    struct sockaddr_in *v4 = (struct sockaddr_in *) &at;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *) &at;
    const char *address = options->address != NULL ? options->address : "127.0.0.1";
    socklen_t size = sizeof *v4;
    int on = 1;

    if (inet_pton (AF_INET, address, &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons (options->port);
    } else if (inet_pton (AF_INET6, address, &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons (options->port);
        size = sizeof *v6;
    } else {
        return fail (error, TD_ERROR_INPUT,
                     "The address to listen on is not an IP address. Write it like 127.0.0.1:8080.");
    }
    server->socket = socket (at.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (server->socket < 0)
        return fail (error, TD_ERROR_OURS, "No socket could be opened. Look at the limits of this machine.");
    setsockopt (server->socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind (server->socket, (struct sockaddr *) &at, size) != 0 || listen (server->socket, 1024) != 0)
        return fail (error, TD_ERROR_CONFLICT,
                     errno == EADDRINUSE
                         ? "Another program already listens on this port. Choose another with --listen."
                         : "This address and port cannot be listened on. Choose another with --listen.");
    size = sizeof at;
    getsockname (server->socket, (struct sockaddr *) &at, &size);
    if (ret_port != NULL)
        *ret_port = ntohs (at.ss_family == AF_INET ? v4->sin_port : v6->sin6_port);
    return TRUE;
}

/* A descriptor for each connection and for each upload in flight. */
static void raise_descriptors (void)
{
    struct rlimit limit;

    if (getrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= 2 * TD_LIMIT_CONNECTIONS)
        return;
    limit.rlim_cur = MIN (limit.rlim_max, 2 * (rlim_t) TD_LIMIT_CONNECTIONS);
    setrlimit (RLIMIT_NOFILE, &limit);
}

static void on_connection (void *cls, struct MHD_Connection *connection, void **peer,
                           enum MHD_ConnectionNotificationCode what)
{
    TdServer *server = cls;

    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD);

        *peer = td_watch_add (server->watch, info->connect_fd);
    } else if (*peer != NULL) {
        td_watch_remove (server->watch, *peer);
        *peer = NULL;
    }
}

/* Paths stay as they came: the router decodes, once, segment by segment. */
static size_t leave_as_is (void *cls, struct MHD_Connection *connection, char *text)
{
    (void) cls;
    (void) connection;
    return strlen (text);
}

static void log_line (void *cls, const char *format, va_list arguments)
{
    (void) cls;
    g_logv (G_LOG_DOMAIN, G_LOG_LEVEL_DEBUG, format, arguments);
}

static gboolean read_pem (const TdServerOptions *options, char **ret_certificate, char **ret_key, GError **error)
{
    if (options->certificate == NULL)
        return TRUE;
    if (options->key == NULL || !g_file_get_contents (options->certificate, ret_certificate, NULL, NULL)
        || !g_file_get_contents (options->key, ret_key, NULL, NULL))
        return fail (error, TD_ERROR_INPUT, "The certificate or its key cannot be read. Give both as PEM files.");
    return TRUE;
}

static gboolean start_daemon (TdServer *server, const TdServerOptions *options, GError **error)
{
    unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG | MHD_USE_TURBO;
    unsigned int threads = CLAMP (g_get_num_processors () / 2, 2, 8);
    g_autofree char *certificate = NULL;
    g_autofree char *key = NULL;
    struct MHD_OptionItem tls[3] = { { MHD_OPTION_END, 0, NULL } };

    if (!read_pem (options, &certificate, &key, error))
        return FALSE;
    if (certificate != NULL) {
        flags |= MHD_USE_TLS;
        tls[0] = (struct MHD_OptionItem){ MHD_OPTION_HTTPS_MEM_CERT, 0, certificate };
        tls[1] = (struct MHD_OptionItem){ MHD_OPTION_HTTPS_MEM_KEY, 0, key };
        tls[2] = (struct MHD_OptionItem){ MHD_OPTION_END, 0, NULL };
    }
    server->daemon = MHD_start_daemon (
        flags, 0, NULL, NULL, td_exchange_handle, server, MHD_OPTION_EXTERNAL_LOGGER, log_line, NULL,
        MHD_OPTION_LISTEN_SOCKET, server->socket, MHD_OPTION_THREAD_POOL_SIZE, threads, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned int) TD_LIMIT_CONNECTIONS, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
        (unsigned int) (options->behind_proxy ? TD_LIMIT_CONNECTIONS : TD_LIMIT_CONNECTIONS_PER_ADDRESS),
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned int) IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t) (2 * TD_LIMIT_HEADER_BYTES), MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_UNESCAPE_CALLBACK,
        leave_as_is, NULL, MHD_OPTION_URI_LOG_CALLBACK, td_exchange_begin, server, MHD_OPTION_NOTIFY_COMPLETED,
        td_exchange_end, server, MHD_OPTION_NOTIFY_CONNECTION, on_connection, server, MHD_OPTION_ARRAY, tls,
        MHD_OPTION_END);
    if (server->daemon == NULL)
        return fail (error, certificate != NULL ? TD_ERROR_INPUT : TD_ERROR_OURS,
                     certificate != NULL ? "The server did not start. Look whether certificate and key belong together."
                                         : "The server did not start. Look at the limits of this machine.");
    return TRUE;
}

static void server_free (TdServer *server)
{
    td_watch_free (server->watch);
    td_linger_free (server->linger);
    td_events_free (server->events);
    td_pool_free (server->pages);
    td_pool_free (server->slow);
    td_cache_free (server->cache);
    td_router_free (server->router);
    if (server->socket >= 0)
        close (server->socket);
    g_mutex_clear (&server->fresh_lock);
    g_mutex_clear (&server->stop_lock);
    g_cond_clear (&server->stop_wake);
    g_free (server->uploads);
    g_free (server);
}

static TdServer *server_new (TdInstance *instance, const TdServerOptions *options)
{
    TdServer *server = g_new0 (TdServer, 1);
    static const TdWatchLimits limits = { 90, TD_LIMIT_REQUEST_SECONDS, TD_LIMIT_REQUEST_SECONDS, 10,
                                          TD_LIMIT_REQUEST_LEAST_RATE };
    int cores = (int) g_get_num_processors ();

    server->instance = instance;
    server->who = options->who;
    server->error_page = options->error_page;
    server->name_of = options->name_of;
    server->seal = options->seal;
    server->https =
        options->certificate != NULL || (instance->address != NULL && g_str_has_prefix (instance->address, "https:"));
    server->uploads = g_build_filename (instance->folder, "outgoing", NULL);
    server->socket = -1;
    server->stamp = -1;
    g_mutex_init (&server->fresh_lock);
    g_mutex_init (&server->stop_lock);
    g_cond_init (&server->stop_wake);
    server->router = td_router_new (options->routes);
    server->cache = td_cache_new (TD_LIMIT_CACHE_BYTES);
    server->watch = td_watch_new (options->watch != NULL ? options->watch : &limits);
    server->linger = td_linger_new ();
    server->events = td_events_new (instance, options->who);
    server->pages = td_pool_new ("pages", options->page_threads > 0 ? options->page_threads : MAX (2, cores),
                                 TD_LIMIT_QUEUE_PAGES, td_exchange_work);
    server->slow = td_pool_new ("slow", options->slow_threads > 0 ? options->slow_threads : MAX (2, cores / 2),
                                TD_LIMIT_QUEUE_SLOW, td_exchange_work);
    return server;
}

TdServer *td_server_start (TdInstance *instance, const TdServerOptions *options, guint16 *ret_port, GError **error)
{
    TdServer *server = server_new (instance, options);

    raise_descriptors ();
    if (g_mkdir_with_parents (server->uploads, 0700) != 0) {
        fail (error, TD_ERROR_OURS, "The instance's folder for uploads cannot be made. Look at its owner and mode.");
        server_free (server);
        return NULL;
    }
    td_server_poke (server);
    if (!bind_socket (server, options, ret_port, error) || !start_daemon (server, options, error)) {
        server_free (server);
        return NULL;
    }
    server->looker = g_thread_new ("look", look, server);
    return server;
}

void td_server_stop (TdServer *server)
{
    gint64 until = g_get_monotonic_time () + STOP_SECONDS * G_USEC_PER_SEC;

    if (server == NULL)
        return;
    g_atomic_int_set (&server->stopping, 1);
    MHD_quiesce_daemon (server->daemon);
    td_events_end (server->events);
    td_watch_cut_idle (server->watch);
    g_mutex_lock (&server->stop_lock);
    while (g_atomic_int_get (&server->exchanges) > 0
           && g_cond_wait_until (&server->stop_wake, &server->stop_lock, until))
        ;
    g_mutex_unlock (&server->stop_lock);
    /* No handler can be killed; MHD must not stop while one of its connections is suspended. */
    g_clear_pointer (&server->pages, td_pool_free);
    g_clear_pointer (&server->slow, td_pool_free);
    MHD_stop_daemon (server->daemon);
    g_thread_join (server->looker);
    server_free (server);
}
