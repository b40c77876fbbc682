/* Handlers of the editor, for its area.c. */
#pragma once

#include "web/route.h"

gboolean td_writing_page (TdRequest *request, GError **error);
gboolean td_writing_section_page (TdRequest *request, GError **error);
gboolean td_writing_section_post (TdRequest *request, GError **error);
gboolean td_writing_section_kept (TdRequest *request, GError **error);
gboolean td_writing_branch_page (TdRequest *request, GError **error);
gboolean td_writing_branch_post (TdRequest *request, GError **error);
gboolean td_writing_branch_kept (TdRequest *request, GError **error);
gboolean td_writing_versions_page (TdRequest *request, GError **error);
gboolean td_writing_outline_page (TdRequest *request, GError **error);
gboolean td_writing_outline_post (TdRequest *request, GError **error);
