/* Openings as iCalendar (RFC 5545) and Atom (RFC 4287), for calendars and feed readers. Written by hand: both are small, and
 * nothing here reads either. */
#pragma once

#include "areas/calls/opening.h"

/* One event a deadline (as an instant in UTC) and one a session to come (whole days). A deadline that moves keeps its UID and
 * counts up its SEQUENCE; one closed early is CANCELLED. Free it. */
char *td_calendar_ics (const TdInstance *instance, const TdOpenings *openings, const TdTimetable *timetable,
                       const char *iso3, const char *locale);
/* One entry a call, the one that changed last first. Free it. */
char *td_calendar_atom (const TdInstance *instance, const TdOpenings *openings, const char *iso3, const char *locale);

/* "Alternative reports: Ghana, Benin" for a call. Free it. */
char *td_call_title (const TdProfile *profile, const TdCall *call, const char *locale);
/* When it last changed: opened, extended, moved or closed. */
gint64 td_call_changed (const TdCall *call);
