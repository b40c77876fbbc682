/* The handlers of this area; private to it. Each a TdHandler. */
#pragma once

#include "web/route.h"

gboolean td_dossier_page (TdRequest *request, GError **error);
gboolean td_dossier_article_page (TdRequest *request, GError **error);
gboolean td_dossier_seen_post (TdRequest *request, GError **error);
gboolean td_briefing_page (TdRequest *request, GError **error);
gboolean td_briefing_file_page (TdRequest *request, GError **error);
gboolean td_notes_page (TdRequest *request, GError **error);
gboolean td_note_new_page (TdRequest *request, GError **error);
gboolean td_notes_post (TdRequest *request, GError **error);
gboolean td_note_page (TdRequest *request, GError **error);
gboolean td_note_post (TdRequest *request, GError **error);
gboolean td_links_page (TdRequest *request, GError **error);
gboolean td_links_post (TdRequest *request, GError **error);
gboolean td_coverage_page (TdRequest *request, GError **error);
