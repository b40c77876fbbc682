#include "areas/submissions/written-report-sql.h"

void td_written_row_clear (TdWrittenRow *row)
{
    g_free (row->file);
    g_free (row->fed);
    *row = (TdWrittenRow){ 0 };
}

gboolean td_written_report_load (TdTx *tx, const char *id, TdWrittenRow *ret_row, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select file, fed from submission_written where submission = $1", error, TD_TEXT (id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    td_written_row_clear (ret_row);
    if (td_rows_next (rows, &problem)) {
        ret_row->there = TRUE;
        ret_row->file = g_strdup (td_rows_text (rows, 0));
        ret_row->fed = g_strdup (td_rows_text (rows, 1));
    }
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_written_report_insert (TdTx *tx, const char *id, gint64 now, GError **error)
{
    return td_exec (tx, "insert into submission_written (submission, begun) values ($1, $2)", error, TD_TEXT (id),
                    TD_INT (now));
}

gboolean td_written_report_set_file (TdTx *tx, const char *id, const char *sha256, GError **error)
{
    return td_exec (tx, "update submission_written set file = $2 where submission = $1", error, TD_TEXT (id),
                    TD_TEXT (sha256));
}

gboolean td_written_report_set_fed (TdTx *tx, const char *id, const char *fed, GError **error)
{
    return td_exec (tx, "update submission_written set fed = $2 where submission = $1", error, TD_TEXT (id),
                    TD_TEXT (fed));
}

gboolean td_written_report_delete (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "delete from submission_written where submission = $1", error, TD_TEXT (id));
}

gboolean td_written_report_touch (TdTx *tx, const char *id, gint64 now, GError **error)
{
    return td_exec (tx,
                    "update submission set changed = $2, checked = case when exists (select 1 from submission_written w"
                    " join submission_file f on f.submission = w.submission and f.position = 1 and f.sha256 = w.file"
                    " where w.submission = $1) then 0 else checked end where id = $1",
                    error, TD_TEXT (id), TD_INT (now));
}
