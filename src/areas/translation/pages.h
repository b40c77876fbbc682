/* The handlers of this area; private to it. */
#pragma once

#include "web/route.h"

gboolean td_translations_page (TdRequest *request, GError **error);
gboolean td_translation_document_page (TdRequest *request, GError **error);
gboolean td_translation_document_post (TdRequest *request, GError **error);
gboolean td_translation_page (TdRequest *request, GError **error);
gboolean td_translation_post (TdRequest *request, GError **error);
gboolean td_translation_files_page (TdRequest *request, GError **error);
gboolean td_translation_files_post (TdRequest *request, GError **error);
gboolean td_translation_file_page (TdRequest *request, GError **error);
gboolean td_translation_came_page (TdRequest *request, GError **error);
gboolean td_translation_came_post (TdRequest *request, GError **error);
gboolean td_translation_segment_page (TdRequest *request, GError **error);
gboolean td_translation_segment_post (TdRequest *request, GError **error);
