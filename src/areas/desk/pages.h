/* The handlers of this area; private to it. */
#pragma once

#include "web/route.h"

gboolean td_desk_page (TdRequest *request, GError **error);
gboolean td_desk_next (TdRequest *request, GError **error);
gboolean td_desk_sent_page (TdRequest *request, GError **error);

gboolean td_desk_decide_post (TdRequest *request, GError **error);
gboolean td_desk_undo_post (TdRequest *request, GError **error);
gboolean td_desk_done_page (TdRequest *request, GError **error);

gboolean td_desk_failed_page (TdRequest *request, GError **error);
gboolean td_desk_failed_post (TdRequest *request, GError **error);

gboolean td_desk_behalf_page (TdRequest *request, GError **error);
gboolean td_desk_behalf_post (TdRequest *request, GError **error);
gboolean td_desk_behalf_end (TdRequest *request, GError **error);
