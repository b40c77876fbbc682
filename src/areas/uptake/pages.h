/* The page of this area. */
#pragma once

#include "web/route.h"

gboolean td_uptake_page (TdRequest *request, GError **error);
gboolean td_uptake_post (TdRequest *request, GError **error);
