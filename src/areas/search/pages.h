/* The handlers of this area; private to it. */
#pragma once

#include "web/route.h"

gboolean td_search_page (TdRequest *request, GError **error);
