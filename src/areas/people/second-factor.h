/* The second factor: an authenticator app (totp.h), or ten printed one-time codes, or both.
 *
 * Who has one gets nothing for the password alone: the sign-in waits (td_second_await, ten minutes) until a code is given, and
 * only then is there a session, with a cookie that did not exist before. Each code is taken once: the app's by its step, a
 * printed one by its row, which goes. Wrong ones count, and TD_LIMIT_SECOND_TRIES in 15 minutes close the way for as long.
 * The app's secret is kept encrypted (instance/seal.h), printed codes as keyed hashes.
 */
#pragma once

#include "areas/people/sessions.h"

/* The cookie of a sign-in that waits. */
#define TD_SECOND_COOKIE "td_second"

/* As people may type a code, with spaces and dashes. */
enum { TD_CODE_MOST = 40 };

enum { TD_SECOND_CODES = 10, TD_SECOND_WAIT_SECONDS = 10 * 60 };

typedef struct {
    gboolean app;
    gboolean printed; /* made once; left may be 0 */
    gint64 left;      /* printed codes that hold */
} TdSecond;
static inline gboolean td_second_is_set (const TdSecond *second)
{
    return second->app || second->printed;
}

gboolean td_second_of (TdInstance *instance, const char *person, TdSecond *ret, GError **error);
/* Whether somebody holds a role now that needs a second factor. */
gboolean td_second_needed (TdInstance *instance, const char *person, gboolean *ret_needed, GError **error);

/* ---- signing in ---- */

/* ret: pending, with the cookie to be set as TD_SECOND_COOKIE. */
gboolean td_second_await (TdInstance *instance, const char *person, TdSignIn *ret, GError **error);
/* Whether this cookie's sign-in waits still. */
gboolean td_second_awaits (TdInstance *instance, const char *cookie, gboolean *ret_awaits, GError **error);
/* The code is right: a session of TD_TRUST_SECOND. TD_ERROR_GONE: nothing waits; TD_ERROR_INPUT: wrong, or used before;
 * TD_ERROR_BUSY: too many wrong ones. */
gboolean td_second_finish (TdInstance *instance, const char *cookie, const char *code, TdSignIn *ret, GError **error);

/* ---- within this area ---- */

/* Whether typed is a code of this person, which is then used up; a wrong one is counted. TD_ERROR_BUSY: too many. For a
 * td_store_keep, which keeps the count whatever comes of it. */
gboolean td_second_take (TdTx *tx, TdInstance *instance, const char *person, const char *typed, gboolean *ret_right,
                         GError **error);
/* A printed code, "xxxxx-xxxxx". Free it. */
char *td_second_code_new (void);
/* Its keyed hash, however it was typed. */
void td_second_code_hash (const TdInstance *instance, const char *person, const char *typed, guint8 ret_hash[32]);
/* The app's secret, decrypted; NULL where it does not open with this instance's keys. */
GBytes *td_second_secret (const TdInstance *instance, const char *person, GBytes *sealed);
gboolean td_second_wrong (GError **error); /* the one sentence for a code that is not right; FALSE */
