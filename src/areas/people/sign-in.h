/* Signing in by password. Answers don't tell whether an address has an account: an unknown one costs the same Argon2id. */
#pragma once

#include "areas/people/sessions.h"

/* Checks address and password and opens a session. TD_ERROR_INPUT "do not match" for every reason; TD_ERROR_BUSY after
 * TD_LIMIT_SIGN_IN_TRIES wrong ones in 15 minutes. Slow on purpose. */
gboolean td_sign_in (TdInstance *instance, const char *address, const char *password, TdSignIn *ret, GError **error);
