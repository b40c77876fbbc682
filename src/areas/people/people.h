/* People with an account, and their sign-in.
 *
 * A password is kept as Argon2id (libsodium, interactive limits); its only rules are a length of 12 to 200
 * characters. A sign-in is a cookie of 256 random bits; the store keeps its keyed hash. Answers don't tell whether an
 * address has an account: an unknown one costs the same Argon2id.
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"

#define TD_PEOPLE_ERROR (td_people_error_quark ())
GQuark td_people_error_quark (void);

enum { TD_PASSWORD_LEAST = 12, TD_PASSWORD_MOST = 200 };

/* Adds an account; journalled. state: a member's own State (iso3), needed for members and only for them.
 * TD_ERROR_CONFLICT when the address has one already. *ret_id: free it. */
gboolean td_person_add (TdInstance *instance, const char *address, const char *password, TdRole role, const char *state,
                        char **ret_id, GError **error);

typedef struct {
    char *person;
    char *cookie; /* for the person's browser; never stored */
} TdSignIn;

/* Checks address and password and opens a session of TD_LIMIT_SESSION_HOURS. TD_ERROR_INPUT "do not match" for
 * every reason; TD_ERROR_BUSY after TD_LIMIT_SIGN_IN_TRIES wrong ones in 15 minutes. Slow on purpose. */
gboolean td_sign_in (TdInstance *instance, const char *address, const char *password, TdSignIn *ret, GError **error);
void td_sign_in_clear (TdSignIn *sign_in);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdSignIn, td_sign_in_clear)

gboolean td_sign_out (TdInstance *instance, const char *session, GError **error);

/* Who holds this cookie. No or an expired session: *ret_viewer is the public and TRUE. The viewer is the caller's to clear (td_viewer_clear), *ret_csrf
 * to free. (The signature is web/'s TdWhoFunc.) */
gboolean td_person_of_cookie (TdInstance *instance, const char *cookie, TdViewer *ret_viewer, char **ret_csrf,
                              GError **error);
