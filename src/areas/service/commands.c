/* Commands of the service itself: init, migrate, serve. */
#include "areas/service/service-area.h"

#include "areas/area.h"
#include "areas/desk/behalf.h"
#include "areas/people/sessions.h"
#include "areas/sealed/sealed-area.h"
#include "areas/service/sample.h"
#include "areas/subscribers.h"
#include "areas/welcome/error-page.h"
#include "base/command.h"
#include "base/errors.h"
#include "base/quiet.h"
#include "jobs/jobs.h"
#include "mail/mail.h"
#include "web/route.h"

#include <glib-unix.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

/* ---- init ---- */

static char *init_profile, *init_store, *init_address;
static gboolean init_sample, init_rehearsal, init_show_mail;
static int init_checkpoint;

static const GOptionEntry init_options[] = {
    { "profile", 0, 0, G_OPTION_ARG_STRING, &init_profile, "Profile of the treaty body (cmw), or a folder", "NAME" },
    { "store", 0, 0, G_OPTION_ARG_STRING, &init_store, "sqlite:PATH or postgresql://…; SQLite inside DIR if left out",
      "URL" },
    { "address", 0, 0, G_OPTION_ARG_STRING, &init_address, "Public address of the site", "URL" },
    { "sample", 0, 0, G_OPTION_ARG_NONE, &init_sample, "Put a sample report through the intake", NULL },
    { "rehearsal", 0, 0, G_OPTION_ARG_NONE, &init_rehearsal, "Everything in it is rehearsal and says so", NULL },
    { "show-mail", 0, 0, G_OPTION_ARG_NONE, &init_show_mail,
      "Show all mail on a page to whoever is on this machine: for trying the program", NULL },
    { "checkpoint-seconds", 0, 0, G_OPTION_ARG_INT, &init_checkpoint, "Between checkpoints of the log", "N" },
    { NULL },
};

static int run_init (const TdCommandCall *call, GError **error)
{
    TdInstanceOptions options = { .profile = init_profile,
                                  .store = init_store,
                                  .rehearsal = init_rehearsal,
                                  .address = init_address,
                                  .checkpoint_seconds = init_checkpoint,
                                  .show_mail = init_show_mail };
    g_autofree char *advice = NULL;

    if (!td_instance_init (call->words[0], &options, &advice, error))
        return SAID_NO;
    printf ("Made the instance. %s\n", advice);
    return !init_sample || td_sample_send (call->words[0], &call->clock, error) ? DONE : SAID_NO;
}

static int run_migrate (const TdCommandCall *call, GError **error)
{
    int applied = 0;

    if (!td_instance_migrate (call->words[0], &applied, error))
        return SAID_NO;
    if (applied == 0)
        printf ("Nothing to do: the store is as this version expects it.\n");
    else
        printf ("Applied %d schema file(s).\n", applied);
    return DONE;
}

/* ---- serve ---- */

static char *serve_listen, *serve_certificate, *serve_key;
static int serve_threads;

static const GOptionEntry serve_options[] = {
    { "listen", 0, 0, G_OPTION_ARG_STRING, &serve_listen, "Where to listen; 127.0.0.1:8080 if left out", "ADDR:PORT" },
    { "certificate", 0, 0, G_OPTION_ARG_FILENAME, &serve_certificate, "TLS certificate (PEM)", "FILE" },
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &serve_key, "Its key (PEM)", "FILE" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &serve_threads, "Threads for pages; by the number of cores if left out", "N" },
    { NULL },
};

/* "127.0.0.1:8080", "[::1]:8080" or "8080". */
static gboolean parse_listen (const char *text, char **ret_address, guint16 *ret_port)
{
    const char *colon = strrchr (text, ':');
    const char *digits = colon != NULL ? colon + 1 : text;
    g_autofree char *address = colon != NULL ? g_strndup (text, (gsize) (colon - text)) : g_strdup ("127.0.0.1");
    gint64 port;

    if (!g_ascii_string_to_signed (digits, 10, 0, 65535, &port, NULL))
        return FALSE;
    if (*address == '[' && g_str_has_suffix (address, "]")) {
        address[strlen (address) - 1] = '\0';
        memmove (address, address + 1, strlen (address));
    }
    *ret_address = g_steal_pointer (&address);
    *ret_port = (guint16) port;
    return TRUE;
}

static gboolean stop_loop (gpointer loop)
{
    g_main_loop_quit (loop);
    return G_SOURCE_CONTINUE;
}

/* Made before the first connection is taken: from then on a signal ends the server gracefully, however early it comes. */
static GMainLoop *loop_until_signal (void)
{
    GMainLoop *loop = g_main_loop_new (NULL, FALSE);

    g_unix_signal_add (SIGINT, stop_loop, loop);
    g_unix_signal_add (SIGTERM, stop_loop, loop);
    return loop;
}

static const TdChore *const *all_chores (void)
{
    static const TdChore *tables[64];
    gsize n = 0;

    for (gsize i = 0; td_areas[i] != NULL && n < G_N_ELEMENTS (tables) - 1; i++)
        if (td_areas[i]->chores != NULL)
            tables[n++] = td_areas[i]->chores;
    return tables;
}

/* A worker that was started. */
struct running {
    const TdWorker *worker;
    gpointer data;
};

static GArray *start_workers (TdInstance *instance)
{
    GArray *workers = g_array_new (FALSE, FALSE, sizeof (struct running));

    for (gsize i = 0; td_areas[i] != NULL; i++) {
        g_autoptr (GError) problem = NULL;
        struct running running = { .worker = td_areas[i]->worker };
        if (running.worker == NULL)
            continue;
        running.data = running.worker->start (instance, &problem);
        if (running.data != NULL)
            g_array_append_val (workers, running);
        else if (problem != NULL)
            g_warning ("%s does not run: %s", running.worker->name, problem->message);
    }
    return workers;
}

static void stop_workers (GArray *take_workers)
{
    for (guint i = 0; i < take_workers->len; i++) {
        struct running *running = &g_array_index (take_workers, struct running, i);
        running->worker->stop (running->data);
    }
    g_array_unref (take_workers);
}

static const TdRoute *const *all_routes (void)
{
    static const TdRoute *tables[64];
    gsize n = 0;

    for (gsize i = 0; td_areas[i] != NULL && n < G_N_ELEMENTS (tables) - 1; i++)
        if (td_areas[i]->routes != NULL)
            tables[n++] = td_areas[i]->routes;
    return tables;
}

/* Mail is shown only where nobody but this machine can ask, and where nobody else is told to: a public address with a proxy
 * before a local port is no trial. */
static gboolean may_show_mail (const TdInstance *instance, const char *listen)
{
    g_autoptr (GUri) uri = g_uri_parse (instance->address, G_URI_FLAGS_NONE, NULL);

    return instance->mail.show && td_host_is_here (listen) && uri != NULL && td_host_is_here (g_uri_get_host (uri));
}

/* Its public address is elsewhere, and it listens to this machine alone. */
static gboolean is_behind_proxy (const TdInstance *instance, const char *listen)
{
    g_autoptr (GUri) own = instance->address != NULL ? g_uri_parse (instance->address, G_URI_FLAGS_NONE, NULL) : NULL;

    return own != NULL && !td_host_is_here (g_uri_get_host (own)) && td_host_is_here (listen);
}

static int run_serve (const TdCommandCall *call, GError **error)
{
    int cores = (int) g_get_num_processors ();
    g_autofree char *address = NULL;
    g_autoptr (TdInstance) instance = NULL;
    TdServerOptions options = { .routes = all_routes (),
                                .who = td_person_of_cookie,
                                .error_page = td_error_page,
                                .name_of = td_behalf_name,
                                .seal = td_sealed_to,
                                .page_threads = serve_threads,
                                .certificate = serve_certificate,
                                .key = serve_key };
    g_autoptr (GMainLoop) loop = NULL;
    TdServer *server;
    TdJobs *jobs;
    TdMailer *mailer;
    GArray *workers;
    guint16 port = 0;

    td_quiet_process ();
    if (!parse_listen (serve_listen != NULL ? serve_listen : "127.0.0.1:8080", &address, &options.port)) {
        g_set_error_literal (error, TD_INSTANCE_ERROR, TD_ERROR_INPUT, "Write --listen like 127.0.0.1:8080.");
        return WRONG_USE;
    }
    options.address = address;
    instance = td_instance_open (call->words[0], &call->clock, MAX (4, 2 * cores), 2, error);
    if (instance == NULL)
        return SAID_NO;
    instance->mail.show = may_show_mail (instance, address);
    options.behind_proxy = is_behind_proxy (instance, address);
    loop = loop_until_signal ();
    server = td_server_start (instance, &options, &port, error);
    if (server == NULL)
        return SAID_NO;
    jobs = td_jobs_start (instance, td_area_subscribers (), all_chores ());
    mailer = td_mailer_start (instance);
    workers = start_workers (instance);
    printf ("Serving %s on http%s://%s%s%s:%d/ (stop with Ctrl-C)\n", instance->name,
            serve_certificate != NULL ? "s" : "", strchr (address, ':') != NULL ? "[" : "", address,
            strchr (address, ':') != NULL ? "]" : "", port);
    fflush (stdout);
    g_main_loop_run (loop);
    td_server_stop (server);
    stop_workers (workers);
    td_jobs_stop (jobs);
    td_mailer_stop (mailer);
    return DONE;
}

/* ---- routes ---- */

static json_t *fields_to_json (const TdField *field)
{
    json_t *names = json_array ();

    for (; field != NULL && field->name != NULL; field++)
        json_array_append_new (names, json_string (field->name));
    return names;
}

/* What the router enforces, row by row: hidden from nobody, so that anyone can try each of them. */
static int run_routes (const TdCommandCall *call, GError **error)
{
    json_t *rows = json_array ();

    (void) error;
    for (const TdRoute *const *table = all_routes (); *table != NULL; table++)
        for (const TdRoute *r = *table; r->method != NULL; r++) {
            const char *csrf = r->csrf == TD_CSRF_NONE_NEEDED || g_str_equal (r->method, "GET") ? "none" : "required";
            if (!call->json)
                printf ("%-4s  %-44s  %-18s  %-8s  %s\n", r->method, r->path, td_act_word (r->act), csrf, r->summary);
            json_array_append_new (rows, json_pack ("{s:s, s:s, s:s, s:s, s:b, s:b, s:b, s:b, s:b, s:o, s:s}", "method",
                                                    r->method, "path", r->path, "act", td_act_word (r->act), "csrf",
                                                    csrf, "cached", r->cache == TD_CACHE_PUBLIC, "json", r->json, "ics",
                                                    r->ics, "atom", r->atom, "stream", r->stream, "fields",
                                                    fields_to_json (r->fields), "summary", r->summary));
        }
    if (call->json) {
        char *text = json_dumps (rows, JSON_INDENT (1));
        puts (text);
        free (text);
    }
    json_decref (rows);
    return DONE;
}

const TdCommand td_service_commands[] = {
    { "init", NULL, "DIR", "Makes an instance", 1, 1, init_options, run_init },
    { "migrate", NULL, "DIR", "Brings an instance's store up to this version", 1, 1, NULL, run_migrate },
    { "serve", NULL, "DIR", "Serves an instance", 1, 1, serve_options, run_serve },
    { "routes", NULL, "", "Lists the addresses and who may use each", 0, 0, NULL, run_routes },
    { NULL },
};
