/* Handlers of this area's pages; area.c names them. */
#pragma once

#include "web/events.h"
#include "web/route.h"

gboolean td_live_page (TdRequest *request, GError **error);
gboolean td_live_hand_post (TdRequest *request, GError **error);
gboolean td_live_events_page (TdRequest *request, GError **error);
gboolean td_console_page (TdRequest *request, GError **error);
gboolean td_console_post (TdRequest *request, GError **error);
gboolean td_console_events_page (TdRequest *request, GError **error);
gboolean td_results_page (TdRequest *request, GError **error);
gboolean td_results_post (TdRequest *request, GError **error);
