/* Somebody's own password: asked again before what matters, and changed. */
#pragma once

#include "door/door.h"
#include "instance/instance.h"

/* Whether this is the viewer's password: TD_ERROR_INPUT when not, and it is counted; TD_ERROR_BUSY after
 * TD_LIMIT_PASSWORD_TRIES in 15 minutes. Slow on purpose. */
gboolean td_own_password_check (TdInstance *instance, const TdViewer *viewer, const char *password, GError **error);
/* Asks the old one, keeps the new one, and ends every other session. Journalled. TD_ERROR_INPUT: *ret_about_new says of which
 * of both the sentence speaks. */
gboolean td_own_password_change (TdInstance *instance, const TdViewer *viewer, const char *old, const char *new_one,
                                 gboolean *ret_about_new, GError **error);

/* In the caller's transaction: keeps this Argon2id, ends all sessions but one (NULL: all), tells the owner by mail, and journals
 * it. For links by mail too. */
gboolean td_own_password_put (TdTx *tx, TdInstance *instance, const char *person, const char *hash,
                              const char *keep_session, const char *actor, GError **error);
