#include "areas/people/behalf.h"

#include "areas/people/people.h"
#include "base/errors.h"

gboolean td_session_set_behalf (TdTx *tx, const char *session, const char *organisation, const char *state,
                                GError **error)
{
    gint64 rows = 0;

    if (!td_exec_count (tx, "update sign_in set behalf = $2, behalf_state = $3 where id = $1", &rows, error,
                        TD_TEXT (session), TD_TEXT (organisation), TD_TEXT (state)))
        return FALSE;
    if (rows > 0)
        return TRUE;
    g_set_error_literal (error, TD_PEOPLE_ERROR, TD_ERROR_NOT_FOUND,
                         "You are not signed in any more. Sign in and try again.");
    return FALSE;
}
