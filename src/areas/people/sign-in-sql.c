#include "areas/people/sign-in-sql.h"

static gboolean first (TdRows *rows, gboolean *ret_there, GError **error)
{
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_there = td_rows_next (rows, &problem);
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_person_secrets (TdTx *tx, const char *person, char **ret_address, char **ret_hash, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select address, password from person where id = $1 and disabled = 0", error, TD_TEXT (person));
    gboolean there = FALSE;

    if (!first (rows, &there, error))
        return FALSE;
    g_free (*ret_address);
    g_free (*ret_hash);
    *ret_address = there ? g_strdup (td_rows_text (rows, 0)) : NULL;
    *ret_hash = there ? g_strdup (td_rows_text (rows, 1)) : NULL;
    return TRUE;
}

gboolean td_person_put_password (TdTx *tx, const char *person, const char *hash, GError **error)
{
    return td_exec (tx, "update person set password = $2 where id = $1", error, TD_TEXT (person), TD_TEXT (hash));
}

/* ---- links by mail ---- */

gboolean td_link_insert (TdTx *tx, const char *id, const guint8 token[32], const guint8 browser[32],
                         const char *purpose, const char *person, gint64 now, gint64 expires, GError **error)
{
    return td_exec (tx, "delete from mail_link where expires < $1", error, TD_INT (now))
           && td_exec (tx,
                       "insert into mail_link (id, token, browser, purpose, person, expires)"
                       " values ($1, $2, $3, $4, $5, $6)",
                       error, TD_TEXT (id), TD_BYTES (token, 32), TD_BYTES (browser, 32), TD_TEXT (purpose),
                       TD_TEXT (person), TD_INT (expires));
}

gboolean td_link_find (TdTx *tx, const guint8 token[32], const guint8 browser[32], const char *purpose, gint64 now,
                       char **ret_person, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select p.id from mail_link l join person p on p.id = l.person"
                   " where l.token = $1 and l.browser = $2 and l.purpose = $3 and l.expires > $4 and p.disabled = 0",
                   error, TD_BYTES (token, 32), TD_BYTES (browser, 32), TD_TEXT (purpose), TD_INT (now));
    gboolean there = FALSE;

    if (!first (rows, &there, error))
        return FALSE;
    g_free (*ret_person);
    *ret_person = there ? g_strdup (td_rows_text (rows, 0)) : NULL;
    return TRUE;
}

gboolean td_link_close (TdTx *tx, const guint8 token[32], GError **error)
{
    return td_exec (tx, "delete from mail_link where token = $1", error, TD_BYTES (token, 32));
}
