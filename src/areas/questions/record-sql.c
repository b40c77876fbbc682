#include "areas/questions/record-sql.h"

#include <string.h>

void td_record_row_clear (TdRecordRow *row)
{
    g_clear_pointer (&row->minutes, g_free);
}

gboolean td_record_select (TdTx *tx, const char *meeting, gboolean published_alone, TdRecordRow *ret, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select minutes, version, published, at, secret from meeting_record"
                                         " where meeting = $1 and published >= $2 order by version desc limit 1",
                                         error, TD_TEXT (meeting), TD_FLAG (published_alone));
    g_autoptr (GError) problem = NULL;
    const void *secret;
    gsize size = 0;

    *ret = (TdRecordRow){ 0 };
    if (rows == NULL)
        return FALSE;
    if (td_rows_next (rows, &problem)) {
        ret->minutes = g_strdup (td_rows_text (rows, 0));
        ret->version = (int) td_rows_int (rows, 1);
        ret->published = td_rows_int (rows, 2) != 0;
        ret->at = td_rows_int (rows, 3);
        secret = td_rows_bytes (rows, 4, &size);
        if (size == sizeof ret->secret)
            memcpy (ret->secret, secret, size);
    }
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_record_insert (TdTx *tx, const char *meeting, const TdRecordRow *row, const char *actor, GError **error)
{
    return td_exec (tx,
                    "insert into meeting_record (meeting, version, minutes, published, at, actor, secret)"
                    " values ($1, $2, $3, $4, $5, $6, $7)",
                    error, TD_TEXT (meeting), TD_INT (row->version), TD_TEXT (row->minutes), TD_FLAG (row->published),
                    TD_INT (row->at), TD_TEXT (actor), TD_BYTES (row->secret, sizeof row->secret));
}
