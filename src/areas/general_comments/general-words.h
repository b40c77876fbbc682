/* What the pages of this area share; private to it. Strings and choices are those of consultations, on whose pages people comment in the same way. */
#pragma once

#include "areas/consultations/consultation-words.h"
#include "areas/general_comments/draft-comment.h"
#include "areas/writing/text-page.h"
#include "web/html.h"

/* What one page is made from; strings and lists live until it is rendered. */
typedef struct {
    TdRequest *request;
    TdInstance *instance;
    const TdViewer *viewer;
    const char *locale;
    const char *here; /* the zone in which the reader reads, or NULL */
    gint64 now;
    TdStrings strings;
    GPtrArray *lists, *markups;
} TdGeneralPage;
void td_general_page_init (TdGeneralPage *page, TdRequest *request);
void td_general_page_clear (TdGeneralPage *page);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdGeneralPage, td_general_page_clear)
/* Takes it; lives as long as the page. */
const char *td_general_keep (TdGeneralPage *page, char *take_text);
/* Rows of this size; the page's. */
GArray *td_general_list (TdGeneralPage *page, gsize size);
#define TD_GENERAL_FILL(row, list, array)                                                                              \
    do {                                                                                                               \
        const GArray *filled = (array);                                                                                \
        (row)->list = (const void *) filled->data;                                                                     \
        (row)->n_##list = filled->len;                                                                                 \
    } while (0)

/* "/LANG/general-comments" and rest. */
const char *td_general_path (TdGeneralPage *page, const char *rest);
const char *td_general_draft_path (TdGeneralPage *page, const char *draft, const char *rest);
/* The page of comments on a paragraph (NULL: the whole) of a draft. */
const char *td_general_comments_path (TdGeneralPage *page, const char *draft, const char *language, const char *anchor);
/* In the Committee's zone and the reader's; NULL for 0. */
const char *td_general_when (TdGeneralPage *page, gint64 instant);
const char *td_general_day (TdGeneralPage *page, gint64 instant);
const char *td_general_stage_label (TdGeneralPage *page, const TdGeneralStage *stage);
/* Who wrote it, as the reader may read it: a name, a State, or what kind of writer. */
const char *td_general_writer (TdGeneralPage *page, const TdDraftComment *comment);
/* "Expert, as they say": as what they wrote. */
const char *td_general_position (TdGeneralPage *page, const TdDraftComment *comment);
/* The bare words of a paragraph of a draft. */
const char *td_general_plain (TdGeneralPage *page, const TdTextParagraph *paragraph);
/* The same as they stand in its file, with the calls of their notes; and those notes as a list. */
const TdMarkup *td_general_marked (TdGeneralPage *page, const TdTextParagraph *paragraph, TdTextNotes *notes);
const TdMarkup *td_general_footnotes (TdGeneralPage *page, const TdTextNotes *notes);
/* What a proposed wording would change in before, as a change. */
const TdMarkup *td_general_change (TdGeneralPage *page, const char *before, const char *wording, const char *language);
/* Where the stages stand: the cycle line. */
const TdMarkup *td_general_cycle (TdGeneralPage *page, const TdGeneralComment *general, const GPtrArray *drafts);

/* The draft of the address with its general comment. */
gboolean td_general_draft_of (TdGeneralPage *page, TdCommentDraft **ret_draft, TdGeneralComment **ret_general,
                              GError **error);
/* The language of the draft that was asked for, else the page's where the draft has it, else NULL: the leading one. */
const char *td_general_language (TdGeneralPage *page, const TdCommentDraft *draft);
/* The error of a form that its writer can do something about, in their language; else NULL and *error. Takes problem. */
const char *td_general_problem (TdGeneralPage *page, GError *take_problem, GError **error);
/* For this browser alone: 200, 422 where something was wrong. */
void td_general_reply (TdGeneralPage *page, gboolean wrong);
