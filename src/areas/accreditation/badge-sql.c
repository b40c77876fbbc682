#include "areas/accreditation/badge-sql.h"

void td_badge_free (TdBadge *b)
{
    if (b == NULL)
        return;
    g_free (b->id);
    g_free (b->accreditation);
    g_free (b->revoke_reason);
    g_free (b);
}

gboolean td_badge_insert (TdTx *tx, const TdBadge *b, GError **error)
{
    return td_exec (tx, "insert into badge (id, accreditation, session, made, expires) values ($1, $2, $3, $4, $5)",
                    error, TD_TEXT (b->id), TD_TEXT (b->accreditation), TD_INT (b->session), TD_INT (b->made),
                    TD_INT (b->expires));
}

gboolean td_badge_load (TdTx *tx, const char *id, const char *accreditation, TdBadge **ret, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select id, accreditation, session, made, expires, revoked, revoke_reason from badge"
                   " where id = $1 or (accreditation = $2 and revoked is null) order by made desc, id",
                   error, TD_TEXT (id != NULL ? id : ""), TD_TEXT (accreditation != NULL ? accreditation : ""));
    g_autoptr (GError) problem = NULL;

    *ret = NULL;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem)) {
        TdBadge *b = g_new0 (TdBadge, 1);
        b->id = g_strdup (td_rows_text (rows, 0));
        b->accreditation = g_strdup (td_rows_text (rows, 1));
        b->session = (int) td_rows_int (rows, 2);
        b->made = td_rows_int (rows, 3);
        b->expires = td_rows_int (rows, 4);
        b->revoked = td_rows_int (rows, 5);
        b->revoke_reason = g_strdup (td_rows_text (rows, 6));
        *ret = b;
    }
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_badge_set_revoked (TdTx *tx, const char *accreditation, const char *reason, gint64 now, GError **error)
{
    return td_exec (tx,
                    "update badge set revoked = $2, revoke_reason = $3 where accreditation = $1 and revoked is null",
                    error, TD_TEXT (accreditation), TD_INT (now), TD_TEXT (reason));
}
