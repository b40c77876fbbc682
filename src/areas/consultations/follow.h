/* What consultations do when drafts are taken down elsewhere and organisations merge. */
#pragma once

#include "areas/organisations/organisation-followers.h"
#include "journal/journal.h"

/* A subscriber; data is the TdInstance. */
gboolean td_consultation_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error);
extern const TdOrganisationFollower td_consultation_organisation_follower;
