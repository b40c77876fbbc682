/* Handlers of papers, for this area's area.c. */
#pragma once

#include "web/route.h"

gboolean td_papers_page (TdRequest *request, GError **error);
gboolean td_paper_page (TdRequest *request, GError **error);
gboolean td_paper_begin_page (TdRequest *request, GError **error);
gboolean td_paper_begin_post (TdRequest *request, GError **error);
gboolean td_paper_adopt_page (TdRequest *request, GError **error);
gboolean td_paper_adopt_post (TdRequest *request, GError **error);
gboolean td_paper_release_page (TdRequest *request, GError **error);
gboolean td_paper_transmit_post (TdRequest *request, GError **error);
gboolean td_paper_publish_post (TdRequest *request, GError **error);
gboolean td_paper_receipt_file (TdRequest *request, GError **error);
gboolean td_paper_file (TdRequest *request, GError **error);
