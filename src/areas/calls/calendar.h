/* Openings as iCalendar (RFC 5545, 7986) and Atom (RFC 4287), for calendars and feed readers. Written by hand: both are small,
 * and nothing here reads either.
 *
 * Both are public, name no reader and hold instants alone: whose calendar or reader shows them words the times. The same
 * openings give the same bytes, so that whoever asks again is told that nothing changed.
 */
#pragma once

#include "areas/calls/opening.h"

/* Of which openings a calendar or feed is. */
typedef struct {
    const char *about; /* "Ghana", a theme, an organisation's name, in the reader's language; NULL: the world's */
    const char *query; /* of its address: "?state=GHA", "?state=GHA&expected=1", or "" */
    gboolean expected; /* the calendar has what is only to be expected as well */
    const char *locale;
} TdFeed;

/* query and about of what was asked for; each may be NULL. One order, so that one feed has one address. organisation: id,
 * and name. expected: the calendar with what is only to be expected. Free them; about may be NULL. */
char *td_feed_query (const TdState *state, const TdTheme *theme, const char *organisation, gboolean expected);
char *td_feed_about (const TdProfile *profile, const TdState *state, const TdTheme *theme, const char *name,
                     const char *locale);

/* One event a deadline (as an instant in UTC) and one a session to come (whole days). A deadline that moves keeps its UID and
 * counts up its SEQUENCE; one closed early is CANCELLED. What has no deadline is no event. What is only to be expected is left out, since
 * many calendars show what is TENTATIVE like everything else and somebody would count on it: it comes where it was asked for, TENTATIVE, and
 * every title says so. Free it. */
char *td_calendar_ics (const TdInstance *instance, const TdOpenings *openings, const TdTimetable *timetable,
                       const TdFeed *feed);
/* One entry an opening, the one that changed last first; then one for each that is to be expected, whose title says so. Free it. */
char *td_calendar_atom (const TdInstance *instance, const TdOpenings *openings, const TdFeed *feed);

/* "Alternative reports: Ghana, Benin" for a call. Free it. */
char *td_call_title (const TdProfile *profile, const TdCall *call, const char *locale);
/* When it last changed: opened, extended, moved or closed. */
gint64 td_call_changed (const TdCall *call);
