/* What the pages of this area share: strings and rows of one page, words; private to this area. */
#pragma once

#include "areas/follow_up/recommendation.h"
#include "templates/field-radios.html.h"
#include "web/route.h"

/* What one page is made from; strings and lists live until it is rendered. */
typedef struct {
    TdRequest *request;
    TdInstance *instance;
    const TdViewer *viewer;
    const char *locale;
    GPtrArray *strings, *lists;
} TdFollowPage;
void td_follow_page_init (TdFollowPage *page, TdRequest *request);
void td_follow_page_clear (TdFollowPage *page);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdFollowPage, td_follow_page_clear)
/* Takes it; lives as long as the page. */
const char *td_follow_keep (TdFollowPage *page, char *take_text);
/* Rows of this size; the page's. */
GArray *td_follow_list (TdFollowPage *page, guint size);
#define TD_FOLLOW_FILL(row, list, array) ((row)->list = (const void *) (array)->data, (row)->n_##list = (array)->len)

/* "/LANG/recommendations/ID" and rest. */
const char *td_follow_path (TdFollowPage *page, const char *id, const char *rest);
const char *td_follow_state_name (TdFollowPage *page, const char *iso3);
const char *td_follow_theme (TdFollowPage *page, const char *slug);  /* its title in locale, or NULL */
const char *td_follow_grade (TdFollowPage *page, const char *grade); /* label in locale; of NULL "not assessed yet" */
const char *td_follow_articles (TdFollowPage *page, const TdRecommendation *r); /* "16, 17", or NULL */
/* At most so many characters, cut at a blank, with an ellipsis. */
const char *td_follow_short (TdFollowPage *page, const char *text, int most);
/* To the paragraph in the library. */
const char *td_follow_document_link (TdFollowPage *page, const char *symbol, const char *document, const char *anchor);
/* The lines of a text, for a template's list of paragraphs. */
char **td_follow_lines (TdFollowPage *page, const char *text);

/* Adds a choice; the first has the field's name as its id. */
void td_follow_choice (TdFollowPage *page, GArray *choices, const char *field, const char *value, const char *label,
                       const char *hint, const char *chosen);

/* What is said beside a form: an error that its writer can do something about, in their language; else NULL and *error. Takes problem. */
const char *td_follow_problem (TdFollowPage *page, GError *take_problem, GError **error);
/* For this browser alone: 200, or 422 and 409 where something was wrong. */
void td_follow_reply (TdFollowPage *page, gboolean wrong);
