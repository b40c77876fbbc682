/* What this area gives to the list of areas. */
#pragma once

#include "areas/floor/floor-join.h"
#include "areas/live/presence.h"
#include "areas/programme/meeting-part.h"
#include "areas/rooms/heard.h"
#include "base/command.h"

extern const TdCommand td_telephone_commands[];
extern const TdMeetingPart td_telephone_meeting_part;
extern const TdFloorJoin td_telephone_floor_join;
extern const TdRoomHeard td_telephone_heard;
extern const TdLivePresence td_telephone_presence;
