/* The handlers of the bench, of documents of comments and of outcomes; private to this area. Each a TdHandler. */
#pragma once

#include "web/route.h"

gboolean td_bench_page_get (TdRequest *request, GError **error);
gboolean td_bench_post (TdRequest *request, GError **error);
gboolean td_bench_alike_page (TdRequest *request, GError **error);
gboolean td_bench_alike_post (TdRequest *request, GError **error);
gboolean td_draft_changes_page (TdRequest *request, GError **error);
gboolean td_draft_changes_post (TdRequest *request, GError **error);
gboolean td_outcome_page (TdRequest *request, GError **error);
gboolean td_outcome_mine_page (TdRequest *request, GError **error);
gboolean td_compilation_page (TdRequest *request, GError **error);
gboolean td_split_new_page (TdRequest *request, GError **error);
gboolean td_split_new_post (TdRequest *request, GError **error);
gboolean td_comment_file_page (TdRequest *request, GError **error);
gboolean td_comment_file_post (TdRequest *request, GError **error);
gboolean td_split_page (TdRequest *request, GError **error);
gboolean td_split_post (TdRequest *request, GError **error);
