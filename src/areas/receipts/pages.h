/* The handlers of this area; private to it. Each a TdHandler. */
#pragma once

#include "web/route.h"

gboolean td_check_receipt_page (TdRequest *request, GError **error);
gboolean td_check_receipt (TdRequest *request, GError **error);
gboolean td_log_key (TdRequest *request, GError **error);
gboolean td_log_checkpoint_page (TdRequest *request, GError **error);
gboolean td_log_proof (TdRequest *request, GError **error);
