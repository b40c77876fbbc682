/* Queries of the secretariat's register; private to this area. */
#pragma once

#include "areas/submissions/submission.h"

/* The submission, drafts left out, that has this file; *ret_id stays as it is when none has. Free it. */
gboolean td_submission_register_by_hash (TdTx *tx, const char *sha256, char **ret_id, GError **error);
gboolean td_submission_register_insert (TdTx *tx, const char *id, const char *day, const char *officer, gint64 now,
                                        GError **error);
/* What sending does for others: its status and when it was received. */
gboolean td_submission_register_settle (TdTx *tx, const char *id, TdStatus status, gint64 received, gint64 now,
                                        GError **error);
