/* What a browser in a room asks for: its state, its lines to Janus, its hand. No HTTP here.
 *
 * Each function is given a sitting that td_seat_look or td_seat_take made for this very request, so the door was asked. Answers are JSON, as
 * docs/FORMATS.md tells ("room.json").
 */
#pragma once

#include "areas/rooms/hub.h"

/* When a room is open: an hour before the meeting until some hours after it, unless the meeting is over. */
gboolean td_room_is_open (TdInstance *instance, const TdMeeting *meeting, const TdLive *live);

/* What the page shows and does; also what says that the browser is still there. viewer: who asks. captions: in which
 * language, or "": only on a slow line. */
gboolean td_talk_state (TdInstance *instance, const TdSitting *sitting, const TdViewer *viewer, const char *captions,
                        json_t **ret_state, GError **error);

/* The browser's offer for a line; *ret_answer {"sdp": …, "generation": …}. language: for TD_LINE_CHANNEL. TD_LINE_PICTURE has no offer: its
 * answer is Janus's, and td_talk_picture takes the browser's. TD_ERROR_CONFLICT: not now (no floor, a closed part, not open). */
gboolean td_talk_offer (TdInstance *instance, const TdSitting *sitting, const TdViewer *viewer, TdLine line,
                        const char *language, const char *sdp, json_t **ret_answer, GError **error);
gboolean td_talk_picture (TdInstance *instance, const TdSitting *sitting, const char *sdp, GError **error);
void td_talk_cut (TdInstance *instance, const TdSitting *sitting, TdLine line);
void td_talk_leave (TdInstance *instance, const TdSitting *sitting);

/* Audio alone and few bits, or as usual again. */
gboolean td_talk_low (TdInstance *instance, const TdSitting *sitting, gboolean low, GError **error);
/* The microphone of whoever leads the meeting. TD_ERROR_NOT_ALLOWED for others. */
gboolean td_talk_speak (TdInstance *instance, const TdSitting *sitting, gboolean on, GError **error);
/* Raises or lowers the hand; observers have none. name: as others will see it, of an account; a link has its own. */
gboolean td_talk_hand (TdInstance *instance, const TdSitting *sitting, const TdViewer *viewer, const char *name,
                       gboolean up, GError **error);
/* Puts this seat's browser out at once. */
void td_talk_put_out (TdInstance *instance, const char *meeting, const char *seat);
