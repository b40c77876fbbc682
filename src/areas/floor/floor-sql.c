#include "areas/floor/floor-sql.h"

#include <string.h>

static gboolean ended_well (GError **problem, GError **error)
{
    if (*problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (problem));
    return FALSE;
}

static void take_bytes (TdRows *rows, int column, guint8 *ret, gsize size)
{
    gsize found = 0;
    const void *bytes = td_rows_bytes (rows, column, &found);

    if (bytes != NULL && found == size)
        memcpy (ret, bytes, size);
}

/* ---- lists ---- */

void td_floor_list_free (TdFloorList *l)
{
    if (l == NULL)
        return;
    g_free (l->meeting);
    g_free (l->deadline_local);
    g_clear_pointer (&l->parts, g_ptr_array_unref);
    g_free (l);
}

static void part_free (gpointer data)
{
    TdFloorPart *p = data;

    g_free (p->state);
    g_free (p);
}

static gboolean load_parts (TdTx *tx, TdFloorList *l, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select state, seconds, closed_seconds, slot_seconds from floor_part"
                                         " where meeting = $1 order by ordinal, state",
                                         error, TD_TEXT (l->meeting));
    g_autoptr (GError) problem = NULL;

    l->parts = g_ptr_array_new_with_free_func (part_free);
    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdFloorPart *p = g_new0 (TdFloorPart, 1);
        p->state = g_strdup (td_rows_text (rows, 0));
        p->seconds = (int) td_rows_int (rows, 1);
        p->closed_seconds = (int) td_rows_int (rows, 2);
        p->slot_seconds = (int) td_rows_int (rows, 3);
        g_ptr_array_add (l->parts, p);
    }
    return ended_well (&problem, error);
}

static TdFloorList *list_of_row (TdRows *rows)
{
    TdFloorList *l = g_new0 (TdFloorList, 1);

    l->meeting = g_strdup (td_rows_text (rows, 0));
    l->deadline_local = g_strdup (td_rows_text (rows, 1));
    l->deadline = td_rows_int (rows, 2);
    take_bytes (rows, 3, l->commitment, sizeof l->commitment);
    l->revealed = !td_rows_null (rows, 4);
    take_bytes (rows, 4, l->seed, sizeof l->seed);
    l->opened = td_rows_int (rows, 5);
    l->shared = td_rows_int (rows, 6);
    l->n = (int) td_rows_int (rows, 7);
    l->by_hand = td_rows_int (rows, 8) != 0;
    return l;
}

gboolean td_floor_list_load (TdTx *tx, const char *meeting, TdFloorList **ret, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select meeting, deadline_local, deadline, commitment, revealed, opened,"
                                         " shared, n, by_hand from floor_list where meeting = $1",
                                         error, TD_TEXT (meeting));
    g_autoptr (TdFloorList) l = NULL;
    g_autoptr (GError) problem = NULL;

    *ret = NULL;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem))
        l = list_of_row (rows);
    if (!ended_well (&problem, error))
        return FALSE;
    g_clear_pointer (&rows, td_rows_free);
    if (l != NULL && !load_parts (tx, l, error))
        return FALSE;
    *ret = g_steal_pointer (&l);
    return TRUE;
}

gboolean td_floor_list_insert (TdTx *tx, const TdFloorList *l, GBytes *seed, GError **error)
{
    gsize size;
    const void *bytes = g_bytes_get_data (seed, &size);

    return td_exec (tx,
                    "insert into floor_list (meeting, deadline_local, deadline, seed, commitment, opened, shared, n,"
                    " by_hand, begins, told_off) values ($1, $2, $3, $4, $5, $6, 0, 0, 0, 0, 0)",
                    error, TD_TEXT (l->meeting), TD_TEXT (l->deadline_local), TD_INT (l->deadline),
                    TD_BYTES (bytes, size), TD_BYTES (l->commitment, sizeof l->commitment), TD_INT (l->opened));
}

gboolean td_floor_list_set_deadline (TdTx *tx, const TdFloorList *l, GError **error)
{
    return td_exec (tx, "update floor_list set deadline_local = $2, deadline = $3 where meeting = $1", error,
                    TD_TEXT (l->meeting), TD_TEXT (l->deadline_local), TD_INT (l->deadline));
}

gboolean td_floor_list_set_shared (TdTx *tx, const char *meeting, int n, gboolean by_hand, gint64 begins, gint64 at,
                                   GError **error)
{
    return td_exec (tx,
                    "update floor_list set n = $2, by_hand = $3, begins = $4, told_off = 0, shared = $5"
                    " where meeting = $1",
                    error, TD_TEXT (meeting), TD_INT (n), TD_FLAG (by_hand), TD_INT (begins), TD_INT (at));
}

gboolean td_floor_list_set_moved (TdTx *tx, const TdMeeting *m, GError **error)
{
    return td_exec (tx,
                    "update floor_speaker set planned = planned + $2"
                    " - (select begins from floor_list where meeting = $1) where meeting = $1",
                    error, TD_TEXT (m->id), TD_INT (m->begins))
           && td_exec (tx, "update floor_list set begins = $2, told_off = $3 where meeting = $1", error,
                       TD_TEXT (m->id), TD_INT (m->begins), TD_FLAG (m->status == TD_MEETING_CANCELLED));
}

static GPtrArray *ids_of (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, g_strdup (td_rows_text (rows, 0)));
    return ended_well (&problem, error) ? g_steal_pointer (&list) : NULL;
}

GPtrArray *td_floor_list_moved (TdTx *tx, GError **error)
{
    return ids_of (td_select (tx,
                              "select l.meeting from floor_list l join meeting m on m.id = l.meeting"
                              " where l.shared <> 0 and ((m.status = 'on' and (m.begins <> l.begins or l.told_off = 1))"
                              " or (m.status = 'cancelled' and l.told_off = 0)) order by l.meeting",
                              error),
                   error);
}

gboolean td_floor_list_set_revealed (TdTx *tx, const char *meeting, const guint8 *seed, GError **error)
{
    return td_exec (tx, "update floor_list set revealed = $2 where meeting = $1", error, TD_TEXT (meeting),
                    TD_BYTES (seed, TD_LOT_SEED));
}

gboolean td_floor_list_seed (TdTx *tx, const char *meeting, GBytes **ret_seed, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select seed from floor_list where meeting = $1", error, TD_TEXT (meeting));
    g_autoptr (GError) problem = NULL;
    gsize size = 0;

    *ret_seed = NULL;
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem)) {
        const void *bytes = td_rows_bytes (rows, 0, &size);
        *ret_seed = g_bytes_new (bytes, size);
    }
    return ended_well (&problem, error);
}

GPtrArray *td_floor_list_unrevealed (TdTx *tx, gint64 at, GError **error)
{
    return ids_of (td_select (tx,
                              "select meeting from floor_list where revealed is null and deadline < $1"
                              " order by meeting",
                              error, TD_INT (at)),
                   error);
}

gboolean td_floor_parts_set (TdTx *tx, const TdFloorList *l, GError **error)
{
    if (!td_exec (tx, "delete from floor_part where meeting = $1", error, TD_TEXT (l->meeting)))
        return FALSE;
    for (guint i = 0; i < l->parts->len; i++) {
        const TdFloorPart *p = l->parts->pdata[i];
        if (!td_exec (tx,
                      "insert into floor_part (meeting, state, ordinal, seconds, closed_seconds, slot_seconds)"
                      " values ($1, $2, $3, $4, $5, $6)",
                      error, TD_TEXT (l->meeting), TD_TEXT (p->state), TD_INT (i), TD_INT (p->seconds),
                      TD_INT (p->closed_seconds), TD_INT (p->slot_seconds)))
            return FALSE;
    }
    return TRUE;
}
