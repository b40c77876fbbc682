/* What follows here from what happens elsewhere: an account or a submission is erased, organisations become one. */
#pragma once

#include "areas/organisations/organisation-followers.h"
#include "journal/journal.h"

gboolean td_accreditation_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error);
/* For areas.c. */
extern const TdOrganisationFollower td_accreditation_organisation_follower;
