/* Passwords: kept as Argon2id (libsodium, interactive limits).
 *
 * The only rules are a length of 12 to 200 characters and that it is none of those that everybody tries first.
 */
#pragma once

#include "instance/instance.h"

enum { TD_PASSWORD_LEAST = 12, TD_PASSWORD_MOST = 200 };

/* Whether this may be the password of the account with this address; TD_ERROR_INPUT with a sentence for its owner. */
gboolean td_password_ok (TdInstance *instance, const char *password, const char *address, GError **error);
/* Slow on purpose. NULL: TD_ERROR_BUSY. Free it. */
char *td_password_hash (const char *password, GError **error);
/* hash NULL (no such account) costs as much time as one that is there, and is FALSE. Slow on purpose. */
gboolean td_password_holds (const char *hash, const char *password);
