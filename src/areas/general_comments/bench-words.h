/* What the pages of the bench share: strings and rows of one page, words, one comment as a row; private to this area. */
#pragma once

#include "areas/general_comments/disposition.h"
#include "templates/field-radios.html.h"
#include "web/route.h"

/* What one page is made from; strings and lists live until it is rendered. */
typedef struct {
    TdRequest *request;
    TdInstance *instance;
    const TdViewer *viewer;
    const char *locale;
    const char *here; /* the zone in which the reader reads, or NULL */
    TdCommentDraft *draft;
    TdGeneralComment *general;
    GPtrArray *strings, *lists;
} TdBenchPage;
/* The draft of the address (its part "draft"), or the one that is named; FALSE with error. */
gboolean td_bench_page_init (TdBenchPage *page, TdRequest *request, const char *draft, GError **error);
void td_bench_page_clear (TdBenchPage *page);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdBenchPage, td_bench_page_clear)
/* Takes it; lives as long as the page. */
const char *td_bench_keep (TdBenchPage *page, char *take_text);
/* Rows of this size; the page's. */
GArray *td_bench_list (TdBenchPage *page, guint size);
#define TD_BENCH_FILL(row, list, array) ((row)->list = (const void *) (array)->data, (row)->n_##list = (array)->len)

/* "/LANG/general-comments/drafts/ID" and rest. */
const char *td_bench_path (TdBenchPage *page, const char *rest);
/* "General comment on …, second draft" */
const char *td_bench_draft_name (TdBenchPage *page);
/* "Paragraph 12", "The whole draft", "A paragraph without number" */
const char *td_bench_place (TdBenchPage *page, const char *anchor);
/* "Paragraph 12, also 14, 15" */
const char *td_bench_places (TdBenchPage *page, const TdBenchComment *comment);
const char *td_bench_name (TdBenchPage *page, const TdDraftComment *comment);
/* Its lines, each with its words; the template's list has `line` as its only field. */
GArray *td_bench_lines (TdBenchPage *page, const char *text);

/* From which of a list this page shows, and the addresses beside it. path: with a query or without. */
typedef struct {
    guint from, to; /* from, and before to */
    gint64 page, pages;
    const char *previous, *next;
} TdBenchSlice;
TdBenchSlice td_bench_slice (TdBenchPage *page, guint total, guint a_page, const char *path);

void td_bench_choice (TdBenchPage *page, GArray *choices, const char *field, const char *value, const char *label,
                      const char *hint, const char *chosen);
/* What is said beside a form: an error that its writer can do something about, in their language; else NULL and *error. Takes problem. */
const char *td_bench_problem (TdBenchPage *page, GError *take_problem, GError **error);
/* For this browser alone: 200, or 422 where something was wrong. */
void td_bench_reply (TdBenchPage *page, gboolean wrong);

/* ---- the picture of progress (bench-pictures.c) ---- */
/* waiting: what those without a disposition are called, English, for td_words. */
TdMarkup *td_bench_picture (TdBenchPage *page, const TdBenchTally *tally, const char *waiting);
