/* Rows of late contributions; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/calls/late.h"

gboolean td_late_insert (TdTx *tx, const TdLate *late, GError **error);
/* What the secretariat decided, and the link; token NULL: none. */
gboolean td_late_set_decided (TdTx *tx, const TdLate *late, const guint8 *token, const char *actor, GError **error);
gboolean td_late_set_token (TdTx *tx, const char *id, const guint8 token[32], int n, GError **error);
gboolean td_late_set_revoked (TdTx *tx, const char *id, gint64 at, GError **error);
/* *ret_first FALSE: it was used already, or taken back. */
gboolean td_late_set_used (TdTx *tx, const char *id, gint64 at, gboolean *ret_first, GError **error);

/* TD_ERROR_NOT_FOUND when there is none. */
TdLate *td_late_load (TdTx *tx, const char *id, GError **error);
/* *ret NULL: none. */
gboolean td_late_find (TdTx *tx, const guint8 token[32], TdLate **ret, GError **error);
gboolean td_late_find_by_draft (TdTx *tx, const char *submission, TdLate **ret, GError **error);
GPtrArray *td_late_select (TdTx *tx, const TdLateFilter *filter, gint64 *ret_total, GError **error);

gboolean td_late_draft_of (TdTx *tx, const char *id, char **ret_submission, int *ret_n, GError **error);
gboolean td_late_set_draft (TdTx *tx, const char *id, const char *submission, int n, GError **error);
gboolean td_late_drop_draft (TdTx *tx, const char *submission, GError **error);
gboolean td_late_insert_answer (TdTx *tx, const char *submission, const char *late, const char *way, const char *reason,
                                gint64 at, GError **error);
