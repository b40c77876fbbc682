/* Pages of programmes and meetings, and their other forms. */
#pragma once

#include "web/route.h"

gboolean td_programme_page (TdRequest *request, GError **error);
gboolean td_state_meetings_page (TdRequest *request, GError **error);
gboolean td_own_calendar_page (TdRequest *request, GError **error);
gboolean td_own_calendar_new_post (TdRequest *request, GError **error);
gboolean td_own_calendar_end_post (TdRequest *request, GError **error);
gboolean td_own_calendar_feed (TdRequest *request, GError **error);
gboolean td_meeting_page (TdRequest *request, GError **error);
