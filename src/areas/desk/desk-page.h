/* Showing the desk again, with what was typed. Private to this area's pages. */
#pragma once

#include "web/route.h"

/* What an officer typed and what is wrong with it. field, message NULL: nothing. */
typedef struct {
    const char *field;   /* "item", "reason", "other" */
    const char *message; /* English, for td_words, or in the reader's language already */
} TdDeskProblem;

/* The page of the desk that the request's fields state, kind, status and page ask for. Sets the reply. */
gboolean td_desk_show (TdRequest *request, const TdDeskProblem *problem, GError **error);
