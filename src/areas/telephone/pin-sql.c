#include "areas/telephone/pin-sql.h"

#define COLUMNS "id, meeting, person, speaker, shown, locale, trust, expires, withdrawn, created"

void td_phone_pin_free (TdPhonePin *pin)
{
    if (pin == NULL)
        return;
    g_free (pin->id);
    g_free (pin->meeting);
    g_free (pin->person);
    g_free (pin->speaker);
    g_free (pin->shown);
    g_free (pin->locale);
    g_free (pin);
}

static TdPhonePin *pin_of_row (TdRows *rows)
{
    TdPhonePin *pin = g_new0 (TdPhonePin, 1);

    pin->id = g_strdup (td_rows_text (rows, 0));
    pin->meeting = g_strdup (td_rows_text (rows, 1));
    pin->person = g_strdup (td_rows_text (rows, 2));
    pin->speaker = g_strdup (td_rows_text (rows, 3));
    pin->shown = g_strdup (td_rows_text (rows, 4));
    pin->locale = g_strdup (td_rows_text (rows, 5));
    pin->trust = (TdTrust) td_rows_int (rows, 6);
    pin->expires = td_rows_int (rows, 7);
    pin->withdrawn = td_rows_int (rows, 8);
    pin->created = td_rows_int (rows, 9);
    return pin;
}

static gboolean ended_well (GError **error, GError **problem)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

gboolean td_phone_pin_insert (TdTx *tx, const TdPhonePin *pin, const guint8 token[32], GError **error)
{
    return td_exec (
        tx,
        "insert into phone_pin (id, meeting, person, speaker, shown, trust, token, locale, expires, withdrawn, created)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10)",
        error, TD_TEXT (pin->id), TD_TEXT (pin->meeting), TD_TEXT (pin->person), TD_TEXT (pin->speaker),
        TD_TEXT (pin->shown), TD_INT (pin->trust), TD_BYTES (token, 32), TD_TEXT (pin->locale), TD_INT (pin->expires),
        TD_INT (pin->created));
}

static gboolean first_of (TdRows *take_rows, TdPhonePin **ret_pin, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    *ret_pin = NULL;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem))
        *ret_pin = pin_of_row (rows);
    return ended_well (error, &problem);
}

gboolean td_phone_pin_load (TdTx *tx, const char *id, TdPhonePin **ret_pin, GError **error)
{
    return first_of (td_select (tx, "select " COLUMNS " from phone_pin where id = $1", error, TD_TEXT (id)), ret_pin,
                     error);
}

gboolean td_phone_pin_of_token (TdTx *tx, const guint8 token[32], gint64 now, TdPhonePin **ret_pin, GError **error)
{
    return first_of (td_select (tx,
                                "select " COLUMNS " from phone_pin where token = $1 and expires > $2 and withdrawn = 0",
                                error, TD_BYTES (token, 32), TD_INT (now)),
                     ret_pin, error);
}

gboolean td_phone_pin_of_person (TdTx *tx, const char *meeting, const char *person, gint64 now, TdPhonePin **ret_pin,
                                 GError **error)
{
    return first_of (td_select (tx,
                                "select " COLUMNS " from phone_pin where meeting = $1 and person = $2 and expires > $3"
                                " and withdrawn = 0 order by created desc, id",
                                error, TD_TEXT (meeting), TD_TEXT (person), TD_INT (now)),
                     ret_pin, error);
}

/* Takes rows. */
static GPtrArray *all_of (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_phone_pin_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, pin_of_row (rows));
    return ended_well (error, &problem) ? g_steal_pointer (&list) : NULL;
}

GPtrArray *td_phone_pin_list (TdTx *tx, const char *meeting, gint64 now, GError **error)
{
    return all_of (td_select (tx,
                              "select " COLUMNS " from phone_pin where meeting = $1 and expires > $2"
                              " and withdrawn = 0 order by created, id limit 2000",
                              error, TD_TEXT (meeting), TD_INT (now)),
                   error);
}

GPtrArray *td_phone_pins_on_line (TdTx *tx, const char *meeting, GError **error)
{
    return all_of (td_select (tx,
                              "select " COLUMNS " from phone_pin where meeting = $1 and withdrawn = 0 and id in"
                              " (select pin from phone_call where meeting = $1 and ended = 0)"
                              " order by created, id limit 200",
                              error, TD_TEXT (meeting)),
                   error);
}

gboolean td_phone_pin_end (TdTx *tx, const char *id, gint64 now, GError **error)
{
    return td_exec (tx, "delete from phone_callback where pin = $1", error, TD_TEXT (id))
           && td_exec (tx, "update phone_pin set withdrawn = $2 where id = $1 and withdrawn = 0", error, TD_TEXT (id),
                       TD_INT (now));
}

gboolean td_phone_pin_erase (TdTx *tx, gint64 now, gint64 *ret_n, GError **error)
{
    return td_exec (tx,
                    "delete from phone_callback where pin in (select id from phone_pin where expires <= $1 or "
                    "withdrawn > 0)",
                    error, TD_INT (now))
           && td_exec_count (tx, "delete from phone_pin where expires <= $1 or withdrawn > 0", ret_n, error,
                             TD_INT (now));
}

static gboolean number_of (TdRows *take_rows, gint64 *ret_n, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_n = td_rows_int (rows, 0);
    return TRUE;
}

gboolean td_phone_pin_count_over (TdTx *tx, gint64 now, gint64 *ret_n, GError **error)
{
    return number_of (
        td_select (tx, "select count(*) from phone_pin where expires <= $1 or withdrawn > 0", error, TD_INT (now)),
        ret_n, error);
}

/* ---- calls ---- */

gboolean td_phone_call_begin (TdTx *tx, const TdPhoneCallNew *new_one, gint64 now, GError **error)
{
    const TdPhonePin *pin = new_one->pin;

    return td_exec (tx,
                    "insert into phone_call (id, call, pin, meeting, person, speaker, language, began, ended)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8, 0)",
                    error, TD_TEXT (new_one->id), TD_TEXT (new_one->call), TD_TEXT (pin->id), TD_TEXT (pin->meeting),
                    TD_TEXT (pin->person), TD_TEXT (pin->speaker), TD_TEXT (new_one->language), TD_INT (now));
}

gboolean td_phone_pin_of_call (TdTx *tx, const char *call, TdPhonePin **ret_pin, GError **error)
{
    return first_of (td_select (tx,
                                "select " COLUMNS " from phone_pin where withdrawn = 0 and id in"
                                " (select pin from phone_call where call = $1 and ended = 0)",
                                error, TD_TEXT (call)),
                     ret_pin, error);
}

gboolean td_phone_call_end (TdTx *tx, const char *id, gint64 now, GError **error)
{
    return td_exec (tx, "update phone_call set ended = $2 where id = $1 and ended = 0", error, TD_TEXT (id),
                    TD_INT (now));
}

gboolean td_phone_calls_end_all (TdTx *tx, gint64 now, gint64 *ret_n, GError **error)
{
    return td_exec_count (tx, "update phone_call set ended = $1 where ended = 0", ret_n, error, TD_INT (now));
}

gboolean td_phone_count (TdTx *tx, gint64 *ret_calls, gint64 *ret_callbacks, GError **error)
{
    return number_of (td_select (tx, "select count(*) from phone_call where ended = 0", error), ret_calls, error)
           && number_of (td_select (tx, "select count(*) from phone_callback where status <> 'answered'", error),
                         ret_callbacks, error);
}
