#include "areas/people/sessions-sql.h"

gboolean td_sessions_open (TdTx *tx, const char *id, const guint8 token[32], const char *person, const char *csrf,
                           TdTrust trust, gint64 now, gint64 expires, GError **error)
{
    return td_exec (tx, "delete from sign_in where expires < $1", error, TD_INT (now))
           && td_exec (tx,
                       "insert into sign_in (id, token, person, csrf, trust, created, expires)"
                       " values ($1, $2, $3, $4, $5, $6, $7)",
                       error, TD_TEXT (id), TD_BYTES (token, 32), TD_TEXT (person), TD_TEXT (csrf), TD_INT (trust),
                       TD_INT (now), TD_INT (expires));
}

gboolean td_sessions_close (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from sign_in where id = $1", error, TD_TEXT (id));
}

gboolean td_sessions_note_try (TdTx *tx, const char *id, const guint8 address[32], gint64 now, gint64 forget_before,
                               GError **error)
{
    return td_exec (tx, "delete from sign_in_try where at < $1", error, TD_INT (forget_before))
           && td_exec (tx, "insert into sign_in_try (id, address, at) values ($1, $2, $3)", error, TD_TEXT (id),
                       TD_BYTES (address, 32), TD_INT (now));
}

gboolean td_sessions_count_tries (TdTx *tx, const guint8 address[32], gint64 since, gint64 *ret_count, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select count(*) from sign_in_try where address = $1 and at >= $2", error,
                                         TD_BYTES (address, 32), TD_INT (since));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_count = td_rows_int (rows, 0);
    return TRUE;
}
