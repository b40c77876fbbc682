/* What the pages of this area share: strings and rows of one page, words; private to this area. */
#pragma once

#include "areas/questions/question.h"
#include "templates/field-radios.html.h"
#include "web/route.h"

/* What one page is made from; strings and lists live until it is rendered. */
typedef struct {
    TdRequest *request;
    TdInstance *instance;
    const TdViewer *viewer;
    const char *locale;
    const char *here; /* the zone in which the reader reads, or NULL */
    gint64 now;
    GPtrArray *strings, *lists;
} TdAskPage;
void td_ask_page_init (TdAskPage *page, TdRequest *request);
void td_ask_page_clear (TdAskPage *page);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdAskPage, td_ask_page_clear)
/* Takes it; lives as long as the page. */
const char *td_ask_keep (TdAskPage *page, char *take_text);
/* Rows of this size; the page's. */
GArray *td_ask_list (TdAskPage *page, guint size);
#define TD_ASK_FILL(row, list, array) ((row)->list = (const void *) (array)->data, (row)->n_##list = (array)->len)

/* "/LANG/meetings/ID" and rest; "/LANG/questions/ID" and rest. */
const char *td_ask_meeting_path (TdAskPage *page, const char *meeting, const char *rest);
const char *td_ask_question_path (TdAskPage *page, const char *question, const char *rest);
/* What the meeting is called. */
const char *td_ask_meeting_name (TdAskPage *page, const TdMeeting *meeting);
/* When it is, in the Committee's zone and the reader's. */
const char *td_ask_when (TdAskPage *page, gint64 instant);
const char *td_ask_state_name (TdAskPage *page, const char *iso3);
const char *td_ask_party_name (TdAskPage *page, const TdParty *party);
/* To whom a question is put. */
const char *td_ask_to (TdAskPage *page, const TdQuestion *question);
/* "16, 17", or NULL. */
const char *td_ask_articles (TdAskPage *page, const GArray *articles);
/* The lines of a text, for a template's list of paragraphs: of char *, the page's. */
GArray *td_ask_lines (TdAskPage *page, const char *text, guint size);

/* Adds a choice; the first has the field's name as its id. */
void td_ask_choice (TdAskPage *page, GArray *choices, const char *field, const char *value, const char *label,
                    const char *hint, const char *chosen);
/* What is said beside a form: an error that its writer can do something about, in their language; else NULL and *error. Takes problem. */
const char *td_ask_problem (TdAskPage *page, GError *take_problem, GError **error);
/* For this browser alone: 200, or 422 where something was wrong. */
void td_ask_reply (TdAskPage *page, gboolean wrong);
