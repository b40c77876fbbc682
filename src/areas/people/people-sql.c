#include "areas/people/people-sql.h"

void td_person_row_clear (TdPersonRow *row)
{
    g_free (row->id);
    g_free (row->password);
    g_free (row->state);
    *row = (TdPersonRow){ 0 };
}

gboolean td_people_insert (TdTx *tx, const char *id, const char *address, const char *password, TdRole role,
                           const char *state, const guint8 secret[32], gint64 now, GError **error)
{
    return td_exec (tx,
                    "insert into person (id, address, password, role, state, disabled, secret, created)"
                    " values ($1, $2, $3, $4, $5, 0, $6, $7)",
                    error, TD_TEXT (id), TD_TEXT (address), TD_TEXT (password), TD_TEXT (td_role_word (role)),
                    TD_TEXT (state), TD_BYTES (secret, 32), TD_INT (now));
}

gboolean td_people_find (TdTx *tx, const char *address, TdPersonRow *ret_row, gboolean *ret_found, GError **error)
{
    g_autoptr (TdRows) rows = td_select (
        tx, "select id, password, role, state, disabled from person where address = $1", error, TD_TEXT (address));
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
    if (!td_role_from_word (td_rows_text (rows, 2), &ret_row->role))
        ret_row->role = TD_ROLE_PUBLIC;
    ret_row->state = g_strdup (td_rows_text (rows, 3));
    ret_row->disabled = td_rows_int (rows, 4) != 0;
    return TRUE;
}

gboolean td_people_open_session (TdTx *tx, const char *id, const guint8 token[32], const char *person, const char *csrf,
                                 gint64 now, gint64 expires, GError **error)
{
    return td_exec (tx, "delete from sign_in where expires < $1", error, TD_INT (now))
           && td_exec (
               tx, "insert into sign_in (id, token, person, csrf, created, expires) values ($1, $2, $3, $4, $5, $6)",
               error, TD_TEXT (id), TD_BYTES (token, 32), TD_TEXT (person), TD_TEXT (csrf), TD_INT (now),
               TD_INT (expires));
}

gboolean td_people_close_session (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from sign_in where id = $1", error, TD_TEXT (id));
}

gboolean td_people_session (TdTx *tx, const guint8 token[32], gint64 now, TdViewer *ret_viewer, char **ret_csrf,
                            GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select p.id, p.role, p.state, i.id, i.csrf from sign_in i"
                                         " join person p on p.id = i.person"
                                         " where i.token = $1 and i.expires > $2 and p.disabled = 0",
                                         error, TD_BYTES (token, 32), TD_INT (now));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem) && td_role_from_word (td_rows_text (rows, 1), &ret_viewer->role)) {
        ret_viewer->person = g_strdup (td_rows_text (rows, 0));
        ret_viewer->state = g_strdup (td_rows_text (rows, 2));
        ret_viewer->session = g_strdup (td_rows_text (rows, 3));
        *ret_csrf = g_strdup (td_rows_text (rows, 4));
    }
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    return TRUE;
}

gboolean td_people_note_try (TdTx *tx, const char *id, const guint8 address[32], gint64 now, gint64 forget_before,
                             GError **error)
{
    return td_exec (tx, "delete from sign_in_try where at < $1", error, TD_INT (forget_before))
           && td_exec (tx, "insert into sign_in_try (id, address, at) values ($1, $2, $3)", error, TD_TEXT (id),
                       TD_BYTES (address, 32), TD_INT (now));
}

gboolean td_people_count_tries (TdTx *tx, const guint8 address[32], gint64 since, gint64 *ret_count, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select count(*) from sign_in_try where address = $1 and at >= $2", error,
                                         TD_BYTES (address, 32), TD_INT (since));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_count = td_rows_int (rows, 0);
    return TRUE;
}
