/* What follows here when organisations become one; for areas.c. */
#pragma once

#include "areas/organisations/organisation-followers.h"

extern const TdOrganisationFollower td_question_organisation_follower;
