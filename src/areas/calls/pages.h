/* The handlers of this area; private to it. Each a TdHandler. */
#pragma once

#include "web/route.h"

gboolean td_now_page (TdRequest *request, GError **error);
gboolean td_call_page (TdRequest *request, GError **error);

/* timetable-pages.c */
gboolean td_sessions_page (TdRequest *request, GError **error);
gboolean td_session_page (TdRequest *request, GError **error);
gboolean td_session_add_post (TdRequest *request, GError **error);
gboolean td_session_move_post (TdRequest *request, GError **error);

/* stage-pages.c */
gboolean td_stages_page (TdRequest *request, GError **error);
gboolean td_stages_post (TdRequest *request, GError **error);
gboolean td_review_post (TdRequest *request, GError **error);

/* call-desk-pages.c */
gboolean td_calls_desk_page (TdRequest *request, GError **error);
gboolean td_call_desk_page (TdRequest *request, GError **error);
gboolean td_call_extend_post (TdRequest *request, GError **error);
gboolean td_call_close_post (TdRequest *request, GError **error);

/* call-form-pages.c */
gboolean td_call_new_page (TdRequest *request, GError **error);
gboolean td_call_new_post (TdRequest *request, GError **error);
gboolean td_late_ask_page (TdRequest *request, GError **error);
gboolean td_late_ask_post (TdRequest *request, GError **error);
gboolean td_late_links_page (TdRequest *request, GError **error);
gboolean td_late_links_post (TdRequest *request, GError **error);
