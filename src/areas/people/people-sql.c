#include "areas/people/people-sql.h"

void td_person_row_clear (TdPersonRow *row)
{
    g_free (row->id);
    g_free (row->password);
    *row = (TdPersonRow){ 0 };
}

gboolean td_people_insert (TdTx *tx, const char *id, const char *address, const char *password, const guint8 secret[32],
                           gint64 now, GError **error)
{
    return td_exec (tx,
                    "insert into person (id, address, password, disabled, secret, created)"
                    " values ($1, $2, $3, 0, $4, $5)",
                    error, TD_TEXT (id), TD_TEXT (address), TD_TEXT (password), TD_BYTES (secret, 32), TD_INT (now));
}

gboolean td_people_describe (TdTx *tx, const char *id, const char *name, const char *locale, gboolean mail_detail,
                             GError **error)
{
    g_autofree char *folded = name != NULL ? g_utf8_casefold (name, -1) : NULL;

    return td_exec (tx, "update person set name = $2, name_folded = $3, locale = $4, mail_detail = $5 where id = $1",
                    error, TD_TEXT (id), TD_TEXT (name), TD_TEXT (folded), TD_TEXT (locale), TD_FLAG (mail_detail));
}

gboolean td_people_find (TdTx *tx, const char *address, TdPersonRow *ret_row, gboolean *ret_found, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select id, password, disabled from person where address = $1", error, TD_TEXT (address));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_found = td_rows_next (rows, &problem);
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    if (!*ret_found)
        return TRUE;
    ret_row->id = g_strdup (td_rows_text (rows, 0));
    ret_row->password = g_strdup (td_rows_text (rows, 1));
    ret_row->disabled = td_rows_int (rows, 2) != 0;
    return TRUE;
}
