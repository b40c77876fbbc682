/* The handlers of this area; private to it. Each a TdHandler. */
#pragma once

#include "web/route.h"

gboolean td_home_page (TdRequest *request, GError **error);
gboolean td_about_page (TdRequest *request, GError **error);
gboolean td_who_can_see_what_page (TdRequest *request, GError **error);
