/* Signing in by address and password: the first step, and the only one for who has no second factor.
 *
 * Answers don't tell whether an address has an account: an unknown one costs the same Argon2id, and its wrong tries
 * are counted the same. Who has a second factor gets nothing for the password alone but a cookie under which the code is awaited.
 */
#pragma once

#include "areas/people/sessions.h"

/* The window of the limits on guessing. */
enum { TD_SIGN_IN_TRY_SECONDS = 15 * 60 };

/* Checks address and password and opens a session of TD_TRUST_PASSWORD, or one that is pending. TD_ERROR_INPUT "do not match"
 * for every reason; TD_ERROR_BUSY after TD_LIMIT_SIGN_IN_TRIES wrong ones in 15 minutes. Slow on purpose. */
gboolean td_sign_in (TdInstance *instance, const char *address, const char *password, TdSignIn *ret, GError **error);
