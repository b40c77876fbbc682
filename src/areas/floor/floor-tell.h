/* Letters to speakers: when their turn is, that it moved, that the meeting was cancelled; and what others have to tell them.
 *
 * A letter goes to those who contribute for the organisation that asked, each with the Committee's time and their own. It names no State, no
 * other name under which they speak, and no part of the meeting.
 */
#pragma once

#include "areas/floor/share.h"
#include "areas/people/membership.h"

/* Of a turn as it is planned now; seconds 0: that there are no minutes for them. Takes the place of a letter that waits. */
gboolean td_floor_tell (TdTx *tx, TdInstance *instance, const TdMeeting *meeting, const TdFloorTurn *turn,
                        GError **error);
/* What another area tells the speaker with that id: to those who contribute for the organisation whose turn it is, also where the list does
 * not tell which. They know it; the letter says nothing of it. Nobody is written to where it is nobody's of the registry. */
gboolean td_speaker_notify (TdTx *tx, TdInstance *instance, const char *speaker, const TdNotice *notice,
                            GError **error);
/* "4:30": minutes and seconds. Free it. */
char *td_floor_minutes (int seconds);
