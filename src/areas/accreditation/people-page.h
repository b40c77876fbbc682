/* What the pages of who takes part in a meeting, and of what is laid before it, share; private to this area. */
#pragma once

#include "web/route.h"

/* The page, with what will not do beside its field (a literal, or NULL). wrong: NULL for none. */
gboolean td_meeting_people_show (TdRequest *request, const char *field, const char *wrong, GError **error);
