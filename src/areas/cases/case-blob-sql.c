/* Which files the register keeps, for those who would erase the same content. Contract in areas/submissions/blob-holder.h. */
#include "areas/submissions/blob-holder.h"

static gboolean holds (TdTx *tx, const char *sha256, gboolean *ret_holds, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select (select count(*) from case_paper where kept = $1 or outgoing = $1)"
                                         " + (select count(*) from case_annex where kept = $1 or outgoing = $1)",
                                         error, TD_TEXT (sha256));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_holds = td_rows_int (rows, 0) > 0;
    return TRUE;
}

extern const TdBlobHolder td_case_blob_holder;
const TdBlobHolder td_case_blob_holder = { holds };
