/* Bech32 (BIP 173) without its limit of length, as the age format has its keys. */
#pragma once

#include <glib.h>

/* prefix in lower case; the result is too. Free it. */
char *td_bech32_encode (const char *prefix, const guint8 *bytes, gsize n);
/* All upper or all lower case. *ret_prefix in lower case and *ret_bytes: free them. FALSE: not Bech32, and nothing is set. */
gboolean td_bech32_decode (const char *text, char **ret_prefix, guint8 **ret_bytes, gsize *ret_n);
