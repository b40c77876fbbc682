/* The handlers of this area; private to it. */
#pragma once

#include "web/route.h"

gboolean td_documents_page (TdRequest *request, GError **error);
gboolean td_document_page (TdRequest *request, GError **error);
gboolean td_document_file_page (TdRequest *request, GError **error);
gboolean td_document_import_page (TdRequest *request, GError **error);
gboolean td_document_import_post (TdRequest *request, GError **error);
gboolean td_import_many_page (TdRequest *request, GError **error);
gboolean td_import_many_post (TdRequest *request, GError **error);
gboolean td_import_batch_page (TdRequest *request, GError **error);
gboolean td_import_batch_post (TdRequest *request, GError **error);
gboolean td_document_beside_page (TdRequest *request, GError **error);
gboolean td_document_languages_page (TdRequest *request, GError **error);
gboolean td_document_export_page (TdRequest *request, GError **error);
gboolean td_document_cite_page (TdRequest *request, GError **error);
