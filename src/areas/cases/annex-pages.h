/* What the pages of papers and annexes share; private to this area. */
#pragma once

#include "areas/cases/case-annex.h"
#include "areas/cases/case-paper.html.h"
#include "areas/cases/cases-words.h"

/* The fields annex-1 to annex-4 of a form: descriptors, owned by the request; how many. */
enum { TD_CASE_ANNEX_FIELDS = 4 };
gsize td_case_annex_files (TdRequest *request, int ret_fds[TD_CASE_ANNEX_FIELDS]);
/* As a download named what, and by its format. */
void td_case_reply_bytes (TdRequest *request, const char *what, const char *format, GBytes *bytes);
/* Rows of case-paper.html. names: version of the list. */
GArray *td_case_annex_rows (TdCasePage *page, const TdCase *c, const GPtrArray *annexes, int paper, int names);
/* The page of paper {n} of case {id}, with what was wrong. */
gboolean td_case_show_paper (TdCasePage *page, const char *wrong, GError **error);
