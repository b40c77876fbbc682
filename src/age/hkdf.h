/* HKDF with SHA-256 (RFC 5869), on libsodium's HMAC: libsodium 1.0.18 has no HKDF of its own. */
#pragma once

#include <glib.h>

/* salt and info may be empty. n at most 255 * 32. */
void td_hkdf (const guint8 *secret, gsize secret_n, const guint8 *salt, gsize salt_n, const guint8 *info, gsize info_n,
              guint8 *ret_key, gsize n);
