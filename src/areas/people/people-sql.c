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

gboolean td_people_insert_role (TdTx *tx, const char *id, const char *person, TdRole role, const char *state,
                                const char *starts, const char *ends, gint64 now, GError **error)
{
    return td_exec (tx,
                    "insert into person_role (id, person, role, state, starts, ends, given)"
                    " values ($1, $2, $3, $4, $5, $6, $7)",
                    error, TD_TEXT (id), TD_TEXT (person), TD_TEXT (td_role_word (role)), TD_TEXT (state),
                    TD_TEXT (starts), TD_TEXT (ends), TD_INT (now));
}

gboolean td_people_insert_conflict (TdTx *tx, const char *person, const char *state, const char *ground, gint64 now,
                                    GError **error)
{
    return td_exec (tx,
                    "insert into person_conflict (person, state, ground, recorded) values ($1, $2, $3, $4)"
                    " on conflict (person, state, ground) do nothing",
                    error, TD_TEXT (person), TD_TEXT (state), TD_TEXT (ground), TD_INT (now));
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

gboolean td_people_open_session (TdTx *tx, const char *id, const guint8 token[32], const char *person, const char *csrf,
                                 TdTrust trust, gint64 now, gint64 expires, GError **error)
{
    return td_exec (tx, "delete from sign_in where expires < $1", error, TD_INT (now))
           && td_exec (tx,
                       "insert into sign_in (id, token, person, csrf, trust, created, expires)"
                       " values ($1, $2, $3, $4, $5, $6, $7)",
                       error, TD_TEXT (id), TD_BYTES (token, 32), TD_TEXT (person), TD_TEXT (csrf), TD_INT (trust),
                       TD_INT (now), TD_INT (expires));
}

gboolean td_people_close_session (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from sign_in where id = $1", error, TD_TEXT (id));
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
