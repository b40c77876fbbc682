/* What submissions do when organisations are merged, and which of them stand on an organisation's page. For areas.c. */
#pragma once

#include "areas/organisations/organisation-followers.h"

extern const TdOrganisationFollower td_submission_organisation_follower;
