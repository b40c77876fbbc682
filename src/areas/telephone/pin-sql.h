/* Queries of PINs and calls; private to this area. */
#pragma once

#include "areas/telephone/pin.h"

gboolean td_phone_pin_insert (TdTx *tx, const TdPhonePin *pin, const guint8 token[32], GError **error);
/* *ret_pin NULL: there is none. */
gboolean td_phone_pin_load (TdTx *tx, const char *id, TdPhonePin **ret_pin, GError **error);
/* Works at this instant: not over, not withdrawn. */
gboolean td_phone_pin_of_token (TdTx *tx, const guint8 token[32], gint64 now, TdPhonePin **ret_pin, GError **error);
gboolean td_phone_pin_of_person (TdTx *tx, const char *meeting, const char *person, gint64 now, TdPhonePin **ret_pin,
                                 GError **error);
GPtrArray *td_phone_pin_list (TdTx *tx, const char *meeting, gint64 now, GError **error);
gboolean td_phone_pin_end (TdTx *tx, const char *id, gint64 now, GError **error);
/* Those that are over at this instant, and withdrawn ones. *ret_n: how many. */
gboolean td_phone_pin_erase (TdTx *tx, gint64 now, gint64 *ret_n, GError **error);
gboolean td_phone_pin_count_over (TdTx *tx, gint64 now, gint64 *ret_n, GError **error);

typedef struct {
    const char *id;
    const char *call; /* the gateway's name for it */
    const TdPhonePin *pin;
    const char *language;
} TdPhoneCallNew;
gboolean td_phone_call_begin (TdTx *tx, const TdPhoneCallNew *new_one, gint64 now, GError **error);
/* The PIN by which a call is in a meeting now; *ret_pin NULL: none is. */
gboolean td_phone_pin_of_call (TdTx *tx, const char *call, TdPhonePin **ret_pin, GError **error);
/* Those by which somebody is in this meeting now, at most 200. Of TdPhonePin. */
GPtrArray *td_phone_pins_on_line (TdTx *tx, const char *meeting, GError **error);
gboolean td_phone_call_end (TdTx *tx, const char *id, gint64 now, GError **error);
/* Those that a server that died left open end where it began again. *ret_n: how many. */
gboolean td_phone_calls_end_all (TdTx *tx, gint64 now, gint64 *ret_n, GError **error);
/* How many are in meetings now; how many callbacks wait. */
gboolean td_phone_count (TdTx *tx, gint64 *ret_calls, gint64 *ret_callbacks, GError **error);
