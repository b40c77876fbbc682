/* Bytes as text and back, strictly: one text for each value. Private to journal/. Pure; any thread. */
#pragma once

#include <glib.h>

enum { TD_BASE64_32_LENGTH = 44 }; /* letters of 32 bytes */

/* RFC 4648 section 4, with padding. Free it. */
char *td_base64 (const guint8 *bytes, gsize size);
/* Exactly size bytes from the length letters at text; FALSE for any other spelling. */
gboolean td_base64_read (const char *text, gsize length, guint8 *ret_bytes, gsize size);

/* Lower-case hex of 32 bytes; free it. */
char *td_hex32 (const guint8 bytes[32]);
/* 64 lower-case hex letters, and nothing after length. */
gboolean td_hex32_read (const char *text, gsize length, guint8 ret_bytes[32]);

/* Decimal without sign or leading zeros, at most G_MAXINT64. */
gboolean td_decimal_read (const char *text, gsize length, guint64 *ret_number);
