/* The handlers of choosing a time zone; private to this area. Each a TdHandler. */
#pragma once

#include "web/route.h"

gboolean td_zone_page (TdRequest *request, GError **error);
gboolean td_zone_post (TdRequest *request, GError **error);
