/* What the rules of this area share; private to it. */
#pragma once

#include "areas/accreditation/accreditation.h"
#include "areas/accreditation/guests.h"
#include "mail/mail.h"

/* Always FALSE. ret_field may be NULL. */
gboolean td_accreditation_fail (const char **ret_field, const char *field, GError **error, int code,
                                const char *message);
/* content (32 bytes) may be NULL. No change of this area is one of what the public sees, but where it says so. */
gboolean td_accreditation_journal (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *act,
                                   const char *thing, const char *id, const guint8 *content, GError **error);
/* For who may know of it; TD_ERROR_NOT_FOUND. */
TdAccreditation *td_accreditation_get_in (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id,
                                          GError **error);
/* td_badge_token, and whose it is. */
char *td_badge_token_for (TdInstance *instance, const TdViewer *viewer, const char *accreditation,
                          TdAccreditation **ret_accreditation, GError **error);
/* Somebody came to the session today, in person. */
gboolean td_attendance_note_day (TdTx *tx, TdInstance *instance, int session, const char *who, GError **error);
/* Fills the guest's name: of the person, else of the organisation; one at risk has none. */
gboolean td_guest_name (TdTx *tx, TdInstance *instance, TdGuest *guest, GError **error);
/* The letter to a guest. */
gboolean td_guest_tell (TdTx *tx, TdInstance *instance, const TdGuest *guest, GError **error);
