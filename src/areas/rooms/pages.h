/* Handlers of this area's pages; area.c names them. */
#pragma once

#include "areas/programme/meeting.h"
#include "web/route.h"

gboolean td_room_page (TdRequest *request, GError **error);
gboolean td_room_events_page (TdRequest *request, GError **error);
gboolean td_room_post (TdRequest *request, GError **error);
gboolean td_room_link_page (TdRequest *request, GError **error);
gboolean td_room_link_post (TdRequest *request, GError **error);
gboolean td_room_people_page (TdRequest *request, GError **error);
gboolean td_room_people_post (TdRequest *request, GError **error);
gboolean td_room_recording_page (TdRequest *request, GError **error);
gboolean td_room_test_page (TdRequest *request, GError **error);

/* The cookie by which a seat knows its browser; until that is closed. */
#define TD_SEAT_COOKIE "td_seat"
/* What this browser is called; made and set where it has no name yet. Free it. */
char *td_room_device (TdRequest *request);

/* Camera and microphone for this page alone; everywhere else both are forbidden. */
void td_room_allow_devices (TdRequest *request);
/* Of a meeting: its title, or what its kind is called. Free it. */
char *td_room_title (TdRequest *request, const TdMeeting *meeting);
