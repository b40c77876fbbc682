/* Handlers of the register's pages; rows in area.c. */
#pragma once

#include "web/route.h"

gboolean td_case_register_page (TdRequest *request, GError **error);
gboolean td_case_enter_page (TdRequest *request, GError **error);
gboolean td_case_enter_post (TdRequest *request, GError **error);
gboolean td_case_page (TdRequest *request, GError **error);
gboolean td_case_move_post (TdRequest *request, GError **error);
gboolean td_case_clock_post (TdRequest *request, GError **error);
gboolean td_case_papers_post (TdRequest *request, GError **error);
gboolean td_case_authority_post (TdRequest *request, GError **error);
gboolean td_case_paper_page (TdRequest *request, GError **error);
gboolean td_case_paper_post (TdRequest *request, GError **error);
gboolean td_case_paper_as_came (TdRequest *request, GError **error);
gboolean td_case_paper_as_goes (TdRequest *request, GError **error);
gboolean td_case_names_page (TdRequest *request, GError **error);
gboolean td_case_names_post (TdRequest *request, GError **error);
gboolean td_case_names_file (TdRequest *request, GError **error);
gboolean td_register_readings_page (TdRequest *request, GError **error);
gboolean td_case_readings_page (TdRequest *request, GError **error);
gboolean td_register_figures_page (TdRequest *request, GError **error);
gboolean td_case_file_pdf (TdRequest *request, GError **error);
gboolean td_case_archive_file (TdRequest *request, GError **error);
gboolean td_case_annex_as_came (TdRequest *request, GError **error);
gboolean td_case_annex_as_goes (TdRequest *request, GError **error);
gboolean td_case_annex_post (TdRequest *request, GError **error);
gboolean td_case_ending_page (TdRequest *request, GError **error);
gboolean td_case_ending_post (TdRequest *request, GError **error);
gboolean td_case_code_post (TdRequest *request, GError **error);
gboolean td_case_code_authority_post (TdRequest *request, GError **error);
gboolean td_case_decision_page (TdRequest *request, GError **error);
gboolean td_case_decision_post (TdRequest *request, GError **error);
