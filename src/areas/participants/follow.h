/* Reports that come, and what becomes of them. */
#pragma once

#include "journal/journal.h"

/* A subscriber; data is the TdInstance. */
gboolean td_participant_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error);
