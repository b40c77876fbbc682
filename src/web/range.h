/* One range of bytes, as a player asks for it (RFC 9110, 14): "bytes=100-199", "bytes=100-", "bytes=-50". */
#pragma once

#include <glib.h>

typedef enum {
    TD_RANGE_WHOLE, /* none was asked for, or one that we do not serve (several, another unit): then the whole goes */
    TD_RANGE_PART,
    TD_RANGE_OUTSIDE /* it begins behind the end */
} TdRange;

/* header: as it came, or NULL. The outputs are set for TD_RANGE_PART alone, and lie within size. */
TdRange td_range_read (const char *header, gint64 size, gint64 *ret_from, gint64 *ret_length);
