/* Whom the journal's word for somebody who acted means, for those who may know: colleagues of one text, one desk. */
#pragma once

#include "store/store.h"

/* actor: as td_viewer_actor gave it. The account's own name, or an English sentence part of ours for td_words where there is none
 * ("Somebody who gave no name", "The secretariat", "Its sender"). Free it; NULL with error. */
char *td_actor_name (TdTx *tx, const char *actor, GError **error);
