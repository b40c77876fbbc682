/* Rows of guests; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/accreditation/guests.h"

gboolean td_guest_insert (TdTx *tx, const TdGuest *guest, const char *actor, GError **error);
/* Without names. Of TdGuest. */
GPtrArray *td_guests_select (TdTx *tx, const char *meeting, GError **error);
/* Whom a lead of that organisation named goes with it; *ret_n: rows. */
gboolean td_guest_delete (TdTx *tx, const TdGuest *guest, gint64 *ret_n, GError **error);
/* Whether this person takes part in it by name, or an organisation that they lead. */
gboolean td_guest_is (TdTx *tx, const char *meeting, const TdViewer *viewer, gboolean *ret_is, GError **error);
/* Of an account that was erased; of an organisation that became another. */
gboolean td_guests_drop_person (TdTx *tx, const char *person, GError **error);
gboolean td_guests_move (TdTx *tx, const char *from, const char *into, GError **error);
