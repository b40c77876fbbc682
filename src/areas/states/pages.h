/* The handlers of this area; private to it. Each a TdHandler. */
#pragma once

#include "web/route.h"

gboolean td_states_page (TdRequest *request, GError **error);
gboolean td_overdue_page (TdRequest *request, GError **error);
gboolean td_state_page (TdRequest *request, GError **error);
