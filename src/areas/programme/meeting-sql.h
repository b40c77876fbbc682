/* Rows of meetings; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/programme/meeting.h"

gboolean td_meeting_insert (TdTx *tx, const TdMeeting *meeting, GError **error);
/* By their beginning. Of TdMeeting. */
GPtrArray *td_meeting_select (TdTx *tx, const TdMeetingSearch *search, GError **error);
