/* A link by mail: to sign in for public-level acts (TD_TRUST_LINK), or to set a new password.
 *
 * It works once, for 15 minutes, in the browser that asked for it alone (a cookie, of which the store keeps a keyed hash as of the
 * link itself). Whoever asks is told the same in the same time, whether the address has an account or not: a row is
 * written either way, and the letter goes by the queue. Looking at a link's page uses nothing up, since scanners of mail do.
 * A new password opens no session: the second factor is demanded as ever.
 */
#pragma once

#include "areas/people/sessions.h"

/* The cookie of a browser that asked. */
#define TD_LINK_COOKIE "td_link"

enum { TD_LINK_SECONDS = 15 * 60 };

typedef enum { TD_LINK_SIGN_IN, TD_LINK_PASSWORD } TdLinkPurpose;

/* cookie: what the browser has already, or NULL; *ret_cookie: what it is to have. TD_ERROR_BUSY: TD_LIMIT_LINKS_PER_ADDRESS
 * or TD_LIMIT_LINKS_PER_HOUR; TD_ERROR_INPUT: no address. */
gboolean td_link_send (TdInstance *instance, const char *address, const char *locale, TdLinkPurpose purpose,
                       const char *cookie, char **ret_cookie, GError **error);

/* Whether the link can be used here: forged, used, too old and another browser's are one TD_ERROR_GONE. Uses nothing up. */
gboolean td_link_look (TdInstance *instance, const char *link, const char *cookie, TdLinkPurpose purpose,
                       GError **error);
gboolean td_link_sign_in (TdInstance *instance, const char *link, const char *cookie, TdSignIn *ret, GError **error);
/* TD_ERROR_INPUT: the password will not do, and the link holds still. Ends all sessions. Slow on purpose. */
gboolean td_link_set_password (TdInstance *instance, const char *link, const char *cookie, const char *password,
                               GError **error);
