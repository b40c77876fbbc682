/* Phases of comments on drafts among what can be done now, and what happens here when organisations merge. */
#pragma once

#include "areas/calls/opening.h"
#include "areas/organisations/organisation-followers.h"

extern const TdOpeningSource td_general_opening_source;
extern const TdOrganisationFollower td_general_organisation_follower;
