/* The pages on which a report is sent; private to this area. Each a TdHandler. */
#pragma once

#include "web/route.h"

gboolean td_send_start_page (TdRequest *request, GError **error);
gboolean td_send_begin (TdRequest *request, GError **error);
gboolean td_send_state_page (TdRequest *request, GError **error);
gboolean td_send_state (TdRequest *request, GError **error);
gboolean td_send_sender_page (TdRequest *request, GError **error);
gboolean td_send_sender (TdRequest *request, GError **error);
gboolean td_send_file_page (TdRequest *request, GError **error);
gboolean td_send_file (TdRequest *request, GError **error);
gboolean td_send_write_page (TdRequest *request, GError **error);
gboolean td_send_write (TdRequest *request, GError **error);
gboolean td_send_write_begin (TdRequest *request, GError **error);
gboolean td_send_annexes_page (TdRequest *request, GError **error);
gboolean td_send_annexes (TdRequest *request, GError **error);
gboolean td_send_upload (TdRequest *request, GError **error);
gboolean td_send_reason_page (TdRequest *request, GError **error);
gboolean td_send_reason (TdRequest *request, GError **error);
gboolean td_send_found_page (TdRequest *request, GError **error);
gboolean td_send_found (TdRequest *request, GError **error);
gboolean td_send_priorities_page (TdRequest *request, GError **error);
gboolean td_send_priorities (TdRequest *request, GError **error);
gboolean td_send_visibility_page (TdRequest *request, GError **error);
gboolean td_send_visibility (TdRequest *request, GError **error);
gboolean td_send_answers_page (TdRequest *request, GError **error);
gboolean td_send_answers (TdRequest *request, GError **error);
gboolean td_send_done_page (TdRequest *request, GError **error);
gboolean td_send_discard (TdRequest *request, GError **error);
gboolean td_send_leave (TdRequest *request, GError **error);
gboolean td_send_code (TdRequest *request, GError **error);
gboolean td_late_link_page (TdRequest *request, GError **error);
gboolean td_late_link_begin (TdRequest *request, GError **error);
gboolean td_late_link_again (TdRequest *request, GError **error);
gboolean td_late_sent_page (TdRequest *request, GError **error);
gboolean td_return_page (TdRequest *request, GError **error);
gboolean td_return (TdRequest *request, GError **error);
