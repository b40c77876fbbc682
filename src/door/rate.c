#include "door/rate.h"

#include "base/errors.h"
#include "base/id.h"
#include "door/door.h"

#include <sodium.h>

static void hash_of (const guint8 pepper[32], const char *what, const char *who, guint8 ret_hash[32])
{
    static const char purpose[] = "treatydesk rate 1";
    crypto_generichash_state state;

    crypto_generichash_init (&state, pepper, 32, 32);
    crypto_generichash_update (&state, (const guint8 *) purpose, sizeof purpose);
    crypto_generichash_update (&state, (const guint8 *) what, strlen (what) + 1);
    crypto_generichash_update (&state, (const guint8 *) who, strlen (who));
    crypto_generichash_final (&state, ret_hash, 32);
}

gboolean td_rate_count (TdTx *tx, const guint8 pepper[32], const char *what, const char *who, int seconds, gint64 now,
                        gint64 *ret_count, GError **error)
{
    guint8 hash[32];
    g_autoptr (TdRows) rows = NULL;

    hash_of (pepper, what, who, hash);
    rows = td_select (tx, "select count(*) from rate where who = $1 and what = $2 and at > $3", error,
                      TD_BYTES (hash, 32), TD_TEXT (what), TD_INT (now - seconds * G_TIME_SPAN_SECOND));
    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_count = td_rows_int (rows, 0);
    return TRUE;
}

gboolean td_rate_take (TdTx *tx, const guint8 pepper[32], const char *what, const char *who, int most, int seconds,
                       gint64 now, GError **error)
{
    g_autofree char *id = td_id_new ();
    guint8 hash[32];
    gint64 count = 0;

    if (!td_rate_count (tx, pepper, what, who, seconds, now, &count, error))
        return FALSE;
    if (count >= most) {
        g_set_error (error, TD_DOOR_ERROR, TD_ERROR_BUSY,
                     "This was done too often in a short time. Nothing was lost; wait a while and try again.");
        return FALSE;
    }
    hash_of (pepper, what, who, hash);
    return td_exec (tx, "delete from rate where at < $1", error, TD_INT (now - TD_RATE_DAY * G_TIME_SPAN_SECOND))
           && td_exec (tx, "insert into rate (id, what, who, at) values ($1, $2, $3, $4)", error, TD_TEXT (id),
                       TD_TEXT (what), TD_BYTES (hash, 32), TD_INT (now));
}
