/* The pages of this area. */
#pragma once

#include "web/route.h"

gboolean td_general_comments_page (TdRequest *request, GError **error);
gboolean td_general_comment_page (TdRequest *request, GError **error);
gboolean td_general_new_page (TdRequest *request, GError **error);
gboolean td_general_new_post (TdRequest *request, GError **error);
gboolean td_general_keep_page (TdRequest *request, GError **error);
gboolean td_general_keep_post (TdRequest *request, GError **error);
gboolean td_general_draft_page (TdRequest *request, GError **error);
gboolean td_draft_comments_page (TdRequest *request, GError **error);
gboolean td_draft_comments_post (TdRequest *request, GError **error);
gboolean td_draft_mine_page (TdRequest *request, GError **error);
gboolean td_draft_mine_post (TdRequest *request, GError **error);
gboolean td_draft_own_page (TdRequest *request, GError **error);
gboolean td_draft_own_post (TdRequest *request, GError **error);
