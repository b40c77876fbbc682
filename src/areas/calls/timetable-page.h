/* What the pages of sessions and stages share; private to this area's pages. */
#pragma once

#include "areas/calls/record.h"
#include "web/route.h"

/* What follows from a change, shown before it is stored. */
typedef struct {
    const char *question, *action, *back, *said, *reason;
    const char *const *fields; /* what was typed, to be sent again: name, value, …, NULL */
    gboolean again;            /* the person confirmed something else */
} TdMovedPage;
gboolean td_moved_show (TdRequest *request, const TdMovedPage *page, const GPtrArray *moved);

/* Whether the viewer is one who records sessions and stages. */
gboolean td_is_officer (TdRequest *request);
/* Who recorded something: a name for officers, their role for everybody else. Free it. */
char *td_recorded_by (TdRequest *request, const char *actor);
/* "5 April 2027 – 16 April 2027"; NULL where nothing is known. Free it. */
char *td_days_words (const char *locale, const char *start, const char *end);
/* For field-select; its strings live for ever. Of struct html_field_radios_choices. */
GArray *td_how_choices (const char *locale, const char *chosen);
/* text where field is the wanted one, else NULL. */
const char *td_error_at (const char *field, const char *wanted, const char *text);
/* A TdConfirm of what the request's form brought. */
TdConfirm td_confirm_of (TdRequest *request);
