/* What planning one meeting and planning a whole session share; private to this area. */
#pragma once

#include "areas/programme/plan.h"

/* A planned meeting of what was wished, checked; NULL with TD_ERROR_INPUT. Writes nothing. */
TdMeeting *td_meeting_of_wish (TdTx *tx, const TdInstance *instance, const TdMeetingWish *wish, const char **ret_field,
                               GError **error);
