/* Meetings as iCalendar: of one, of a session, about a State, of a person.
 *
 * Hours are instants in UTC, so that every calendar shows them by its owner's clocks, over a change of summer time too. A meeting keeps its
 * UID; each published change counts its SEQUENCE up; one that is cancelled stays, CANCELLED. What is only planned is TENTATIVE, and stands in
 * calendars of those alone who may know of it. Of a closed meeting a calendar says when it is and where its page is, and nothing else: it lies
 * open on desks and telephones, and with whoever keeps it.
 */
#pragma once

#include "areas/programme/meeting.h"

typedef struct {
    const char *name;   /* of the calendar, in the reader's language */
    const char *source; /* its own address behind the language, "/sessions/41/programme.ics?state=GHA" */
    const char *page;   /* of what it is the calendar, likewise; NULL: it has none */
    const char *locale;
} TdMeetingFeed;

/* meetings: of TdMeeting, of which the viewer may know. How to come in stands in the public ones. Free it; NULL with an
 * error. */
char *td_meetings_ics (TdInstance *instance, const TdViewer *viewer, const GPtrArray *meetings,
                       const TdMeetingFeed *feed, GError **error);
