/* On the page of a meeting (areas/programme/meeting-part.h): who takes part by name. */
#pragma once

#include "areas/programme/meeting-part.h"

/* For areas.c. Says nothing about a public meeting to who plans none. */
extern const TdMeetingPart td_people_meeting_part;
