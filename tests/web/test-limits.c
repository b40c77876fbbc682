/* The slow, the many, and the end. */
#include "site.h"

#include "base/limits.h"
#include <unistd.h>

static const TdWatchLimits hasty = {
    .head_seconds = 1, .body_seconds = 3, .reply_seconds = 1, .grace_seconds = 1, .least_rate = 1000
};

static double cut_after (const Site *site, const char *head, const char *drip, int most)
{
    int fd = site_connect (site);
    gint64 since = g_get_monotonic_time ();
    g_autofree char *rest = NULL;

    site_send (fd, head, strlen (head));
    for (int i = 0; i < most; i++) {
        if (!site_send (fd, drip, strlen (drip)))
            break;
        g_usleep (50 * 1000);
    }
    rest = site_read_all (fd);
    close (fd);
    g_assert_null (strstr (rest, "200"));
    return (double) (g_get_monotonic_time () - since) / G_USEC_PER_SEC;
}

/* A letter now and then is never silence, and yet too slow. */
static void test_slow (void)
{
    g_autoptr (Site) site = site_start (&hasty, 0);
    g_autofree char *alive = NULL;

    g_assert_cmpfloat (cut_after (site, "GET /en HTTP/1.1\r\nHost: h\r\nX-Slow: ", "x", 60), <, 2.5);
    g_assert_cmpfloat (cut_after (site,
                                  "POST /en/open HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n"
                                  "Content-Type: application/x-www-form-urlencoded\r\n\r\nline=",
                                  "x", 60),
                       <, 2.5);
    alive = site_get (site, "/en", NULL);
    g_assert_cmpint (answer_status (alive), ==, 200);
}

static gpointer get_slow (gpointer data)
{
    return site_get (data, "/en/slow", NULL);
}

/* One worker, more requests than may wait: the rest is told so at once, and pages of the other pool still come. */
static void test_full (void)
{
    enum { MANY = TD_LIMIT_QUEUE_SLOW + 20 };
    g_autoptr (Site) site = site_start (NULL, 1);
    static const char request[] = "GET /en/gate HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
    g_autofree char *other = NULL;
    int fds[MANY], full = 0, through = 0;

    site_gate (FALSE);
    for (int i = 0; i < MANY; i++) {
        fds[i] = site_connect (site);
        site_send (fds[i], request, strlen (request));
    }
    other = site_get (site, "/en", NULL);
    g_assert_cmpint (answer_status (other), ==, 200);
    g_usleep (100 * 1000);
    site_gate (TRUE);
    for (int i = 0; i < MANY; i++) {
        g_autofree char *answer = site_read_all (fds[i]);
        g_autofree char *after = answer_header (answer, "Retry-After");

        full += answer_status (answer) == 503 && after != NULL;
        through += answer_status (answer) == 200;
        close (fds[i]);
    }
    g_assert_cmpint (full + through, ==, MANY);
    g_assert_cmpint (full, >=, MANY - TD_LIMIT_QUEUE_SLOW - 1);
    g_assert_cmpint (through, >=, TD_LIMIT_QUEUE_SLOW);
}

/* More connections than one address may have: the rest is closed. */
static void test_one_address (void)
{
    enum { MANY = TD_LIMIT_CONNECTIONS_PER_ADDRESS + 20 };
    g_autoptr (Site) site = site_start (NULL, 0);
    static const char request[] = "GET /en HTTP/1.1\r\nHost: h\r\n\r\n";
    int fds[MANY], answered = 0;

    for (int i = 0; i < MANY; i++)
        fds[i] = site_connect (site);
    for (int i = 0; i < MANY; i++) {
        char c;

        if (site_send (fds[i], request, strlen (request)))
            answered += read (fds[i], &c, 1) == 1;
    }
    for (int i = 0; i < MANY; i++)
        close (fds[i]);
    g_assert_cmpint (answered, ==, TD_LIMIT_CONNECTIONS_PER_ADDRESS);
}

/* A request that runs is finished; a connection that idles is closed. */
static void test_graceful_stop (void)
{
    Site *site = site_start (NULL, 0);
    int idle = site_connect (site);
    GThread *thread = g_thread_new ("client", get_slow, site);
    gint64 since;
    g_autofree char *answer = NULL;
    g_autofree char *rest = NULL;

    g_usleep (150 * 1000);
    since = g_get_monotonic_time ();
    site_stop (site);
    g_assert_cmpint (g_get_monotonic_time () - since, <, 2 * G_USEC_PER_SEC);
    rest = site_read_all (idle);
    close (idle);
    answer = g_thread_join (thread);
    g_assert_cmpint (answer_status (answer), ==, 200);
    g_assert_cmpstr (rest, ==, "");
}

static void test_start_stop (void)
{
    for (int i = 0; i < 3; i++) {
        g_autoptr (Site) site = site_start (NULL, 0);

        g_assert_cmpint (site->port, >, 0);
    }
}

/* The same port twice is said in words. */
static void test_port_taken (void)
{
    g_autoptr (Site) site = site_start (NULL, 0);
    static const TdRoute none[] = { { 0 } };
    static const TdRoute *const tables[] = { none, NULL };
    TdServerOptions options = { .address = "127.0.0.1", .port = site->port, .routes = tables };
    TdServerOptions wrong = { .address = "localhost", .routes = tables };
    g_autoptr (GError) error = NULL;

    g_assert_null (td_server_start (&site->instance, &options, NULL, &error));
    g_assert_nonnull (strstr (error->message, "--listen"));
    g_clear_error (&error);
    g_assert_null (td_server_start (&site->instance, &wrong, NULL, &error));
    g_assert_nonnull (strstr (error->message, "IP address"));
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/web/limits/slow", test_slow);
    g_test_add_func ("/web/limits/full", test_full);
    g_test_add_func ("/web/limits/one-address", test_one_address);
    g_test_add_func ("/web/limits/graceful-stop", test_graceful_stop);
    g_test_add_func ("/web/limits/start-stop", test_start_stop);
    g_test_add_func ("/web/limits/port-taken", test_port_taken);
    return g_test_run ();
}
