#include "areas/telephone/callback-sql.h"

#define COLUMNS "c.id, c.pin, c.at_turn, c.status, c.tries, c.due, c.created, c.number, p.locale"
#define FROM    " from phone_callback c join phone_pin p on p.id = c.pin"

void td_phone_callback_free (TdPhoneCallback *c)
{
    if (c == NULL)
        return;
    g_free (c->id);
    g_free (c->pin);
    g_free (c->status);
    g_free (c->locale);
    g_clear_pointer (&c->number, g_bytes_unref);
    g_free (c);
}

static TdPhoneCallback *callback_of_row (TdRows *rows)
{
    TdPhoneCallback *c = g_new0 (TdPhoneCallback, 1);
    gsize size = 0;
    const void *number = td_rows_bytes (rows, 7, &size);

    c->id = g_strdup (td_rows_text (rows, 0));
    c->pin = g_strdup (td_rows_text (rows, 1));
    c->at_turn = td_rows_int (rows, 2) != 0;
    c->status = g_strdup (td_rows_text (rows, 3));
    c->tries = (int) td_rows_int (rows, 4);
    c->due = td_rows_int (rows, 5);
    c->created = td_rows_int (rows, 6);
    c->locale = g_strdup (td_rows_text (rows, 8));
    c->number = g_bytes_new (number, size);
    return c;
}

gboolean td_phone_callback_insert (TdTx *tx, const TdPhoneCallback *c, GError **error)
{
    gsize size = 0;
    const void *number = g_bytes_get_data (c->number, &size);

    return td_exec (tx, "delete from phone_callback where pin = $1", error, TD_TEXT (c->pin))
           && td_exec (tx,
                       "insert into phone_callback (id, pin, number, at_turn, status, tries, due, created)"
                       " values ($1, $2, $3, $4, 'waits', 0, 0, $5)",
                       error, TD_TEXT (c->id), TD_TEXT (c->pin), TD_BYTES (number, size), TD_FLAG (c->at_turn),
                       TD_INT (c->created));
}

gboolean td_phone_callback_load (TdTx *tx, const char *id, const char *pin, TdPhoneCallback **ret, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows = id != NULL
                                  ? td_select (tx, "select " COLUMNS FROM " where c.id = $1", error, TD_TEXT (id))
                                  : td_select (tx, "select " COLUMNS FROM " where c.pin = $1", error, TD_TEXT (pin));

    *ret = NULL;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem))
        *ret = callback_of_row (rows);
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

GPtrArray *td_phone_callback_waiting (TdTx *tx, gint64 now, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_phone_callback_free);
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows = td_select (
        tx, "select " COLUMNS FROM " where c.status = 'waits' and c.due <= $1 order by c.created, c.id limit 200",
        error, TD_INT (now));

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, callback_of_row (rows));
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

gboolean td_phone_callback_set (TdTx *tx, const char *id, const char *status, int tries, gint64 due, GError **error)
{
    return td_exec (tx, "update phone_callback set status = $2, tries = $3, due = $4 where id = $1", error,
                    TD_TEXT (id), TD_TEXT (status), TD_INT (tries), TD_INT (due));
}

gboolean td_phone_callback_delete (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from phone_callback where id = $1", error, TD_TEXT (id));
}
