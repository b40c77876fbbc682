/* What this area gives to others' pages: for areas.c. */
#pragma once

#include "areas/calls/opening.h"
#include "areas/organisations/organisation-followers.h"
#include "areas/organisations/organisation-place.h"
#include "areas/programme/meeting-part.h"

extern const TdMeetingPart td_floor_meeting_part;
extern const TdOpeningSource td_floor_opening_source;
/* Requests of an organisation that was merged. */
extern const TdOrganisationFollower td_floor_organisation_follower;
extern const TdOrganisationPlaces td_floor_places;
