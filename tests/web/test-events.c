/* Streams of live events: what comes, what is not told, who may follow, and the end. */
#include "site.h"

#include "web/events.h"
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

static int follow (const Site *site, const char *path, const char *headers)
{
    g_autofree char *request = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: h\r\nAccept: text/event-stream\r\n%s\r\n",
                                                path, headers != NULL ? headers : "");
    int fd = site_connect (site);

    g_assert_true (site_send (fd, request, strlen (request)));
    return fd;
}

/* Reads on until the words come; FALSE when they do not within seconds, or the other side closes before. */
static gboolean comes (int fd, GString *all, const char *words, double seconds)
{
    gint64 until = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);
    char buffer[4096];

    while (strstr (all->str, words) == NULL) {
        struct pollfd one = { fd, POLLIN, 0 };
        int left = (int) ((until - g_get_monotonic_time ()) / 1000);
        ssize_t n;

        if (left <= 0 || poll (&one, 1, left) <= 0)
            return FALSE;
        n = recv (fd, buffer, sizeof buffer, 0);
        if (n <= 0)
            return FALSE;
        g_string_append_len (all, buffer, n);
    }
    return TRUE;
}

static gboolean closes (int fd, double seconds)
{
    gint64 until = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);
    char buffer[4096];

    for (;;) {
        struct pollfd one = { fd, POLLIN, 0 };
        int left = (int) ((until - g_get_monotonic_time ()) / 1000);

        if (left <= 0 || poll (&one, 1, left) <= 0)
            return FALSE;
        if (recv (fd, buffer, sizeof buffer, 0) <= 0)
            return TRUE;
    }
}

static char *last_id (const GString *all)
{
    const char *at = g_strrstr (all->str, "\nid: ");

    g_assert_nonnull (at);
    return g_strndup (at + 5, strcspn (at + 5, "\n"));
}

/* A state: whoever comes has it at once, a change comes to all, and the same is not sent again. */
static void test_state (void)
{
    g_autoptr (Site) site = site_start (NULL, 0);
    enum { MANY = 60 };
    int fds[MANY];
    g_autoptr (GString) late = g_string_new (NULL);
    int fd;

    site_state ("one\nline two");
    for (int i = 0; i < MANY; i++)
        fds[i] = follow (site, "/en/events", NULL);
    for (int i = 0; i < MANY; i++) {
        g_autoptr (GString) all = g_string_new (NULL);
        g_assert_true (comes (fds[i], all, "event: now\ndata: one\ndata: line two\n\n", 5));
        g_assert_nonnull (strstr (all->str, "Content-Type: text/event-stream"));
        g_assert_nonnull (strstr (all->str, "retry: "));
    }
    g_assert_cmpint (td_events_following (&site->instance, "state"), ==, MANY);
    site_public_change (site); /* the same state, another stamp */
    g_usleep (400 * 1000);
    site_state ("two");
    site_public_change (site);
    for (int i = 0; i < MANY; i++) {
        g_autoptr (GString) all = g_string_new (NULL);
        g_assert_true (comes (fds[i], all, "data: two\n\n", 5));
        g_assert_null (strstr (all->str, "one"));
    }
    g_assert_cmpint (site_looks (), <, 10); /* rendered once for all, not for each */
    fd = follow (site, "/en/events", NULL);
    g_assert_true (comes (fd, late, "data: two\n\n", 5));
    close (fd);
    for (int i = 0; i < MANY; i++)
        close (fds[i]);
}

/* A log: what is published comes in order; whoever comes back has what they missed; too late is told so. */
static void test_log (void)
{
    g_autoptr (Site) site = site_start (NULL, 0);
    g_autoptr (GString) all = g_string_new (NULL), again = g_string_new (NULL), lost = g_string_new (NULL);
    g_autofree char *id = NULL, *headers = NULL;
    int fd;

    g_assert_false (td_events_publish (&site->instance, "log", "word", "nobody hears"));
    fd = follow (site, "/en/events/log", NULL);
    g_assert_true (comes (fd, all, "retry", 5));
    g_assert_true (td_events_publish (&site->instance, "log", "word", "a"));
    g_assert_true (td_events_publish (&site->instance, "log", "word", "b"));
    g_assert_true (comes (fd, all, "data: b\n\n", 5));
    g_assert_true (strstr (all->str, "data: a\n") < strstr (all->str, "data: b\n"));
    g_assert_null (strstr (all->str, "nobody hears"));
    id = last_id (all);
    close (fd);
    g_assert_true (td_events_publish (&site->instance, "log", "word", "c"));
    g_assert_true (td_events_publish (&site->instance, "log", "word", "d"));
    headers = g_strdup_printf ("Last-Event-ID: %s\r\n", id);
    fd = follow (site, "/en/events/log", headers);
    g_assert_true (comes (fd, again, "data: d\n\n", 5));
    g_assert_nonnull (strstr (again->str, "data: c\n"));
    g_assert_null (strstr (again->str, "data: b\n"));
    close (fd);
    for (int i = 0; i < 20; i++)
        g_assert_true (td_events_publish (&site->instance, "log", "word", "more"));
    fd = follow (site, "/en/events/log", headers);
    g_assert_true (comes (fd, lost, "event: reset\n", 5));
    g_assert_null (strstr (lost->str, "data: c\n"));
    close (fd);
}

/* Several topics in one stream, each remembered by itself. */
static void test_both (void)
{
    g_autoptr (Site) site = site_start (NULL, 0);
    g_autoptr (GString) all = g_string_new (NULL);
    int fd;

    site_state ("one");
    fd = follow (site, "/en/events/both", NULL);
    g_assert_true (comes (fd, all, "data: one\n\n", 5));
    g_assert_true (td_events_publish (&site->instance, "log", "word", "a"));
    g_assert_true (comes (fd, all, "data: a\n\n", 5));
    site_state ("two");
    site_public_change (site);
    g_assert_true (comes (fd, all, "data: two\n\n", 5));
    close (fd);
}

/* The door: shut for all who follow a topic, and for one whose sign-in ended. */
static void test_door (void)
{
    g_autoptr (Site) site = site_start (NULL, 0);
    g_autoptr (GString) all = g_string_new (NULL), own = g_string_new (NULL);
    g_autofree char *refused = site_get (site, "/en/events/own", "Accept: text/event-stream\r\n");
    int fd, theirs;

    g_assert_cmpint (answer_status (refused), ==, 403);
    site_state ("one");
    fd = follow (site, "/en/events", NULL);
    theirs = follow (site, "/en/events/own", "Cookie: td_session=secretariat\r\n");
    g_assert_true (comes (fd, all, "data: one", 5));
    g_assert_true (comes (theirs, own, "retry", 5));
    site_state (NULL);
    site_public_change (site);
    g_assert_true (closes (fd, 3));
    g_assert_false (closes (theirs, 0.3));
    site_may_follow (FALSE);
    site_public_change (site);
    g_assert_true (closes (theirs, 8));
    site_may_follow (TRUE);
    close (fd);
    close (theirs);
}

/* A watch that cuts whoever is slow does not cut a stream, which is silent by nature; who does not ask for one gets its end. */
static void test_alive (void)
{
    static const TdWatchLimits hasty = {
        .head_seconds = 1, .body_seconds = 1, .reply_seconds = 1, .grace_seconds = 1, .least_rate = 1000
    };
    g_autoptr (Site) site = site_start (&hasty, 0);
    g_autoptr (GString) all = g_string_new (NULL);
    g_autofree char *plain = site_get (site, "/en/events", NULL), *head = NULL;
    int fd;

    g_assert_cmpint (answer_status (plain), ==, 200);
    g_assert_nonnull (strstr (plain, "retry: "));
    head = site_raw (
        site, "HEAD /en/events HTTP/1.1\r\nHost: h\r\nAccept: text/event-stream\r\nConnection: close\r\n\r\n", -1);
    g_assert_cmpint (answer_status (head), ==, 200);
    g_assert_cmpstr (answer_body (head), ==, "");
    site_state ("one");
    fd = follow (site, "/en/events", NULL);
    g_assert_true (comes (fd, all, "data: one", 5));
    g_assert_false (closes (fd, 2.5));
    site_state ("two");
    site_public_change (site);
    g_assert_true (comes (fd, all, "data: two", 5));
    close (fd);
}

/* A stop ends streams at once. */
static void test_stop (void)
{
    Site *site = site_start (NULL, 0);
    g_autoptr (GString) all = g_string_new (NULL);
    gint64 since;
    int fds[30];

    site_state ("one");
    for (int i = 0; i < 30; i++)
        fds[i] = follow (site, "/en/events", NULL);
    g_assert_true (comes (fds[29], all, "data: one", 5));
    since = g_get_monotonic_time ();
    site_stop (site);
    g_assert_cmpint (g_get_monotonic_time () - since, <, 2 * G_USEC_PER_SEC);
    for (int i = 0; i < 30; i++) {
        g_assert_true (closes (fds[i], 2));
        close (fds[i]);
    }
}

/* Comes and goes while events are published: nothing is lost track of. */
static gpointer come_and_go (gpointer data)
{
    for (int i = 0; i < 40; i++) {
        g_autoptr (GString) all = g_string_new (NULL);
        int fd = follow (data, "/en/events/both", NULL);

        if (i % 3 != 0)
            g_assert_true (comes (fd, all, "data: ", 5));
        close (fd);
    }
    return NULL;
}

static void test_many (void)
{
    g_autoptr (Site) site = site_start (NULL, 0);
    GThread *threads[4];

    site_state ("one");
    for (int i = 0; i < 4; i++)
        threads[i] = g_thread_new ("client", come_and_go, site);
    for (int i = 0; i < 200; i++) {
        td_events_publish (&site->instance, "log", "word", "x");
        g_usleep (2000);
    }
    for (int i = 0; i < 4; i++)
        g_thread_join (threads[i]);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/events/state", test_state);
    g_test_add_func ("/events/log", test_log);
    g_test_add_func ("/events/both", test_both);
    g_test_add_func ("/events/door", test_door);
    g_test_add_func ("/events/alive", test_alive);
    g_test_add_func ("/events/stop", test_stop);
    g_test_add_func ("/events/many", test_many);
    return g_test_run ();
}
