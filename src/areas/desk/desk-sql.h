/* Queries of the desk; private to this area. Nothing here asks the door. */
#pragma once

#include "areas/desk/desk.h"

gboolean td_desk_insert_batch (TdTx *tx, const char *id, const char *officer, TdDecision decision, gint64 now,
                               GError **error);
gboolean td_desk_insert_batch_act (TdTx *tx, const char *batch, const char *act, GError **error);
/* Adds the batch's acts to acts (char *), newest first. */
gboolean td_desk_batch_acts (TdTx *tx, const char *batch, GPtrArray *acts, GError **error);
/* The batch of an act; *ret_batch NULL: none. */
gboolean td_desk_batch_of (TdTx *tx, const char *act, char **ret_batch, GError **error);

/* *ret_new FALSE: that day has its letter. */
gboolean td_desk_insert_digest (TdTx *tx, const char *day, gint64 submissions, gint64 organisations, gint64 now,
                                gboolean *ret_new, GError **error);
gboolean td_desk_has_digest (TdTx *tx, const char *day, gboolean *ret_has, GError **error);
