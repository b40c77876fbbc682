/* The handlers of this area; private to it. */
#pragma once

#include "web/route.h"

gboolean td_spread_page (TdRequest *request, GError **error);
gboolean td_spread_remove_post (TdRequest *request, GError **error);
gboolean td_spread_summary_page (TdRequest *request, GError **error);
gboolean td_spread_summary_post (TdRequest *request, GError **error);
gboolean td_spread_card_page (TdRequest *request, GError **error);
gboolean td_spread_card_picture (TdRequest *request, GError **error);
gboolean td_spread_leaflet_page (TdRequest *request, GError **error);
gboolean td_spread_leaflet_file (TdRequest *request, GError **error);
gboolean td_outreach_page (TdRequest *request, GError **error);
gboolean td_outreach_own_page (TdRequest *request, GError **error);
gboolean td_outreach_remove_post (TdRequest *request, GError **error);
gboolean td_outreach_note_page (TdRequest *request, GError **error);
gboolean td_outreach_note_post (TdRequest *request, GError **error);
