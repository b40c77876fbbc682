/* Rows of seats; private to this area. */
#pragma once

#include "areas/rooms/seat.h"

gboolean td_seat_insert (TdTx *tx, const TdSeat *seat, const guint8 *key, const guint8 secret[32], GError **error);
/* *ret NULL: none. Each finds at most one. */
gboolean td_seat_load (TdTx *tx, const char *id, TdSeat **ret, GError **error);
gboolean td_seat_load_key (TdTx *tx, const guint8 key[32], TdSeat **ret, GError **error);
gboolean td_seat_load_person (TdTx *tx, const char *meeting, const char *person, TdSeat **ret, GError **error);
gboolean td_seat_load_device (TdTx *tx, const char *meeting, const guint8 device[32], TdSeat **ret, GError **error);
GPtrArray *td_seat_load_all (TdTx *tx, const char *meeting, GError **error);
gboolean td_seat_bind (TdTx *tx, const char *id, TdSeatKind kind, const guint8 device[32], gint64 at, GError **error);
gboolean td_seat_end (TdTx *tx, const char *id, gint64 at, GError **error);
gboolean td_seat_count_links (TdTx *tx, const char *meeting, gint64 *ret_n, GError **error);
gboolean td_seat_count_misuse (TdTx *tx, const char *id, gint64 at, GError **error);
