/* People with an account. How they prove who they are is in passwords.h, sign-in.h, second-factor.h, mail-link.h; what that
 * opens in sessions.h.
 */
#pragma once

#include "door/door.h"
#include "instance/instance.h"

#define TD_PEOPLE_ERROR (td_people_error_quark ())
GQuark td_people_error_quark (void);

/* Adds an account; journalled. state: a member's own State (iso3), needed for members and only for them.
 * TD_ERROR_CONFLICT when the address has one already. *ret_id: free it. */
gboolean td_person_add (TdInstance *instance, const char *address, const char *password, TdRole role, const char *state,
                        char **ret_id, GError **error);

/* An address as accounts keep it: in small letters, without spaces around. Free it. */
char *td_person_address (const char *typed);
