/* Ids of things: 80 random bits as 16 letters of lower-case Crockford base 32.
 *
 * The same id stands in rows, JSON (always a string), addresses and commands; nothing public
 * is sequential. Ids are case-insensitive on the way in (td_id_canonical) and lower-case inside.
 */
#pragma once

#include <glib.h>

enum { TD_ID_LENGTH = 16 };

/* A new id; free with g_free. Never fails (libsodium's randombytes). Any thread. */
char *td_id_new (void);

/* Whether text is an id in its canonical form. NULL is none. */
gboolean td_id_valid (const char *text);

/* text in canonical form (lower case; o as 0, i and l as 1), or NULL if it cannot be an id. */
char *td_id_canonical (const char *text);
