/* The mail domains of an organisation's people, by which doubles are found. */
#pragma once

#include "store/store.h"

/* Domain to a GPtrArray of organisations' ids, each once; accounts that are closed do not count. */
GHashTable *td_membership_domains (TdTx *tx, GError **error);
