/* Records of the answer, gathered and written in pieces. */
#include "document/reader/records.h"

#include "base/limits.h"

#include <errno.h>
#include <unistd.h>

enum { OUT_BYTES = 32 * 1024 }; /* small, so that the parent checks the first records while the last are written */

static char out[OUT_BYTES];
static gsize out_used;

void reader_put_out (void)
{
    for (gsize done = 0; done < out_used;) {
        ssize_t wrote = write (STDOUT_FILENO, out + done, out_used - done);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            _exit (1);
        done += (gsize) wrote;
    }
    out_used = 0;
}

static void put_bytes (const void *data, gsize size)
{
    for (const char *p = data; size > 0;) {
        gsize piece = MIN (size, OUT_BYTES - out_used);
        memcpy (out + out_used, p, piece);
        out_used += piece;
        p += piece;
        size -= piece;
        if (out_used == OUT_BYTES)
            reader_put_out ();
    }
}

void reader_put_record (json_t *record)
{
    char *text = json_dumps (record, JSON_COMPACT);
    if (text == NULL || strlen (text) > TD_LIMIT_CELL_RECORD)
        _exit (1);
    guint32 size = GUINT32_TO_BE ((guint32) strlen (text));
    put_bytes (&size, sizeof size);
    put_bytes (text, strlen (text));
    free (text);
    json_decref (record);
}
