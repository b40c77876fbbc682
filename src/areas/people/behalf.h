/* A session in which an officer of the secretariat enters something for an organisation or in a State's name (door.h:
 * TdViewer.behalf, behalf_state).
 *
 * Two columns of table sign_in, one of them set at most; what they mean is viewer-sql.c's. Asks no door: areas/desk does, and journals.
 */
#pragma once

#include "store/store.h"

/* Both NULL: no longer. state: iso3. TD_ERROR_NOT_FOUND when the session is over. */
gboolean td_session_set_behalf (TdTx *tx, const char *session, const char *organisation, const char *state,
                                GError **error);
