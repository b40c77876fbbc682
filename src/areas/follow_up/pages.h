/* The handlers of this area; private to it. Each a TdHandler. */
#pragma once

#include "areas/follow_up/recommendation.h"
#include "web/route.h"

gboolean td_recommendations_page (TdRequest *request, GError **error);
gboolean td_state_recommendations_page (TdRequest *request, GError **error);
gboolean td_recommendation_page (TdRequest *request, GError **error);
gboolean td_steps_page (TdRequest *request, GError **error);
gboolean td_steps_post (TdRequest *request, GError **error);
gboolean td_assess_page (TdRequest *request, GError **error);
gboolean td_assess_post (TdRequest *request, GError **error);
gboolean td_release_post (TdRequest *request, GError **error);
gboolean td_correct_page (TdRequest *request, GError **error);
gboolean td_correct_post (TdRequest *request, GError **error);
gboolean td_document_list_page (TdRequest *request, GError **error);
gboolean td_document_list_post (TdRequest *request, GError **error);
gboolean td_report_earlier_page (TdRequest *request, GError **error);
gboolean td_report_earlier_post (TdRequest *request, GError **error);
