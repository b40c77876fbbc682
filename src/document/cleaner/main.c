/* treatydesk-cleaner: one file on standard input, records on standard output.
 *
 * Records (4 bytes of length, big-endian): the first letter says which.
 *   F and a line of UTF-8   something that was found and taken out; any number
 *   B and bytes             the file without it, in pieces; any number
 *   C                       the end: that is all of it
 *   U                       the end, alone: it is not of a kind that is known, and stays as it is
 * document/cleaner-client.c checks each of them. */
#include "base/cell/cell.h"
#include "base/limits.h"
#include "document/cleaner/cleaner.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { PIECE = 256 * 1024 };

static void put (const void *bytes, gsize size)
{
    for (const char *p = bytes; size > 0;) {
        ssize_t wrote = write (STDOUT_FILENO, p, size);

        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            _exit (1);
        p += wrote;
        size -= (gsize) wrote;
    }
}

static void put_record (char kind, const void *bytes, gsize size)
{
    guint32 length = GUINT32_TO_BE ((guint32) (size + 1));

    put (&length, sizeof length);
    put (&kind, 1);
    put (bytes, size);
}

static GByteArray *slurp (void)
{
    GByteArray *data = g_byte_array_new ();
    guint8 chunk[64 * 1024];
    gint64 at = 0;

    for (;;) {
        ssize_t got = pread (STDIN_FILENO, chunk, sizeof chunk, at);

        if (got < 0 && errno == ESPIPE)
            got = read (STDIN_FILENO, chunk, sizeof chunk);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 || at > TD_LIMIT_UPLOAD_BYTES)
            _exit (1);
        if (got == 0)
            return data;
        at += got;
        g_byte_array_append (data, chunk, (guint) got);
    }
}

int main (void)
{
    g_autoptr (GError) error = NULL;
    CleanerResult *result = cleaner_result_new ();
    GByteArray *data;

    cleaner_prepare ();
    if (!td_cell_enter (TD_LIMIT_CELL_MEMORY, TD_LIMIT_CELL_SECONDS, &error)) {
        g_printerr ("%s\n", error->message);
        return 2;
    }
    if (!td_cell_receive ())
        return 0;
    data = slurp ();
    if (cleaner_clean (data->data, data->len, result) != CLEANER_CLEAN) {
        put_record ('U', "", 0);
        _exit (0);
    }
    for (guint i = 0; i < result->found->len; i++)
        put_record ('F', result->found->pdata[i], strlen (result->found->pdata[i]));
    for (gsize at = 0; at < result->out->len; at += PIECE)
        put_record ('B', result->out->data + at, MIN ((gsize) PIECE, result->out->len - at));
    put_record ('C', "", 0);
    _exit (0);
}
