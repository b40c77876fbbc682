/* Queries of what everybody reads where a name was taken out; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/submissions/submission.h"

/* Takes name out of every public form of s; *places grows by the times it was found. */
gboolean td_mask_apply (TdTx *tx, const TdSubmission *s, const char *name, gint64 now, int *places, GError **error);
/* Everybody reads again what the Committee reads. */
gboolean td_mask_clear (TdTx *tx, const char *id, gint64 now, GError **error);
