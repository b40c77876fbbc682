/* Whether the search indexes hold what they should: nothing in the public one that not everybody may read, and all that may be found in each.
 *
 * For `verify`. What is compared are entries, not their tokens. An index that still follows the journal is not compared, and that is said: a
 * running server brings it up to date.
 */
#pragma once

#include "instance/instance.h"

typedef struct {
    gboolean followed; /* the indexes stand where the journal does; else nothing was compared */
    gint64 public_entries, restricted_entries;
} TdSearchCheck;

/* TD_ERROR_OURS says in one sentence what does not hold, with a number and no word of any text. */
gboolean td_search_check (TdInstance *instance, TdSearchCheck *ret_check, GError **error);
