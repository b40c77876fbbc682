#include "areas/people/second-factor-sql.h"

void td_second_row_clear (TdSecondRow *row)
{
    g_clear_pointer (&row->totp, g_bytes_unref);
    g_clear_pointer (&row->next, g_bytes_unref);
    *row = (TdSecondRow){ 0 };
}

static GBytes *bytes_of (TdRows *rows, int column)
{
    gsize size = 0;
    const void *bytes = td_rows_bytes (rows, column, &size);

    return bytes != NULL ? g_bytes_new (bytes, size) : NULL;
}

/* TRUE and *ret_there FALSE at the end. */
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

static gboolean count_codes (TdTx *tx, const char *person, TdSecondRow *row, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select count(*) filter (where waits = 0), count(*) filter (where waits = 1)"
                                         " from second_code where person = $1",
                                         error, TD_TEXT (person));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    row->left = td_rows_int (rows, 0);
    row->waiting = td_rows_int (rows, 1);
    return TRUE;
}

gboolean td_second_load (TdTx *tx, const char *person, TdSecondRow *ret_row, GError **error)
{
    g_auto (TdSecondRow) row = { 0 };
    g_autoptr (TdRows) rows =
        td_select (tx, "select totp, step, printed, next, next_until from second_factor where person = $1", error,
                   TD_TEXT (person));
    gboolean there = FALSE;

    if (!first (rows, &there, error))
        return FALSE;
    if (there) {
        row.totp = bytes_of (rows, 0);
        row.step = td_rows_int (rows, 1);
        row.printed = td_rows_int (rows, 2) != 0;
        row.next = bytes_of (rows, 3);
        row.next_until = td_rows_int (rows, 4);
    }
    g_clear_pointer (&rows, td_rows_free);
    if (!count_codes (tx, person, &row, error))
        return FALSE;
    td_second_row_clear (ret_row);
    *ret_row = row;
    row = (TdSecondRow){ 0 };
    return TRUE;
}

gboolean td_second_take_step (TdTx *tx, const char *person, gint64 step, GError **error)
{
    return td_exec (tx, "update second_factor set step = $2 where person = $1", error, TD_TEXT (person), TD_INT (step));
}

gboolean td_second_use_code (TdTx *tx, const char *person, const guint8 code[32], gboolean waits, gboolean *ret_was,
                             GError **error)
{
    gint64 n = 0;

    if (!td_exec_count (tx, "delete from second_code where person = $1 and code = $2 and waits = $3", &n, error,
                        TD_TEXT (person), TD_BYTES (code, 32), TD_FLAG (waits)))
        return FALSE;
    *ret_was = n > 0;
    return TRUE;
}

gboolean td_second_put_next (TdTx *tx, const char *person, GBytes *next, gint64 until, GError **error)
{
    gsize size;
    const void *bytes = g_bytes_get_data (next, &size);

    return td_exec (tx,
                    "insert into second_factor (person, next, next_until) values ($1, $2, $3)"
                    " on conflict (person) do update set next = excluded.next, next_until = excluded.next_until",
                    error, TD_TEXT (person), TD_BYTES (bytes, size), TD_INT (until));
}

gboolean td_second_take_next (TdTx *tx, const char *person, gint64 step, GError **error)
{
    return td_exec (tx,
                    "update second_factor set totp = next, step = $2, next = null, next_until = null"
                    " where person = $1 and next is not null",
                    error, TD_TEXT (person), TD_INT (step));
}

gboolean td_second_put_code (TdTx *tx, const char *person, const guint8 code[32], GError **error)
{
    return td_exec (tx, "insert into second_code (person, code, waits) values ($1, $2, 1)", error, TD_TEXT (person),
                    TD_BYTES (code, 32));
}

gboolean td_second_drop_waiting_codes (TdTx *tx, const char *person, GError **error)
{
    return td_exec (tx, "delete from second_code where person = $1 and waits = 1", error, TD_TEXT (person));
}

gboolean td_second_take_codes (TdTx *tx, const char *person, GError **error)
{
    return td_exec (tx, "delete from second_code where person = $1 and waits = 0", error, TD_TEXT (person))
           && td_exec (tx, "update second_code set waits = 0 where person = $1", error, TD_TEXT (person))
           && td_exec (tx,
                       "insert into second_factor (person, printed) values ($1, 1)"
                       " on conflict (person) do update set printed = excluded.printed",
                       error, TD_TEXT (person));
}

gboolean td_second_drop_app (TdTx *tx, const char *person, GError **error)
{
    return td_exec (tx, "update second_factor set totp = null, next = null, next_until = null where person = $1", error,
                    TD_TEXT (person));
}

gboolean td_second_drop_codes (TdTx *tx, const char *person, GError **error)
{
    return td_exec (tx, "delete from second_code where person = $1", error, TD_TEXT (person))
           && td_exec (tx, "update second_factor set printed = 0 where person = $1", error, TD_TEXT (person));
}

/* ---- persons ---- */

gboolean td_second_role_needs (TdTx *tx, const char *person, const char *today, gboolean *ret_needs, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select role from person_role where person = $1 and ended is null"
                                         " and starts <= $2 and (ends is null or ends >= $2) order by role, id",
                                         error, TD_TEXT (person), TD_TEXT (today));
    gboolean there = FALSE;

    *ret_needs = FALSE;
    for (;;) {
        TdRole role;
        if (!first (rows, &there, error))
            return FALSE;
        if (!there)
            return TRUE;
        *ret_needs |= td_role_from_word (td_rows_text (rows, 0), &role) && td_role_needs_second (role);
    }
}

gboolean td_second_address (TdTx *tx, const char *person, char **ret_address, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select address from person where id = $1 and disabled = 0", error, TD_TEXT (person));
    gboolean there = FALSE;

    if (!first (rows, &there, error))
        return FALSE;
    g_free (*ret_address);
    *ret_address = there ? g_strdup (td_rows_text (rows, 0)) : NULL;
    return TRUE;
}

/* ---- sign-ins that wait for the code ---- */

gboolean td_pending_insert (TdTx *tx, const char *id, const guint8 token[32], const char *person, gint64 now,
                            gint64 expires, GError **error)
{
    return td_exec (tx, "delete from sign_in_pending where expires < $1", error, TD_INT (now))
           && td_exec (tx, "insert into sign_in_pending (id, token, person, expires) values ($1, $2, $3, $4)", error,
                       TD_TEXT (id), TD_BYTES (token, 32), TD_TEXT (person), TD_INT (expires));
}

gboolean td_pending_find (TdTx *tx, const guint8 token[32], gint64 now, char **ret_person, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select p.id from sign_in_pending i join person p on p.id = i.person"
                                         " where i.token = $1 and i.expires > $2 and p.disabled = 0",
                                         error, TD_BYTES (token, 32), TD_INT (now));
    gboolean there = FALSE;

    if (!first (rows, &there, error))
        return FALSE;
    g_free (*ret_person);
    *ret_person = there ? g_strdup (td_rows_text (rows, 0)) : NULL;
    return TRUE;
}

gboolean td_pending_close (TdTx *tx, const guint8 token[32], GError **error)
{
    return td_exec (tx, "delete from sign_in_pending where token = $1", error, TD_BYTES (token, 32));
}
