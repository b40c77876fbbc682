#include "meeting/phone-line.h"

#include "base/errors.h"
#include "meeting/janus.h"
#include "meeting/phone-frames.h"
#include "meeting/phone-protocol.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { TICK_MS = 250, WAITS_TO_GO = 8 * TD_PHONE_LINE };

struct TdPhoneLine {
    char *path;
    const TdPhoneLineTakes *takes;
    gpointer user_data;
    GThread *thread;
    int listening, gateway; /* gateway -1: none */
    int stop[2];
    GByteArray *in, *out;
};

static void lose (TdPhoneLine *line)
{
    if (line->gateway < 0)
        return;
    close (line->gateway);
    line->gateway = -1;
    g_byte_array_set_size (line->in, 0);
    g_byte_array_set_size (line->out, 0);
    line->takes->on_there (line, FALSE, line->user_data);
}

static void flush_out (TdPhoneLine *line)
{
    while (line->gateway >= 0 && line->out->len > 0) {
        ssize_t n = send (line->gateway, line->out->data, line->out->len, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (n <= 0)
            lose (line);
        else
            g_byte_array_remove_range (line->out, 0, (guint) n);
    }
}

void td_phone_line_say (TdPhoneLine *line, json_t *take_json)
{
    char *text = line->gateway >= 0 ? json_dumps (take_json, JSON_COMPACT) : NULL;

    json_decref (take_json);
    if (text == NULL)
        return;
    g_byte_array_append (line->out, (const guint8 *) text, (guint) strlen (text));
    g_byte_array_append (line->out, (const guint8 *) "\n", 1);
    free (text);
    flush_out (line);
    if (line->out->len > WAITS_TO_GO)
        lose (line);
}

static gboolean take_line (const json_t *json, gpointer user_data)
{
    TdPhoneLine *line = user_data;

    line->takes->on_line (line, json, line->user_data);
    return line->gateway >= 0;
}

static void hear (TdPhoneLine *line)
{
    guint8 piece[16 * 1024];
    ssize_t n = recv (line->gateway, piece, sizeof piece, MSG_DONTWAIT);

    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n <= 0) {
        lose (line);
        return;
    }
    g_byte_array_append (line->in, piece, (guint) n);
    if (!td_phone_frames (line->in, "is", take_line, line))
        lose (line);
}

static void take_gateway (TdPhoneLine *line)
{
    int fd = accept4 (line->listening, NULL, NULL, SOCK_CLOEXEC);

    if (fd < 0)
        return;
    lose (line);
    line->gateway = fd;
    line->takes->on_there (line, TRUE, line->user_data);
}

static gpointer run (gpointer data)
{
    TdPhoneLine *line = data;
    gint64 ticked = 0;

    for (;;) {
        struct pollfd fds[] = { { line->stop[0], POLLIN, 0 },
                                { line->listening, POLLIN, 0 },
                                { line->gateway, (short) (POLLIN | (line->out->len > 0 ? POLLOUT : 0)), 0 } };
        (void) poll (fds, G_N_ELEMENTS (fds), TICK_MS);
        if (fds[0].revents != 0)
            break;
        if (line->gateway >= 0 && (fds[2].revents & POLLOUT) != 0)
            flush_out (line);
        if (line->gateway >= 0 && (fds[2].revents & ~POLLOUT) != 0)
            hear (line);
        if (fds[1].revents != 0)
            take_gateway (line);
        if (g_get_monotonic_time () - ticked >= TICK_MS * 1000) {
            line->takes->on_tick (line, line->user_data);
            ticked = g_get_monotonic_time ();
        }
    }
    lose (line);
    return NULL;
}

static gboolean listen_at (TdPhoneLine *line, GError **error)
{
    struct sockaddr_un at = { .sun_family = AF_UNIX };
    g_autofree char *folder = g_path_get_dirname (line->path);

    if (g_strlcpy (at.sun_path, line->path, sizeof at.sun_path) < sizeof at.sun_path
        && g_mkdir_with_parents (folder, 0700) == 0) {
        (void) g_unlink (line->path); /* of a server that died */
        line->listening = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (line->listening >= 0 && bind (line->listening, (struct sockaddr *) &at, sizeof at) == 0
            && g_chmod (line->path, 0600) == 0 && listen (line->listening, 4) == 0)
            return TRUE;
    }
    g_set_error (error, TD_JANUS_ERROR, TD_ERROR_OURS,
                 "The server cannot listen for the telephone (%s). See `socket` in phone.ini.", g_strerror (errno));
    return FALSE;
}

static void line_free (TdPhoneLine *line)
{
    if (line->listening >= 0)
        close (line->listening);
    for (int i = 0; i < 2; i++)
        if (line->stop[i] >= 0)
            close (line->stop[i]);
    g_byte_array_unref (line->in);
    g_byte_array_unref (line->out);
    g_free (line->path);
    g_free (line);
}

TdPhoneLine *td_phone_line_start (const char *path, const TdPhoneLineTakes *takes, gpointer user_data, GError **error)
{
    TdPhoneLine *line = g_new0 (TdPhoneLine, 1);

    line->path = g_strdup (path);
    line->takes = takes;
    line->user_data = user_data;
    line->listening = line->gateway = line->stop[0] = line->stop[1] = -1;
    line->in = g_byte_array_new ();
    line->out = g_byte_array_new ();
    if (!listen_at (line, error) || pipe2 (line->stop, O_CLOEXEC) != 0) {
        line_free (line);
        return NULL;
    }
    line->thread = g_thread_new ("telephone", run, line);
    return line;
}

void td_phone_line_stop (TdPhoneLine *line)
{
    ssize_t n = write (line->stop[1], "", 1);

    (void) n;
    g_thread_join (line->thread);
    (void) g_unlink (line->path);
    line_free (line);
}
