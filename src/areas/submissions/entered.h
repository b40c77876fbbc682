/* What the secretariat entered for somebody else: on behalf of an organisation, or from paper.
 *
 * It is not the officer's own: it has no account, so that its sender is told and not the officer, and it says that the
 * secretariat entered it.
 */
#pragma once

#include "door/door.h"
#include "store/store.h"

/* For a draft that the viewer just began: marks it when they are of the secretariat or act on behalf. Nothing otherwise. */
gboolean td_submission_mark_entered (TdTx *tx, const char *id, const TdViewer *viewer, GError **error);
/* Whether the secretariat entered it. Asks no door: for who got the submission. */
gboolean td_submission_was_entered (TdStore *store, const char *id, gboolean *ret_entered, GError **error);
