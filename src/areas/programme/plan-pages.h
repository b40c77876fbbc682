/* The secretariat's pages: planning a session, one meeting, places. */
#pragma once

#include "web/route.h"

gboolean td_plan_page (TdRequest *request, GError **error);
gboolean td_plan_new_post (TdRequest *request, GError **error);
gboolean td_plan_publish_post (TdRequest *request, GError **error);
gboolean td_plan_add_page (TdRequest *request, GError **error);
gboolean td_plan_add_post (TdRequest *request, GError **error);
gboolean td_plan_meeting_page (TdRequest *request, GError **error);
gboolean td_plan_meeting_post (TdRequest *request, GError **error);
gboolean td_plan_cancel_post (TdRequest *request, GError **error);
gboolean td_plan_restore_post (TdRequest *request, GError **error);
gboolean td_places_page (TdRequest *request, GError **error);
gboolean td_place_add_post (TdRequest *request, GError **error);
gboolean td_place_page (TdRequest *request, GError **error);
gboolean td_place_post (TdRequest *request, GError **error);
