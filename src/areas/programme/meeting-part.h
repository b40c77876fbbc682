/* Parts of a meeting's page that other areas fill: who speaks, how to come in, what was asked.
 *
 * To add one: a TdMeetingPart in a file of your area (it needs no web/), and its name in td_meeting_parts of areas/areas.c. Whoever sees the
 * page may know of the meeting; everything else (may they attend, is it theirs) the part asks the door itself. A part that says nothing
 * is not shown. Its words are in the reader's language; the page of nobody is kept until the next public change, so what nobody is
 * shown changes with a journal entry that is a public change.
 *
 * Example:
 *   static gboolean say (TdTx *tx, const TdMeetingAsked *asked, TdMeetingSaid *said, GError **error)
 *   {
 *       …
 *       td_meeting_said_line (said, td_words_fill (td_words (asked->locale, N_ ("The list is open until {when}.")), "when", when, NULL));
 *       td_meeting_said_link (said, g_strdup_printf ("/meetings/%s/floor", asked->meeting->id), N_ ("Ask for the floor"));
 *       return TRUE;
 *   }
 *   const TdMeetingPart td_floor_meeting_part = { N_ ("Speakers"), say };
 */
#pragma once

#include "areas/programme/meeting.h"

typedef struct {
    TdInstance *instance;
    const TdMeeting *meeting;
    const TdViewer *viewer;
    const char *locale;
    const char *zone; /* the reader's, or NULL */
    gint64 now;
} TdMeetingAsked;

typedef struct {
    char *path;        /* behind the language: "/meetings/ID/floor" */
    const char *label; /* English, for td_words */
} TdMeetingLink;

typedef struct {
    GPtrArray *lines; /* of char * */
    GPtrArray *links; /* of TdMeetingLink */
} TdMeetingSaid;
void td_meeting_said_clear (TdMeetingSaid *said);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdMeetingSaid, td_meeting_said_clear)
void td_meeting_said_line (TdMeetingSaid *said, char *take_text);
/* label lives as long as the program. */
void td_meeting_said_link (TdMeetingSaid *said, char *take_path, const char *label);

typedef struct {
    const char *title; /* its heading, English, for td_words */
    gboolean (*say) (TdTx *tx, const TdMeetingAsked *asked, TdMeetingSaid *said, GError **error);
} TdMeetingPart;
/* NULL-terminated, in the order of the page. */
extern const TdMeetingPart *const td_meeting_parts[];
