/* Content codings of replies: which one a browser takes, and making it. */
#pragma once

#include <glib.h>

typedef enum { TD_CODING_IDENTITY, TD_CODING_GZIP, TD_CODING_BROTLI, TD_N_CODINGS } TdCoding;

/* The best of the three that an Accept-Encoding header takes (RFC 9110 12.5.3); NULL: identity. */
TdCoding td_coding_choose (const char *accept_encoding);
/* "gzip", "br"; NULL for identity. */
const char *td_coding_name (TdCoding coding);
/* Whether a body of this type gains by it. */
gboolean td_coding_worth (const char *content_type, gsize size);

/* How much time it may take: about 0.1 ms for a page of 12 KB that is sent once, 0.3 ms for one that is kept, 15 ms for a file
 * that is made once in the life of the server. (Brotli's level 9 jumps to 4 ms for the size of its tables.) */
typedef enum { TD_EFFORT_ONCE, TD_EFFORT_KEPT, TD_EFFORT_BEST } TdEffort;

/* NULL when it came out no smaller. */
GBytes *td_compress (GBytes *bytes, TdCoding coding, TdEffort effort);
