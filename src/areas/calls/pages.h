/* The handlers of this area; private to it. Each a TdHandler. */
#pragma once

#include "web/route.h"

gboolean td_calls_page (TdRequest *request, GError **error);
gboolean td_call_page (TdRequest *request, GError **error);
gboolean td_late_ask_page (TdRequest *request, GError **error);
gboolean td_late_ask_post (TdRequest *request, GError **error);
gboolean td_late_links_page (TdRequest *request, GError **error);
gboolean td_late_links_post (TdRequest *request, GError **error);
