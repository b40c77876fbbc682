/* The handlers of this area; private to it. Each a TdHandler. */
#pragma once

#include "web/route.h"

gboolean td_links_page (TdRequest *request, GError **error);
gboolean td_links_post (TdRequest *request, GError **error);
gboolean td_coverage_page (TdRequest *request, GError **error);
