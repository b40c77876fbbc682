/* What translations do when organisations are merged. For areas.c. */
#pragma once

#include "areas/organisations/organisation-followers.h"

extern const TdOrganisationFollower td_translation_organisation_follower;
