/* What uptake does when something happens elsewhere, and what it says on the library's pages. For area.c and areas.c. */
#pragma once

#include "areas/library/library-sayings.h"
#include "journal/journal.h"

/* A subscriber; data is the TdInstance. A submission that is taken down loses its claims for good (put back, its people publish them
 * anew); people whose words a document of the Committee that came in resembles are told that something waits. */
gboolean td_uptake_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error);

extern const TdLibrarySayingSource td_uptake_saying_source;
