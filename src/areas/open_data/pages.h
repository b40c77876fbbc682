/* The handlers of this area; private to it. */
#pragma once

#include "web/route.h"

gboolean td_open_data_page (TdRequest *request, GError **error);
gboolean td_open_data_file (TdRequest *request, GError **error);
gboolean td_oai_answer (TdRequest *request, GError **error);
gboolean td_sitemaps_file (TdRequest *request, GError **error);
gboolean td_sitemap_file (TdRequest *request, GError **error);
gboolean td_robots_file (TdRequest *request, GError **error);
