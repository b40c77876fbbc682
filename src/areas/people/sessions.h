/* Sign-in sessions: a cookie of 256 random bits, of which the store keeps a keyed hash. */
#pragma once

#include "door/door.h"
#include "instance/instance.h"

/* A sign-in that was just made. */
typedef struct {
    char *person, *session;
    char *cookie; /* for the person's browser; never stored */
    gboolean
        pending; /* it waits for the second factor (second-factor.h): there is no session yet, and the cookie is td_second's */
} TdSignIn;
void td_sign_in_clear (TdSignIn *sign_in);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdSignIn, td_sign_in_clear)

/* Of TD_LIMIT_SESSION_HOURS. Kept without a journal entry, as the machinery's own. put: in the caller's transaction. */
gboolean td_session_put (TdTx *tx, TdInstance *instance, const char *person, TdTrust trust, TdSignIn *ret,
                         GError **error);
gboolean td_session_open (TdInstance *instance, const char *person, TdTrust trust, TdSignIn *ret, GError **error);
gboolean td_sign_out (TdInstance *instance, const char *session, GError **error);

/* What its owner sees of a session. No address and no browser is kept. */
typedef struct {
    char *id; /* opens nothing */
    gint64 since;
    TdTrust trust;
} TdOwnSession;
void td_own_session_free (TdOwnSession *session);
/* The live ones, newest first, at most 100. Of TdOwnSession. */
GPtrArray *td_session_list (TdInstance *instance, const char *person, GError **error);
/* One of this person's; what is not theirs or not there any more is passed over. */
gboolean td_session_end (TdInstance *instance, const char *person, const char *session, GError **error);
/* All but this one. */
gboolean td_session_end_others (TdInstance *instance, const char *person, const char *session, GError **error);

/* Who holds this cookie. No or an expired session: *ret_viewer is the public and TRUE. The viewer is the caller's to clear
 * (td_viewer_clear), *ret_csrf to free. (The signature is web/'s TdWhoFunc.) */
gboolean td_person_of_cookie (TdInstance *instance, const char *cookie, TdViewer *ret_viewer, char **ret_csrf,
                              GError **error);

/* Whom a person would be in a session with this trust, without one: for what is theirs and stands outside sessions (a calendar at a secret
 * address). *ret_there FALSE: the account is closed, or there is none. Asks no door. Clear it. */
gboolean td_person_viewer (TdTx *tx, const TdInstance *instance, const char *person, TdTrust trust,
                           TdViewer *ret_viewer, gboolean *ret_there, GError **error);
