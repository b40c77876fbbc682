/* What the pages of this area share; private to it. */
#pragma once

#include "areas/accreditation/accreditation.h"
#include "templates/field-radios.html.h"
#include "web/route.h"

typedef struct html_field_radios_choices TdAccreditationChoice;

/* Takes it; lives as long as strings. */
const char *td_accreditation_keep (GPtrArray *strings, char *take);
/* The part {session} of the path. TD_ERROR_NOT_FOUND. */
gboolean td_accreditation_session_part (TdRequest *request, int *ret_session, GError **error);
/* The field session; where it was not given, the next that is not over, else the last. */
gboolean td_accreditation_session_field (TdRequest *request, int *ret_session, GError **error);
/* What is said beside a form: an error that its writer can do something about, in the reader's language; NULL where it goes up as *error. */
const char *td_accreditation_problem (GPtrArray *strings, TdRequest *request, GError *take_problem, GError **error);
/* "warning" for what waits, "good" for a yes, "" else. */
const char *td_accreditation_status_kind (TdAccreditationStatus status);
/* "1 to 11 December 2025", or NULL. Kept in strings. */
const char *td_accreditation_days (GPtrArray *strings, const TdAccreditationSession *session, const char *locale);
/* wrong, where field is name; else NULL. */
const char *td_accreditation_at (const char *field, const char *name, const char *wrong);

/* Arrays of TdAccreditationChoice; free them before strings. */
GArray *td_accreditation_choices (void);
void td_accreditation_choose (GArray *list, const char *value, const char *label, const char *chosen);
GArray *td_accreditation_languages (TdRequest *request, const char *chosen, GPtrArray *strings);
GArray *td_accreditation_countries (TdRequest *request, const char *chosen, GPtrArray *strings);
GArray *td_accreditation_states (TdRequest *request, const char *chosen);
/* Submissions that the viewer sent. */
GArray *td_accreditation_reports (TdRequest *request, const char *chosen, GPtrArray *strings, GError **error);
/* Meetings of a session that the viewer may know of and that take place; closed: closed ones alone. */
GArray *td_accreditation_meetings (TdRequest *request, int session, gboolean closed, const char *chosen,
                                   GPtrArray *strings, GError **error);
