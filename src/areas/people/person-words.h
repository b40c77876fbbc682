/* What the pages of people share: choices, terms and conflicts in words; private to this area. */
#pragma once

#include "areas/people/account.h"
#include "areas/people/people.h"
#include "areas/people/person-terms.html.h"
#include "templates/answers.html.h"
#include "templates/error-summary.html.h"
#include "templates/field-radios.html.h"
#include "web/route.h"

/* The strings of one page; freed with it. */
typedef struct {
    GPtrArray *strings;
} TdPersonWords;
void td_person_words_init (TdPersonWords *words);
void td_person_words_clear (TdPersonWords *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdPersonWords, td_person_words_clear)

/* Takes it; lives as long as words. */
const char *td_person_keep (TdPersonWords *words, char *take);

/* Arrays of html_field_radios_choices; free with g_array_unref, before words. */
GArray *td_person_locales (TdPersonWords *words, const char *chosen);
GArray *td_person_states (TdPersonWords *words, TdRequest *request, const char *chosen);
GArray *td_person_roles (TdRequest *request, const char *chosen);
GArray *td_person_grounds (TdRequest *request, const char *chosen);
/* Of html_person_terms_rows. */
GArray *td_person_term_rows (TdPersonWords *words, TdRequest *request, const GPtrArray *terms);
/* Of html_answers_rows: State and ground. */
GArray *td_person_conflict_rows (TdPersonWords *words, TdRequest *request, const GPtrArray *conflicts);

/* What is said beside a form: an error of the rules that its writer can do something about (INPUT, CONFLICT,
 * BUSY), in the reader's language; NULL where it goes up as *error. Lives as long as words. */
const char *td_person_problem (TdPersonWords *words, TdRequest *request, GError *take_problem, GError **error);
/* Sends what was rendered, for this browser alone. */
void td_person_reply (TdRequest *request, gboolean wrong);
/* Redirects to "/LANG" and path. */
void td_person_go (TdRequest *request, const char *path);
