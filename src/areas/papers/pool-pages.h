/* Pages of the pool; private to this area. */
#pragma once

#include "web/route.h"

gboolean td_pool_page (TdRequest *request, GError **error); /* and its JSON */
gboolean td_pool_take_page (TdRequest *request, GError **error);
gboolean td_pool_take_post (TdRequest *request, GError **error);
