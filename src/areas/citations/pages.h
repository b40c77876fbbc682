/* The handlers of this area; private to it. */
#pragma once

#include "web/route.h"

gboolean td_used_by_page (TdRequest *request, GError **error);
gboolean td_document_cites_page (TdRequest *request, GError **error);
gboolean td_submission_cites_page (TdRequest *request, GError **error);
