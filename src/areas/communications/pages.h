/* The handlers of this area; private to it. Each a TdHandler. */
#pragma once

#include "web/route.h"

gboolean td_communications_page (TdRequest *request, GError **error);
gboolean td_communication_state_page (TdRequest *request, GError **error);
gboolean td_quiet_link (TdRequest *request, GError **error);
gboolean td_check_before_page (TdRequest *request, GError **error);
gboolean td_check_before_post (TdRequest *request, GError **error);
gboolean td_interstate_page (TdRequest *request, GError **error);
gboolean td_interstate_post (TdRequest *request, GError **error);
gboolean td_declarations_page (TdRequest *request, GError **error);
gboolean td_declarations_post (TdRequest *request, GError **error);
gboolean td_declaration_strike_post (TdRequest *request, GError **error);
