/* What the pages of consultations share: strings of a page, choices, figures in words; those of general comments take strings and choices from here. */
#pragma once

#include "areas/consultations/comment.h"
#include "templates/error-summary.html.h"
#include "templates/field-radios.html.h"
#include "web/route.h"

/* The strings of one page; freed with it. */
typedef struct {
    GPtrArray *strings;
} TdStrings;
void td_strings_init (TdStrings *strings);
void td_strings_clear (TdStrings *strings);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdStrings, td_strings_clear)
/* Takes it; lives as long as strings. */
const char *td_strings_keep (TdStrings *strings, char *take);

/* The consultation of the address; NULL with error. */
TdConsultation *td_consultation_of (TdRequest *request, GError **error);
const char *td_consultation_state_name (TdRequest *request, const char *state);
/* "Arabic, French" for "ar,fr". */
const char *td_consultation_languages_words (TdStrings *strings, const char *tags, const char *locale);
/* In the consultation's zone. */
const char *td_consultation_when (TdStrings *strings, const TdConsultation *c, gint64 at, const char *locale);
/* The kind's label in locale, "Others" for NULL. */
const char *td_consultation_kind (TdRequest *request, const char *kind);
/* "/LANG/consultations/ID" and rest. */
const char *td_consultation_path (TdStrings *strings, TdRequest *request, const char *id, const char *rest);
/* A number of 1 and more in a field of the query; 1 where there is none. */
int td_consultation_page_number (TdRequest *request);

typedef struct html_field_radios_choices TdRadio;
/* Adds one; the first has the field's name as its id. chosen: the value that is chosen, or NULL. */
void td_radio_add (TdStrings *strings, GArray *list, const char *field, const char *value, const char *label,
                   const char *hint, const char *chosen);
GArray *td_radios_new (void);
/* Kinds that those without a registered organisation can be. */
GArray *td_radios_kinds (TdStrings *strings, TdRequest *request, const char *chosen);

/* What is said beside a form: an error that its writer can do something about, in their language; else NULL and *error. Takes
 * problem. */
const char *td_consultation_problem (TdStrings *strings, TdRequest *request, GError *take_problem, GError **error);
/* Redirects. */
void td_consultation_go (TdRequest *request, const char *id, const char *rest);
/* For this browser alone. */
void td_consultation_reply (TdRequest *request, gboolean wrong);
