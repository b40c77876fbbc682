/* The handlers of this area; private to it. Each a TdHandler. */
#pragma once

#include "web/route.h"

gboolean td_afraid_page (TdRequest *request, GError **error);
gboolean td_reprisals_page (TdRequest *request, GError **error);
gboolean td_reprisals_post (TdRequest *request, GError **error);
gboolean td_reprisal_page (TdRequest *request, GError **error);
gboolean td_reprisal_post (TdRequest *request, GError **error);
gboolean td_at_risk_page (TdRequest *request, GError **error);
gboolean td_risk_texts_page (TdRequest *request, GError **error);
gboolean td_at_risk_post (TdRequest *request, GError **error);
