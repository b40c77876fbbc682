/* The handlers of this area; private to it. */
#pragma once

#include "web/route.h"

/* pages.c: what everybody reads */
gboolean td_consultations_page (TdRequest *request, GError **error);
gboolean td_consultation_page (TdRequest *request, GError **error);
gboolean td_consultation_record_page (TdRequest *request, GError **error);

/* comment-pages.c: comments on a paragraph, and writing one */
gboolean td_consultation_comments_page (TdRequest *request, GError **error);
gboolean td_consultation_comments_post (TdRequest *request, GError **error);

/* mine-pages.c: one's own part in it, by account or by a comment's address */
gboolean td_consultation_mine_page (TdRequest *request, GError **error);
gboolean td_consultation_mine_post (TdRequest *request, GError **error);
gboolean td_consultation_own_page (TdRequest *request, GError **error);
gboolean td_consultation_own_post (TdRequest *request, GError **error);

/* hold-pages.c: for those who act for the State */
gboolean td_consultation_new_page (TdRequest *request, GError **error);
gboolean td_consultation_new_post (TdRequest *request, GError **error);
gboolean td_consultation_hold_page (TdRequest *request, GError **error);
gboolean td_consultation_hold_post (TdRequest *request, GError **error);
gboolean td_consultation_meeting_page (TdRequest *request, GError **error);
gboolean td_consultation_meeting_post (TdRequest *request, GError **error);

/* answer-pages.c */
gboolean td_consultation_answer_page (TdRequest *request, GError **error);
gboolean td_consultation_answer_post (TdRequest *request, GError **error);
