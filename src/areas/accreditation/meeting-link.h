/* On the page of a meeting (areas/programme/meeting-part.h): who takes part by name, asking to come, delegations. */
#pragma once

#include "areas/programme/meeting-part.h"

/* For areas.c. */
extern const TdMeetingPart td_people_meeting_part;
