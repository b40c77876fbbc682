/* What accounts of consultations do when organisations are merged. For areas.c. */
#pragma once

#include "areas/organisations/organisation-followers.h"

extern const TdOrganisationFollower td_own_account_organisation_follower;
