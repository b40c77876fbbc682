/* The handlers of this area; private to it. Each a TdHandler. */
#pragma once

#include "web/route.h"

gboolean td_now_page (TdRequest *request, GError **error);
gboolean td_call_page (TdRequest *request, GError **error);
