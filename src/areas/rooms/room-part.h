/* This area's part of a meeting's page, for areas.c. */
#pragma once

#include "areas/floor/floor-join.h"
#include "areas/programme/meeting-part.h"

extern const TdMeetingPart td_room_meeting_part;
/* The same on the page of one's own part. */
extern const TdFloorJoin td_room_floor_join;
