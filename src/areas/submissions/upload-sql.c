#include "areas/submissions/upload-sql.h"

void td_upload_id_free (TdUploadId *id)
{
    g_free (id->submission);
    g_free (id->sha256);
    g_free (id);
}

static gboolean end (GError *take_problem, GError **error)
{
    if (take_problem == NULL)
        return TRUE;
    g_propagate_error (error, take_problem);
    return FALSE;
}

gboolean td_upload_select (TdTx *tx, const char *submission, const char *sha256, char **ret_name, gint64 *ret_size,
                           gint64 *ret_arrived, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select u.name, u.size, (select coalesce(sum(p.size), 0)"
                                         " from submission_upload_piece p where p.submission = u.submission"
                                         " and p.sha256 = u.sha256)"
                                         " from submission_upload u where u.submission = $1 and u.sha256 = $2",
                                         error, TD_TEXT (submission), TD_TEXT (sha256));
    GError *problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_size = -1;
    *ret_arrived = 0;
    if (td_rows_next (rows, &problem)) {
        if (ret_name != NULL)
            *ret_name = g_strdup (td_rows_text (rows, 0));
        *ret_size = td_rows_int (rows, 1);
        *ret_arrived = td_rows_int (rows, 2);
    }
    return end (problem, error);
}

gboolean td_upload_insert (TdTx *tx, const char *submission, const TdUpload *what, gint64 now, GError **error)
{
    return td_exec (
        tx, "insert into submission_upload (submission, sha256, name, size, began) values ($1, $2, $3, $4, $5)", error,
        TD_TEXT (submission), TD_TEXT (what->sha256), TD_TEXT (what->name), TD_INT (what->size), TD_INT (now));
}

gboolean td_upload_insert_piece (TdTx *tx, const char *submission, const char *sha256, gint64 at, gint64 size,
                                 const char *blob, GError **error)
{
    return td_exec (tx,
                    "insert into submission_upload_piece (submission, sha256, at, size, kept)"
                    " values ($1, $2, $3, $4, $5)",
                    error, TD_TEXT (submission), TD_TEXT (sha256), TD_INT (at), TD_INT (size), TD_TEXT (blob));
}

static gboolean append_texts (TdRows *rows, GPtrArray *texts, GError **error)
{
    GError *problem = NULL;

    while (td_rows_next (rows, &problem))
        g_ptr_array_add (texts, g_strdup (td_rows_text (rows, 0)));
    return end (problem, error);
}

gboolean td_upload_blobs (TdTx *tx, const char *submission, const char *sha256, GPtrArray *blobs, GError **error)
{
    g_autoptr (TdRows) rows =
        sha256 != NULL ? td_select (tx,
                                    "select kept from submission_upload_piece where submission = $1 and sha256 = $2"
                                    " order by at",
                                    error, TD_TEXT (submission), TD_TEXT (sha256))
                       : td_select (tx, "select kept from submission_upload_piece where submission = $1", error,
                                    TD_TEXT (submission));

    return rows != NULL && append_texts (rows, blobs, error);
}

gboolean td_upload_delete (TdTx *tx, const char *submission, const char *sha256, GError **error)
{
    return td_exec (tx, "delete from submission_upload where submission = $1 and sha256 = $2", error,
                    TD_TEXT (submission), TD_TEXT (sha256));
}

gboolean td_upload_latest (TdTx *tx, const char *submission, GPtrArray *hashes, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx, "select sha256 from submission_upload where submission = $1 order by began desc, sha256", error,
                   TD_TEXT (submission));

    return rows != NULL && append_texts (rows, hashes, error);
}

gboolean td_upload_old (TdTx *tx, gint64 before, int most, GPtrArray *ids, GError **error)
{
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select u.submission, u.sha256 from submission_upload u join submission s on s.id = u.submission"
                   " where u.began < $1 or s.status <> 'draft' order by u.began limit $2",
                   error, TD_INT (before), TD_INT (most));
    GError *problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdUploadId *id = g_new0 (TdUploadId, 1);
        id->submission = g_strdup (td_rows_text (rows, 0));
        id->sha256 = g_strdup (td_rows_text (rows, 1));
        g_ptr_array_add (ids, id);
    }
    return end (problem, error);
}
