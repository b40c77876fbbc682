#include "areas/rooms/seat-sql.h"

#include <string.h>

#define SELECT                                                                                                         \
    "select id, meeting, person, kind, speaker, language, name, device, expires, withdrawn, entered, created, "        \
    "misused,"                                                                                                         \
    " misused_at from room_seat where "

void td_seat_free (TdSeat *seat)
{
    if (seat == NULL)
        return;
    g_free (seat->id);
    g_free (seat->meeting);
    g_free (seat->person);
    g_free (seat->speaker);
    g_free (seat->language);
    g_free (seat->name);
    g_free (seat);
}

static TdSeat *seat_of_row (TdRows *rows)
{
    TdSeat *seat = g_new0 (TdSeat, 1);
    gsize size = 0;
    const void *device = td_rows_bytes (rows, 7, &size);

    seat->id = g_strdup (td_rows_text (rows, 0));
    seat->meeting = g_strdup (td_rows_text (rows, 1));
    seat->person = g_strdup (td_rows_text (rows, 2));
    td_seat_kind_from_word (td_rows_text (rows, 3), &seat->kind);
    seat->speaker = g_strdup (td_rows_text (rows, 4));
    seat->language = g_strdup (td_rows_text (rows, 5));
    seat->name = g_strdup (td_rows_text (rows, 6));
    seat->bound = device != NULL && size == sizeof seat->device;
    if (seat->bound)
        memcpy (seat->device, device, size);
    seat->expires = td_rows_int (rows, 8);
    seat->withdrawn = td_rows_int (rows, 9);
    seat->entered = td_rows_int (rows, 10);
    seat->created = td_rows_int (rows, 11);
    seat->misused = (int) td_rows_int (rows, 12);
    seat->misused_at = td_rows_int (rows, 13);
    return seat;
}

static gboolean one_of (TdRows *take_rows, TdSeat **ret, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;
    TdSeat *seat = NULL;

    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem))
        seat = seat_of_row (rows);
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    *ret = seat;
    return TRUE;
}

gboolean td_seat_load (TdTx *tx, const char *id, TdSeat **ret, GError **error)
{
    return one_of (td_select (tx, SELECT "id = $1", error, TD_TEXT (id)), ret, error);
}

gboolean td_seat_load_key (TdTx *tx, const guint8 key[32], TdSeat **ret, GError **error)
{
    return one_of (td_select (tx, SELECT "key = $1", error, TD_BYTES (key, 32)), ret, error);
}

gboolean td_seat_load_person (TdTx *tx, const char *meeting, const char *person, TdSeat **ret, GError **error)
{
    return one_of (td_select (tx, SELECT "meeting = $1 and person = $2", error, TD_TEXT (meeting), TD_TEXT (person)),
                   ret, error);
}

gboolean td_seat_load_device (TdTx *tx, const char *meeting, const guint8 device[32], TdSeat **ret, GError **error)
{
    return one_of (td_select (tx,
                              SELECT "meeting = $1 and device = $2 and person is null and withdrawn is null"
                                     " order by entered desc, id limit 1",
                              error, TD_TEXT (meeting), TD_BYTES (device, 32)),
                   ret, error);
}

GPtrArray *td_seat_load_all (TdTx *tx, const char *meeting, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_seat_free);
    g_autoptr (TdRows) rows =
        td_select (tx, SELECT "meeting = $1 order by created, id limit 2000", error, TD_TEXT (meeting));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, seat_of_row (rows));
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    return g_steal_pointer (&list);
}

gboolean td_seat_insert (TdTx *tx, const TdSeat *seat, const guint8 *key, const guint8 secret[32], GError **error)
{
    return td_exec (tx,
                    "insert into room_seat (id, meeting, person, kind, speaker, language, name, key, device, expires,"
                    " entered, misused, created, secret)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13)",
                    error, TD_TEXT (seat->id), TD_TEXT (seat->meeting), TD_TEXT (seat->person),
                    TD_TEXT (td_seat_kind_word (seat->kind)), TD_TEXT (seat->speaker), TD_TEXT (seat->language),
                    TD_TEXT (seat->name), key != NULL ? TD_BYTES (key, 32) : TD_NULL (),
                    seat->bound ? TD_BYTES (seat->device, 32) : TD_NULL (), TD_INT (seat->expires),
                    seat->entered != 0 ? TD_INT (seat->entered) : TD_NULL (), TD_INT (seat->created),
                    TD_BYTES (secret, 32));
}

gboolean td_seat_bind (TdTx *tx, const char *id, TdSeatKind kind, const guint8 device[32], gint64 at, GError **error)
{
    return td_exec (tx, "update room_seat set device = $2, entered = $3, kind = $4 where id = $1", error, TD_TEXT (id),
                    TD_BYTES (device, 32), TD_INT (at), TD_TEXT (td_seat_kind_word (kind)));
}

gboolean td_seat_end (TdTx *tx, const char *id, gint64 at, GError **error)
{
    return td_exec (tx, "update room_seat set withdrawn = $2, name = null where id = $1 and withdrawn is null", error,
                    TD_TEXT (id), TD_INT (at));
}

gboolean td_seat_count_links (TdTx *tx, const char *meeting, gint64 *ret_n, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select count(*) from room_seat where meeting = $1 and person is null",
                                         error, TD_TEXT (meeting));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_n = td_rows_int (rows, 0);
    return TRUE;
}

gboolean td_seat_count_misuse (TdTx *tx, const char *id, gint64 at, GError **error)
{
    return td_exec (tx, "update room_seat set misused = misused + 1, misused_at = $2 where id = $1", error,
                    TD_TEXT (id), TD_INT (at));
}
