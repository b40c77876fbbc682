/* A secret that a person typed, made dear to guess: Argon2id (libsodium, interactive limits), the same for the same words.
 *
 * The salt is derived from key and purpose, so that the result can be looked up; a thief without the key cannot begin. For
 * passwords, which are never looked up, areas/people has salts of their own. Takes about a tenth of a second and 64 MiB: slow pool.
 */
#pragma once

#include <glib.h>

/* FALSE: no memory. */
gboolean td_stretch (const char *text, const guint8 key[32], const char *purpose, guint8 ret_hash[32]);
