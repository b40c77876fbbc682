/* What the pages of the register share. */
#pragma once

#include "areas/cases/case-clock.h"
#include "areas/cases/case-move.h"
#include "areas/cases/case-paper.h"
#include "profile/case-stages.h"
#include "web/route.h"

/* One page while it is made. */
typedef struct {
    TdRequest *request;
    TdInstance *instance;
    const TdProfile *profile;
    const TdViewer *viewer;
    const char *locale;
    GPtrArray *strings;
} TdCasePage;
void td_case_page_begin (TdCasePage *page, TdRequest *request);
void td_case_page_clear (TdCasePage *page);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdCasePage, td_case_page_clear)

/* Keeps a string as long as the page. */
const char *td_case_keep (TdCasePage *page, char *take);
/* "/en/cases/ID" and rest. */
const char *td_case_path (TdCasePage *page, const char *id, const char *rest);
const char *td_case_state_name (TdCasePage *page, const char *state);
/* "No. 1/2026", or "Not registered yet". */
const char *td_case_title (TdCasePage *page, const TdCase *c);
const char *td_case_day (TdCasePage *page, const char *day);
const char *td_case_when (TdCasePage *page, gint64 at); /* NULL for 0 */
/* English, for td_words: "The author’s". */
const char *td_case_party_label (TdCaseParty party);
/* Rows of field-radios: add with td_case_choice. */
GArray *td_case_choices (void);
void td_case_choice (GArray *list, const char *id, const char *value, const char *label, const char *chosen);
/* The languages of input, for field-select. */
GArray *td_case_language_choices (TdCasePage *page);
/* What its writer can do something about, in their language; else NULL and *error. Takes problem. */
const char *td_case_problem (TdCasePage *page, GError *take_problem, GError **error);
/* Sends what was made: 200 or, where something was wrong, 422; never kept. */
void td_case_reply (TdCasePage *page, gboolean wrong);
