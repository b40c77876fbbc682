/* Somebody with an account who is there by other means than a sign-in: by a telephone PIN that they asked for when they were signed in. */
#pragma once

#include "door/door.h"
#include "instance/instance.h"

/* Their roles, conflicts and organisations of now, as far as that trust lets them be; without a session. An account that is closed or not
 * there is the public. The caller clears it (td_viewer_clear). */
gboolean td_person_viewer (TdTx *tx, TdInstance *instance, const char *person, TdTrust trust, TdViewer *ret_viewer,
                           GError **error);
