#include "areas/rooms/recording-sql.h"

void td_recording_free (TdRecording *recording)
{
    if (recording == NULL)
        return;
    g_free (recording->id);
    g_free (recording->meeting);
    g_free (recording->file);
    g_free (recording->blob);
    g_free (recording);
}

static TdRecording *recording_of_row (TdRows *rows)
{
    TdRecording *r = g_new0 (TdRecording, 1);

    r->id = g_strdup (td_rows_text (rows, 0));
    r->meeting = g_strdup (td_rows_text (rows, 1));
    r->file = g_strdup (td_rows_text (rows, 2));
    r->began = td_rows_int (rows, 3);
    r->ended = td_rows_int (rows, 4);
    r->blob = g_strdup (td_rows_text (rows, 5));
    r->public = td_rows_int (rows, 6) != 0;
    r->bytes = td_rows_int (rows, 7);
    r->lost = td_rows_int (rows, 8) != 0;
    return r;
}

GPtrArray *td_recording_load (TdTx *tx, const char *meeting, gboolean running_only, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_recording_free);
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select id, meeting, file, began, ended, content, public, bytes, lost"
                                         " from room_recording where meeting = $1 and ($2 = 0 or ended is null)"
                                         " order by began, id limit 500",
                                         error, TD_TEXT (meeting), TD_FLAG (running_only));

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, recording_of_row (rows));
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    return g_steal_pointer (&list);
}

gboolean td_recording_insert (TdTx *tx, const TdRecording *r, GError **error)
{
    return td_exec (tx,
                    "insert into room_recording (id, meeting, file, began, public, bytes, lost)"
                    " values ($1, $2, $3, $4, 0, 0, 0)",
                    error, TD_TEXT (r->id), TD_TEXT (r->meeting), TD_TEXT (r->file), TD_INT (r->began));
}

gboolean td_recording_set_end (TdTx *tx, const TdRecording *r, gboolean *ret_done, GError **error)
{
    gint64 n = 0;

    if (!td_exec_count (tx,
                        "update room_recording set ended = $2, content = $3, public = $4, bytes = $5, lost = $6"
                        " where id = $1 and ended is null",
                        &n, error, TD_TEXT (r->id), TD_INT (r->ended), TD_TEXT (r->blob), TD_FLAG (r->public),
                        TD_INT (r->bytes), TD_FLAG (r->lost)))
        return FALSE;
    *ret_done = n > 0;
    return TRUE;
}
