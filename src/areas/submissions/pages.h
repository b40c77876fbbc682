/* The pages of submissions; private to this area. Each a TdHandler. */
#pragma once

#include "web/route.h"

gboolean td_submission_page (TdRequest *request, GError **error);
gboolean td_submission_decide_page (TdRequest *request, GError **error);
gboolean td_submission_receipt_page (TdRequest *request, GError **error);
gboolean td_submission_receipt_file (TdRequest *request, GError **error);
gboolean td_submission_file_page (TdRequest *request, GError **error);
