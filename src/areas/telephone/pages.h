/* The handlers of this area; private to it. */
#pragma once

#include "web/route.h"

gboolean td_telephone_page (TdRequest *request, GError **error);
gboolean td_telephone_post (TdRequest *request, GError **error);
