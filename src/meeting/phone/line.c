#include "meeting/phone/line.h"

#include "meeting/phone-frames.h"
#include "meeting/phone-protocol.h"
#include "meeting/phone/libre.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { WAITS_TO_GO = 4 * TD_PHONE_LINE }; /* bytes that the server did not take; then it is as good as away */

struct PhoneLine {
    char *path;
    const PhoneLineTakes *takes;
    gpointer user_data;
    int fd; /* -1: away */
    GByteArray *in, *out;
    gint64 tried;
};

static void hear (int flags, void *arg);

static void lose (PhoneLine *line)
{
    if (line->fd < 0)
        return;
    fd_close (line->fd);
    close (line->fd);
    line->fd = -1;
    g_byte_array_set_size (line->in, 0);
    g_byte_array_set_size (line->out, 0);
    line->takes->on_there (FALSE, line->user_data);
}

static void flush_out (PhoneLine *line)
{
    while (line->fd >= 0 && line->out->len > 0) {
        ssize_t n = send (line->fd, line->out->data, line->out->len, MSG_NOSIGNAL);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            break;
        if (n <= 0) {
            lose (line);
            return;
        }
        g_byte_array_remove_range (line->out, 0, (guint) n);
    }
    if (line->fd >= 0)
        fd_listen (line->fd, FD_READ | (line->out->len > 0 ? FD_WRITE : 0), hear, line);
}

static gboolean take_line (const json_t *json, gpointer user_data)
{
    PhoneLine *line = user_data;

    line->takes->on_line (json, line->user_data);
    return line->fd >= 0;
}

static void hear (int flags, void *arg)
{
    PhoneLine *line = arg;
    guint8 piece[16 * 1024];

    if ((flags & FD_WRITE) != 0)
        flush_out (line);
    if (line->fd < 0 || (flags & ~FD_WRITE) == 0)
        return;
    ssize_t n = recv (line->fd, piece, sizeof piece, 0);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n <= 0) {
        lose (line);
        return;
    }
    g_byte_array_append (line->in, piece, (guint) n);
    if (!td_phone_frames (line->in, "do", take_line, line))
        lose (line);
}

PhoneLine *phone_line_new (const char *path, const PhoneLineTakes *takes, gpointer user_data)
{
    PhoneLine *line = g_new0 (PhoneLine, 1);

    line->path = g_strdup (path);
    line->takes = takes;
    line->user_data = user_data;
    line->fd = -1;
    line->in = g_byte_array_new ();
    line->out = g_byte_array_new ();
    return line;
}

void phone_line_free (PhoneLine *line)
{
    if (line == NULL)
        return;
    if (line->fd >= 0) {
        fd_close (line->fd);
        close (line->fd);
    }
    g_byte_array_unref (line->in);
    g_byte_array_unref (line->out);
    g_free (line->path);
    g_free (line);
}

gboolean phone_line_is_there (const PhoneLine *line)
{
    return line->fd >= 0;
}

void phone_line_say (PhoneLine *line, json_t *take_json)
{
    char *text = line->fd >= 0 ? json_dumps (take_json, JSON_COMPACT) : NULL;

    json_decref (take_json);
    if (text == NULL)
        return;
    g_byte_array_append (line->out, (const guint8 *) text, (guint) strlen (text));
    g_byte_array_append (line->out, (const guint8 *) "\n", 1);
    free (text);
    if (line->out->len > WAITS_TO_GO)
        lose (line);
    else
        flush_out (line);
}

void phone_line_tick (PhoneLine *line, gint64 now)
{
    struct sockaddr_un at = { .sun_family = AF_UNIX };

    if (line->fd >= 0 || (line->tried != 0 && now - line->tried < G_USEC_PER_SEC))
        return;
    line->tried = now;
    if (g_strlcpy (at.sun_path, line->path, sizeof at.sun_path) >= sizeof at.sun_path)
        return;
    int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0 || connect (fd, (struct sockaddr *) &at, sizeof at) != 0 || fd_listen (fd, FD_READ, hear, line) != 0) {
        if (fd >= 0)
            close (fd);
        return;
    }
    line->fd = fd;
    line->takes->on_there (TRUE, line->user_data);
}
