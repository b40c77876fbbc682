/* Rows of calls; private to this area. */
#pragma once

#include "areas/calls/call.h"

GPtrArray *td_call_load_list (TdTx *tx, const TdCallFilter *filter, GError **error);
/* TD_ERROR_NOT_FOUND when there is none. */
TdCall *td_call_load (TdTx *tx, const char *id, GError **error);
gboolean td_call_insert (TdTx *tx, const TdCall *call, const char *actor, GError **error);
/* The deadline that stands, and its row in the history. */
gboolean td_call_set_deadline (TdTx *tx, const TdCall *call, const char *closes_local, gint64 closes, const char *why,
                               const char *reason, const char *actor, gint64 at, GError **error);
/* Its row in the history alone. */
gboolean td_call_note_deadline (TdTx *tx, const char *id, const char *closes_local, gint64 closes, const char *why,
                                const char *reason, const char *actor, gint64 at, GError **error);
gboolean td_call_set_session (TdTx *tx, const char *id, int session, GError **error);
gboolean td_call_set_ended (TdTx *tx, const char *id, gint64 at, const char *reason, GError **error);
