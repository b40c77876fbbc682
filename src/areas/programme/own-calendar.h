/* A person's own calendar: the meetings that they attend, closed ones too, at a secret address for their calendar program.
 *
 * Whoever has the address has the calendar, so it can be ended and made anew, and shows no more than its owner may know when it is asked: roles,
 * conflicts and invitations of that moment, as in a session like the one in which it was made (closed meetings of the Committee only where
 * that one had a second factor). Of a closed account, and once ended, it is not there.
 *
 * In it are: for the secretariat and members all meetings but those about States in whose review they take no part; for a State's mission and
 * ministries those about it; for everybody those to which they are invited or accredited by name.
 */
#pragma once

#include "areas/programme/meeting.h"

enum { TD_OWN_CALENDAR_KEY = 16 + 32 }; /* characters of the address */

/* *ret_key NULL: none. TD_ACT_ACCOUNT_OWN. Free it. */
gboolean td_own_calendar_key (TdInstance *instance, const TdViewer *viewer, char **ret_key, GError **error);
/* A new one; the one before is ended. Journalled. */
gboolean td_own_calendar_make (TdInstance *instance, const TdViewer *viewer, GError **error);
/* One that there is not is no error. Journalled. */
gboolean td_own_calendar_end (TdInstance *instance, const TdViewer *viewer, GError **error);

/* TD_ERROR_NOT_FOUND: no such calendar, ended, or of a closed account. *ret_viewer: its owner, to be cleared. Of TdMeeting. */
GPtrArray *td_own_calendar_meetings (TdInstance *instance, const char *key, TdViewer *ret_viewer, GError **error);
