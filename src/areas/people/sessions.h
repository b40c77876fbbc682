/* Sign-in sessions: a cookie of 256 random bits, of which the store keeps a keyed hash. */
#pragma once

#include "door/door.h"
#include "instance/instance.h"

typedef struct {
    char *person;
    char *cookie; /* for the person's browser; never stored */
} TdSignIn;
void td_sign_in_clear (TdSignIn *sign_in);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdSignIn, td_sign_in_clear)

/* Of TD_LIMIT_SESSION_HOURS. */
gboolean td_session_open (TdInstance *instance, const char *person, TdTrust trust, TdSignIn *ret, GError **error);
gboolean td_sign_out (TdInstance *instance, const char *session, GError **error);

/* Who holds this cookie. No or an expired session: *ret_viewer is the public and TRUE. The viewer is the caller's to clear
 * (td_viewer_clear), *ret_csrf to free. (The signature is web/'s TdWhoFunc.) */
gboolean td_person_of_cookie (TdInstance *instance, const char *cookie, TdViewer *ret_viewer, char **ret_csrf,
                              GError **error);
