/* The pages of this area, for its registration. */
#pragma once

#include "web/route.h"

gboolean td_accreditation_form_page (TdRequest *request, GError **error);
gboolean td_accreditation_form_post (TdRequest *request, GError **error);
gboolean td_accreditation_own_page (TdRequest *request, GError **error);
gboolean td_accreditation_own_post (TdRequest *request, GError **error);
gboolean td_accreditation_one_page (TdRequest *request, GError **error);
gboolean td_accreditation_one_post (TdRequest *request, GError **error);
gboolean td_accreditation_badge_file (TdRequest *request, GError **error);
gboolean td_accreditation_desk_page (TdRequest *request, GError **error);
gboolean td_accreditation_desk_post (TdRequest *request, GError **error);
gboolean td_badge_check_page (TdRequest *request, GError **error);
gboolean td_badge_check_post (TdRequest *request, GError **error);
gboolean td_attendance_page (TdRequest *request, GError **error);
gboolean td_attendance_post (TdRequest *request, GError **error);
gboolean td_delegation_form_page (TdRequest *request, GError **error);
gboolean td_delegation_form_post (TdRequest *request, GError **error);
gboolean td_delegations_page (TdRequest *request, GError **error);
gboolean td_meeting_people_page (TdRequest *request, GError **error);
gboolean td_meeting_people_post (TdRequest *request, GError **error);
gboolean td_briefing_file_file (TdRequest *request, GError **error);
gboolean td_briefing_files_post (TdRequest *request, GError **error);
gboolean td_briefing_form_page (TdRequest *request, GError **error);
gboolean td_briefing_form_post (TdRequest *request, GError **error);
gboolean td_briefings_desk_page (TdRequest *request, GError **error);
gboolean td_briefings_desk_post (TdRequest *request, GError **error);
