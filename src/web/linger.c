#include "web/linger.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct {
    int fd;
    gint64 until, bytes;
} Guest;

struct TdLinger {
    GMutex lock;
    Guest guests[TD_LINGERERS];
    int n;
    int wake; /* eventfd: somebody came, or the end */
    gboolean closing;
    GThread *thread;
};

/* FALSE: nothing more will come, or enough has. MSG_TRUNC drops the bytes in the kernel. */
static gboolean drain (Guest *guest, gint64 now)
{
    ssize_t n = recv (guest->fd, NULL, 1024 * 1024, MSG_DONTWAIT | MSG_TRUNC);

    if (n > 0)
        guest->bytes += n;
    return (n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR))) && now < guest->until
           && guest->bytes < TD_LINGER_BYTES;
}

static void look_at_guests (TdLinger *linger)
{
    gint64 now = g_get_monotonic_time ();

    for (int i = 0; i < linger->n;) {
        if (drain (&linger->guests[i], now)) {
            i++;
            continue;
        }
        close (linger->guests[i].fd);
        linger->guests[i] = linger->guests[--linger->n];
    }
}

static gpointer run (gpointer data)
{
    TdLinger *linger = data;
    struct pollfd fds[TD_LINGERERS + 1];
    uint64_t ignored;

    g_mutex_lock (&linger->lock);
    while (!linger->closing) {
        int n = linger->n;

        fds[0] = (struct pollfd){ linger->wake, POLLIN, 0 };
        for (int i = 0; i < n; i++)
            fds[i + 1] = (struct pollfd){ linger->guests[i].fd, POLLIN, 0 };
        g_mutex_unlock (&linger->lock);
        poll (fds, (nfds_t) n + 1, n > 0 ? 1000 : -1);
        if (fds[0].revents != 0 && read (linger->wake, &ignored, sizeof ignored) < 0)
            g_debug ("Nothing woke the lingering thread.");
        g_mutex_lock (&linger->lock);
        look_at_guests (linger);
    }
    g_mutex_unlock (&linger->lock);
    return NULL;
}

static void wake (TdLinger *linger)
{
    uint64_t one = 1;

    if (write (linger->wake, &one, sizeof one) < 0)
        g_debug ("The lingering thread was awake.");
}

TdLinger *td_linger_new (void)
{
    TdLinger *linger = g_new0 (TdLinger, 1);

    g_mutex_init (&linger->lock);
    linger->wake = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
    linger->thread = g_thread_new ("linger", run, linger);
    return linger;
}

void td_linger_free (TdLinger *linger)
{
    if (linger == NULL)
        return;
    g_mutex_lock (&linger->lock);
    linger->closing = TRUE;
    g_mutex_unlock (&linger->lock);
    wake (linger);
    g_thread_join (linger->thread);
    for (int i = 0; i < linger->n; i++)
        close (linger->guests[i].fd);
    close (linger->wake);
    g_mutex_clear (&linger->lock);
    g_free (linger);
}

void td_linger_add (TdLinger *linger, int fd)
{
    gint64 until = g_get_monotonic_time () + TD_LINGER_SECONDS * G_USEC_PER_SEC;

    g_mutex_lock (&linger->lock);
    if (linger->n < TD_LINGERERS) {
        int copy = fcntl (fd, F_DUPFD_CLOEXEC, 0);

        /* MHD shuts some sockets down and only closes others, which a second descriptor would keep open to the other side. The
         * reply is out, so the end may be said here. */
        if (copy >= 0 && shutdown (copy, SHUT_WR) != 0)
            g_debug ("The other side has gone already.");
        if (copy >= 0)
            linger->guests[linger->n++] = (Guest){ copy, until, 0 };
    }
    g_mutex_unlock (&linger->lock);
    wake (linger);
}
