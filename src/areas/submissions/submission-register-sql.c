#include "areas/submissions/submission-register-sql.h"

gboolean td_submission_register_by_hash (TdTx *tx, const char *sha256, char **ret_id, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select s.id from submission_file f join submission s on s.id = f.submission"
                   " where f.sha256 = $1 and s.status <> 'draft' order by s.created, s.id limit 1",
                   error, TD_TEXT (sha256));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem))
        *ret_id = g_strdup (td_rows_text (rows, 0));
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_submission_register_insert (TdTx *tx, const char *id, const char *day, const char *officer, gint64 now,
                                        GError **error)
{
    return td_exec (tx, "insert into submission_register (submission, day, officer, entered) values ($1, $2, $3, $4)",
                    error, TD_TEXT (id), TD_TEXT (day), TD_TEXT (officer), TD_INT (now));
}

gboolean td_submission_register_settle (TdTx *tx, const char *id, TdStatus status, gint64 received, gint64 now,
                                        GError **error)
{
    return td_exec (tx,
                    "update submission set status = $2, received = $3, decided = $4, changed = $4, uncalled = 0"
                    " where id = $1",
                    error, TD_TEXT (id), TD_TEXT (td_status_word (status)), TD_INT (received), TD_INT (now));
}
