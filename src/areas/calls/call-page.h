/* What the officers' pages of calls share; private to this area's pages. */
#pragma once

#include "areas/calls/call.h"
#include "web/route.h"

/* Where the clocks are meant that count: "Geneva", or the zone's name. Lives as long as the profile. */
const char *td_call_where (const TdProfile *profile, const char *locale);
/* Its themes with semicolons between; NULL where it is about every one. Free it. */
char *td_call_theme_words (const TdProfile *profile, const TdCall *call, const char *locale);
/* The form again with what the request brought. field, message NULL: nothing is wrong. */
gboolean td_call_form_show (TdRequest *request, const char *field, const char *message, GError **error);
