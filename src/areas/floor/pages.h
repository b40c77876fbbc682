/* Pages of this area, for its registration. */
#pragma once

#include "web/route.h"

gboolean td_speakers_page (TdRequest *request, GError **error);
gboolean td_speakers_sheet_page (TdRequest *request, GError **error);
gboolean td_floor_ask_page (TdRequest *request, GError **error);
gboolean td_floor_ask_post (TdRequest *request, GError **error);
gboolean td_floor_part_page (TdRequest *request, GError **error);
gboolean td_floor_part_post (TdRequest *request, GError **error);
gboolean td_floor_recording_file (TdRequest *request, GError **error);
gboolean td_floor_statement_text (TdRequest *request, GError **error);
gboolean td_floor_turn_page (TdRequest *request, GError **error);
gboolean td_floor_turn_recording (TdRequest *request, GError **error);
gboolean td_floor_share_page (TdRequest *request, GError **error);
gboolean td_floor_share_post (TdRequest *request, GError **error);
