/* A session in which an officer of the secretariat enters something for an organisation (door.h: TdViewer.behalf).
 *
 * A column of table sign_in; what it means is viewer-sql.c's. Asks no door: areas/desk does, and journals.
 */
#pragma once

#include "store/store.h"

/* organisation NULL: no longer. TD_ERROR_NOT_FOUND when the session is over. */
gboolean td_session_set_behalf (TdTx *tx, const char *session, const char *organisation, GError **error);
