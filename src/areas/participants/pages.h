/* The handlers of this area; private to it. */
#pragma once

#include "web/route.h"

gboolean td_participants_page (TdRequest *request, GError **error);
gboolean td_participant_address_page (TdRequest *request, GError **error);
gboolean td_participant_address_post (TdRequest *request, GError **error);
gboolean td_participant_copy_page (TdRequest *request, GError **error);
gboolean td_participant_copy_post (TdRequest *request, GError **error);
gboolean td_participant_report_page (TdRequest *request, GError **error);
gboolean td_participant_report_file (TdRequest *request, GError **error);
