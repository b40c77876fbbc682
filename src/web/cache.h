/* Finished public pages, kept as replies that an event thread sends without copying.
 *
 * A page stands under its address as the browser wrote it, once for each coding that was asked for, and
 * once more for who comes by an onion address, where it does not say that the site is https: who asks for
 * another coding first has the page made for it. It holds while the counter of public changes is what it was before the page was made, and at most a minute (pages say "in 12
 * days"). At most TD_LIMIT_CACHE_BYTES are kept; what was asked for longest ago goes first.
 *
 * Its ETag is strong and differs by coding: the counter of public changes and a hash of the page; no confidential
 * change moves it.
 *
 * Threads: any.
 */
#pragma once

#include "web/compress.h"
#include <microhttpd.h>

typedef struct TdPageCache TdPageCache;

TdPageCache *td_cache_new (gsize most_bytes);
void td_cache_free (TdPageCache *cache);

/* A page that may go in: status 200 alone. */
typedef struct {
    const char *address;
    gint64 version;         /* of public changes, read before the page was made */
    GBytes *bytes, *packed; /* as written; as sent, in coding (the same where it is TD_CODING_IDENTITY) */
    TdCoding asked, coding; /* what the browser takes best; what packed is in */
    const char *type;
    gboolean https;
} TdCachePage;
enum { TD_ETAG_SIZE = 64 };
/* *ret_etag (TD_ETAG_SIZE letters): what names the page, kept or too large to keep. */
void td_cache_put (TdPageCache *cache, const TdCachePage *page, char *ret_etag);
/* The headers of a kept page, for its first answer too: whoever asks next has an ETag to ask with. */
void td_cache_add_headers (struct MHD_Response *response, const TdCachePage *page, const char *etag);

/* Queues the page, or 304 when if_none_match names it. FALSE: not there, or stale at this version. On the connection's event
 * thread. */
gboolean td_cache_answer (TdPageCache *cache, const char *address, gboolean https, gint64 version, TdCoding coding,
                          const char *if_none_match, struct MHD_Connection *connection);
/* Whether an If-None-Match header names this ETag (weak comparison). */
gboolean td_etag_matches (const char *if_none_match, const char *etag);
