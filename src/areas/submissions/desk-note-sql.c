#include "areas/submissions/desk-note-sql.h"

GPtrArray *td_desk_note_select (TdTx *tx, const char *submission, const char *reader, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_desk_note_free);
    g_autoptr (TdRows) rows =
        td_select (tx, "select id, author, at, text from submission_note where submission = $1 order by at, id", error,
                   TD_TEXT (submission));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem)) {
        TdDeskNote *note = g_new0 (TdDeskNote, 1);
        note->id = g_strdup (td_rows_text (rows, 0));
        note->name = g_strdup (td_rows_text (rows, 1));
        note->at = td_rows_int (rows, 2);
        note->text = g_strdup (td_rows_text (rows, 3));
        note->own = g_str_equal (note->name, reader);
        g_ptr_array_add (list, note);
    }
    if (problem == NULL)
        return g_steal_pointer (&list);
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
}

gboolean td_desk_note_count (TdTx *tx, const char *submission, gint64 *ret_count, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select count(*) from submission_note where submission = $1", error, TD_TEXT (submission));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_count = td_rows_int (rows, 0);
    return TRUE;
}

gboolean td_desk_note_insert (TdTx *tx, const char *submission, const char *id, const char *author, gint64 at,
                              const char *text, GError **error)
{
    return td_exec (tx, "insert into submission_note (id, submission, author, at, text) values ($1, $2, $3, $4, $5)",
                    error, TD_TEXT (id), TD_TEXT (submission), TD_TEXT (author), TD_INT (at), TD_TEXT (text));
}

gboolean td_desk_note_remove (TdTx *tx, const char *submission, const char *id, const char *author, gboolean *ret_done,
                              GError **error)
{
    gint64 n = 0;

    if (!td_exec_count (tx, "delete from submission_note where id = $1 and submission = $2 and author = $3", &n, error,
                        TD_TEXT (id), TD_TEXT (submission), TD_TEXT (author)))
        return FALSE;
    *ret_done = n > 0;
    return TRUE;
}
