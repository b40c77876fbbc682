/* Queries of second factors, and of sign-ins that wait for one; private to this area. */
#pragma once

#include "areas/people/people.h"

typedef struct {
    GBytes *totp, *next; /* encrypted, or NULL */
    gint64 step, next_until;
    gboolean printed;
    gint64 left, waiting; /* one-time codes that hold; that wait to be confirmed */
} TdSecondRow;
void td_second_row_clear (TdSecondRow *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdSecondRow, td_second_row_clear)

/* No row: all zero. */
gboolean td_second_load (TdTx *tx, const char *person, TdSecondRow *ret_row, GError **error);
gboolean td_second_take_step (TdTx *tx, const char *person, gint64 step, GError **error);
/* *ret_was: the code was one of theirs; it is gone. */
gboolean td_second_use_code (TdTx *tx, const char *person, const guint8 code[32], gboolean waits, gboolean *ret_was,
                             GError **error);
gboolean td_second_put_next (TdTx *tx, const char *person, GBytes *next, gint64 until, GError **error);
/* The secret that waited becomes the app's. */
gboolean td_second_take_next (TdTx *tx, const char *person, gint64 step, GError **error);
gboolean td_second_put_code (TdTx *tx, const char *person, const guint8 code[32], GError **error);
gboolean td_second_drop_waiting_codes (TdTx *tx, const char *person, GError **error);
/* The codes that waited take the place of those before. */
gboolean td_second_take_codes (TdTx *tx, const char *person, GError **error);
gboolean td_second_drop_app (TdTx *tx, const char *person, GError **error);
gboolean td_second_drop_codes (TdTx *tx, const char *person, GError **error);

/* Whether a role in force on today (a day) needs a second factor. */
gboolean td_second_role_needs (TdTx *tx, const char *person, const char *today, gboolean *ret_needs, GError **error);
/* NULL: no such person, or closed. Free it. */
gboolean td_second_address (TdTx *tx, const char *person, char **ret_address, GError **error);

gboolean td_pending_insert (TdTx *tx, const char *id, const guint8 token[32], const char *person, gint64 now,
                            gint64 expires, GError **error);
/* *ret_person: of an account in use whose password was right not long ago, or NULL. */
gboolean td_pending_find (TdTx *tx, const guint8 token[32], gint64 now, char **ret_person, GError **error);
gboolean td_pending_close (TdTx *tx, const guint8 token[32], GError **error);
