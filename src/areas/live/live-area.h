/* What area.c names of this area. */
#pragma once

#include "areas/programme/meeting-part.h"
#include "base/command.h"

extern const TdCommand td_live_commands[];
extern const TdMeetingPart td_live_meeting_part;
