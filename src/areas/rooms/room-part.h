/* This area's part of a meeting's page, for areas.c. */
#pragma once

#include "areas/programme/meeting-part.h"

extern const TdMeetingPart td_room_meeting_part;
