/* The letter of a day to the secretariat: how much waits at its desk, and nothing else of it.
 *
 * From 08:00 at the Committee's seat on, once a day at most, when something waits; where nothing waits at 08:00 it goes when the first
 * does. The day's row and the letters are one transaction, so neither a restart nor a crash sends a second one. Topic "desk": each
 * officer can turn it off by unsubscribing.
 */
#pragma once

#include "areas/desk/desk.h"

enum { TD_DESK_DIGEST_HOUR = 8, TD_DESK_DIGEST_SECONDS = 60 };

/* A chore of the server. */
gboolean td_desk_digest (TdInstance *instance, GError **error);
