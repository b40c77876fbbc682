/* The handlers of this area; private to it. Each a TdHandler. */
#pragma once

#include "areas/questions/question.h"
#include "web/route.h"

gboolean td_questions_page (TdRequest *request, GError **error);
gboolean td_questions_post (TdRequest *request, GError **error);
gboolean td_questions_print_page (TdRequest *request, GError **error);
gboolean td_question_page (TdRequest *request, GError **error);
gboolean td_question_answer_post (TdRequest *request, GError **error);
gboolean td_question_correct_post (TdRequest *request, GError **error);
gboolean td_question_spot_post (TdRequest *request, GError **error);
gboolean td_question_strike_post (TdRequest *request, GError **error);
gboolean td_captions_page (TdRequest *request, GError **error);
gboolean td_captions_file (TdRequest *request, GError **error);
gboolean td_captions_type_page (TdRequest *request, GError **error);
gboolean td_captions_type_post (TdRequest *request, GError **error);
gboolean td_captions_correct_post (TdRequest *request, GError **error);
gboolean td_record_page (TdRequest *request, GError **error);
gboolean td_record_post (TdRequest *request, GError **error);
gboolean td_session_figures_page (TdRequest *request, GError **error);
