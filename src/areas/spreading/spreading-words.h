/* What the pages of this area share: strings and rows of one page, choices, words; private to this area. */
#pragma once

#include "areas/spreading/outreach.h"
#include "templates/field-radios.html.h"
#include "web/route.h"

/* What one page is made from; strings and lists live until it is rendered. */
typedef struct {
    TdRequest *request;
    TdInstance *instance;
    const TdViewer *viewer;
    const char *locale;
    GPtrArray *strings, *lists;
} TdSpreadPage;
void td_spread_page_init (TdSpreadPage *page, TdRequest *request);
void td_spread_page_clear (TdSpreadPage *page);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdSpreadPage, td_spread_page_clear)
const char *td_spread_keep (TdSpreadPage *page, char *take_text);
GArray *td_spread_list (TdSpreadPage *page, guint size);
#define TD_SPREAD_FILL(row, list, array) ((row)->list = (const void *) (array)->data, (row)->n_##list = (array)->len)

/* The document of the address, one that is spread; TD_ERROR_NOT_FOUND. Free it. */
TdLibraryDocument *td_spread_document (TdSpreadPage *page, GError **error);
/* "/LANG/documents/ID" and rest. */
const char *td_spread_path (TdSpreadPage *page, const TdLibraryDocument *document, const char *rest);
const char *td_spread_title (TdSpreadPage *page, const TdLibraryDocument *document);
/* The language that the title is in. */
const char *td_spread_title_language (TdSpreadPage *page, const TdLibraryDocument *document);
const char *td_spread_language_name (TdSpreadPage *page, const char *tag);
const char *td_spread_country_name (TdSpreadPage *page, const char *iso3);

/* Choices of a select; they are the page's. */
void td_spread_choose (TdSpreadPage *page, GArray *choices, const char *value, const char *label, const char *chosen);
GArray *td_spread_choices (TdSpreadPage *page);
/* For whom the viewer may write. NULL with error. *ret_any: whether there is one. */
GArray *td_spread_organisations (TdSpreadPage *page, const char *chosen, gboolean *ret_any, GError **error);
/* The profile's languages. */
GArray *td_spread_languages (TdSpreadPage *page, const char *chosen);
/* The language that a form names: its choice, else the tag that was typed. */
const char *td_spread_asked_language (TdRequest *request);
/* What its writer can do something about, in their language; else NULL and *error. Takes problem. */
const char *td_spread_problem (TdSpreadPage *page, GError *take_problem, GError **error);
/* Whoever has no organisation for which to write is told how to come to one: TD_ERROR_NOT_ALLOWED. */
gboolean td_spread_nobody (GError **error);
