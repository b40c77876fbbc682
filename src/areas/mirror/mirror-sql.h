/* How far a mirror is; private to this area. */
#pragma once

#include "areas/mirror/mirror.h"

/* *ret_position 0: it has nothing yet. */
gboolean td_mirror_load (TdTx *tx, const char *address, gint64 *ret_position, gint64 *ret_records, GError **error);
gboolean td_mirror_move (TdTx *tx, const char *address, gint64 position, gint64 records, GError **error);
gboolean td_mirror_complete (TdTx *tx, const char *address, gint64 now, GError **error);

/* A record that was left out; again: the newer reason stands. */
gboolean td_mirror_note_skipped (TdTx *tx, const char *address, gint64 position, const char *thing, const char *reason,
                                 gint64 now, GError **error);
/* A thing stands here now as it is there: what was left out of it before is past. */
gboolean td_mirror_forget_skipped (TdTx *tx, const char *address, const char *thing, GError **error);
/* How many stand left out, and the position of the first of them (0: none). */
gboolean td_mirror_count_skipped (TdTx *tx, const char *address, gint64 *ret_n, gint64 *ret_first, GError **error);
/* The cursor goes back before that record, and nothing is noted as left out any more. */
gboolean td_mirror_go_back (TdTx *tx, const char *address, gint64 first, GError **error);
