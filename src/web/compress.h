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

/* once: for what is sent many times, the best that some tens of milliseconds buy; else the quick kind. NULL when it
 * came out no smaller. */
GBytes *td_compress (GBytes *bytes, TdCoding coding, gboolean once);
