/* The handlers of this area; private to it. Each a TdHandler. */
#pragma once

#include "web/route.h"

gboolean td_sign_in_page (TdRequest *request, GError **error);
gboolean td_sign_in_post (TdRequest *request, GError **error);
gboolean td_sign_out_post (TdRequest *request, GError **error);
