/* Meetings in the words of a page; private to this area's pages. */
#pragma once

#include "areas/programme/meeting-list.html.h"
#include "areas/programme/meeting.h"
#include "web/route.h"

typedef struct html_meeting_list_days TdMeetingDay;

/* Who reads, and the strings and lists of their page. */
typedef struct {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *locale;
    char *zone; /* the reader's, or NULL */
    GPtrArray *strings, *lists;
} TdMeetingWords;
gboolean td_meeting_words_init (TdRequest *request, TdMeetingWords *ret_words, GError **error);
void td_meeting_words_clear (TdMeetingWords *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdMeetingWords, td_meeting_words_clear)
const char *td_meeting_keep (TdMeetingWords *words, char *take_text);

/* "10:00–13:00". */
const char *td_meeting_hours (TdMeetingWords *words, const TdMeeting *meeting);
/* "09:00–12:00 in Accra", with the day where it is another there; NULL where the reader's clocks are not known or show the same. */
const char *td_meeting_hours_here (TdMeetingWords *words, const TdMeeting *meeting);
/* For the script: the instant, and the day that the page says; NULL where the zone is known. */
const char *td_meeting_at (TdMeetingWords *words, const TdMeeting *meeting);
const char *td_meeting_on (TdMeetingWords *words, const TdMeeting *meeting);
/* "Ghana, Senegal" of one that is not named by them. */
const char *td_meeting_states (TdMeetingWords *words, const TdMeeting *meeting);
/* "Geneva"; and of the reader's zone, or NULL. */
const char *td_meeting_city (TdMeetingWords *words);
const char *td_meeting_here (TdMeetingWords *words);
/* To the page for choosing a zone, and back to that path behind the language. */
const char *td_meeting_zone_link (TdMeetingWords *words, const char *path);

/* Day by day in the Committee's zone. Of TdMeetingDay; free with g_array_unref. */
GArray *td_meeting_days (TdMeetingWords *words, const GPtrArray *meetings, GError **error);
