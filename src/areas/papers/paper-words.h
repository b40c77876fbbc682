/* What the pages of papers share; private to this area. */
#pragma once

#include "areas/papers/paper.h"
#include "templates/field-radios.html.h"
#include "web/route.h"

/* The strings of one page; freed with it. */
typedef struct {
    GPtrArray *strings;
} TdPaperWords;
void td_paper_words_init (TdPaperWords *words);
void td_paper_words_clear (TdPaperWords *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdPaperWords, td_paper_words_clear)
/* Takes it; lives as long as words. */
const char *td_paper_keep (TdPaperWords *words, char *take);

/* "/LANG/papers/ID" and rest. */
const char *td_paper_path (TdPaperWords *words, TdRequest *request, const char *id, const char *rest);
const char *td_paper_state_name (TdRequest *request, const char *state);
/* In the body's zone; NULL for 0. */
const char *td_paper_when (TdPaperWords *words, TdRequest *request, gint64 at);
/* Arrays of html_field_radios_choices; free with g_array_unref, before words. */
GArray *td_paper_choice_list (void);
void td_paper_choice (GArray *list, const char *value, const char *label, const char *chosen);
/* What is said beside a form; else NULL and *error. Takes problem. */
const char *td_paper_problem (TdPaperWords *words, TdRequest *request, GError *take_problem, GError **error);
void td_paper_reply (TdRequest *request, gboolean wrong);
void td_paper_go (TdRequest *request, const char *id, const char *rest);
