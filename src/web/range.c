#include "web/range.h"

#include <string.h>

/* Digits at *at, read past; -1: none, or a number beyond all files. */
static gint64 read_number (const char **at)
{
    gint64 n = -1;

    for (; g_ascii_isdigit (**at); (*at)++) {
        if (n > G_MAXINT64 / 10 - 1)
            return -1;
        n = MAX (n, 0) * 10 + (**at - '0');
    }
    return n;
}

static TdRange last_bytes (gint64 n, gint64 size, gint64 *ret_from, gint64 *ret_length)
{
    if (n == 0 || size == 0)
        return TD_RANGE_OUTSIDE;
    *ret_length = MIN (n, size);
    *ret_from = size - *ret_length;
    return TD_RANGE_PART;
}

TdRange td_range_read (const char *header, gint64 size, gint64 *ret_from, gint64 *ret_length)
{
    static const char unit[] = "bytes=";
    const char *at;
    gint64 from, to;
    gboolean has_from;

    if (header == NULL || g_ascii_strncasecmp (header, unit, strlen (unit)) != 0)
        return TD_RANGE_WHOLE;
    at = header + strlen (unit);
    has_from = *at != '-';
    from = read_number (&at);
    if ((has_from && from < 0) || *at++ != '-')
        return TD_RANGE_WHOLE;
    to = *at != '\0' ? read_number (&at) : G_MAXINT64;
    if (*at != '\0' || to < 0 || (!has_from && to == G_MAXINT64) || (has_from && to < from))
        return TD_RANGE_WHOLE;
    if (!has_from)
        return last_bytes (to, size, ret_from, ret_length);
    if (from >= size)
        return TD_RANGE_OUTSIDE;
    *ret_from = from;
    *ret_length = MIN (to, size - 1) - from + 1;
    return TD_RANGE_PART;
}
