/* Until when a State may send more in writing after its dialogue: the profile's days and hour after the end of its last meeting of that session.
 *
 * What it sends is one of its papers (areas/submissions/state-paper.h), of a purpose that the profile takes after a dialogue alone, and so
 * stands in the State's column of the dossier. Without an entry in the journal nothing moves the hour: a meeting that is moved moves it.
 */
#pragma once

#include "areas/programme/meeting.h"

/* *ret_until 0: there is no dialogue with this State that has begun by then. The newest one counts. */
gboolean td_more_until_in (TdTx *tx, TdInstance *instance, const char *state, gint64 at, gint64 *ret_until,
                           GError **error);
