#include "areas/cases/tar-out.h"

#include <string.h>

enum { BLOCK = 512, NAME = 100, SUM_AT = 148, TYPE_AT = 156, MAGIC_AT = 257 };

/* As octal digits with a NUL behind. */
static void put_octal (guint8 *to, gsize room, guint64 n)
{
    for (gsize i = room - 1; i > 0; i--, n /= 8)
        to[i - 1] = (guint8) ('0' + n % 8);
    to[room - 1] = '\0';
}

gboolean td_tar_head (const char *name, gint64 size, gint64 at, TdTarSink sink, gpointer data, GError **error)
{
    guint8 head[BLOCK] = { 0 };
    guint sum = 0;

    memcpy (head, name, MIN (strlen (name), NAME - 1));
    put_octal (head + 100, 8, 0600);
    put_octal (head + 108, 8, 0);
    put_octal (head + 116, 8, 0);
    put_octal (head + 124, 12, (guint64) size);
    put_octal (head + 136, 12, (guint64) at);
    memset (head + SUM_AT, ' ', 8);
    head[TYPE_AT] = '0';
    memcpy (head + MAGIC_AT, "ustar\00000", 8);
    for (gsize i = 0; i < BLOCK; i++)
        sum += head[i];
    put_octal (head + SUM_AT, 7, sum);
    return sink (head, BLOCK, data, error);
}

gboolean td_tar_pad (gint64 size, TdTarSink sink, gpointer data, GError **error)
{
    static const guint8 nothing[BLOCK];
    gsize over = (gsize) (size % BLOCK);

    return over == 0 || sink (nothing, BLOCK - over, data, error);
}

gboolean td_tar_end (TdTarSink sink, gpointer data, GError **error)
{
    static const guint8 nothing[2 * BLOCK];

    return sink (nothing, sizeof nothing, data, error);
}
