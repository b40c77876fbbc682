#include "areas/people/membership.h"

#include "areas/people/membership-sql.h"
#include "areas/people/people.h"
#include "base/errors.h"

gboolean td_membership_set (TdTx *tx, const char *person, const char *organisation, TdLevel level, gint64 now,
                            GError **error)
{
    TdLevel before;
    gint64 leads, others;

    if (!td_membership_look (tx, person, organisation, &before, &leads, &others, error))
        return FALSE;
    if (before == TD_LEVEL_LEAD && level < TD_LEVEL_LEAD && leads == 0 && others > 0) {
        g_set_error_literal (
            error, TD_PEOPLE_ERROR, TD_ERROR_CONFLICT,
            "An organisation with several people needs somebody who leads it. Make somebody else a lead first.");
        return FALSE;
    }
    if (level == TD_LEVEL_NONE)
        return td_membership_delete (tx, person, organisation, error);
    return before == level || td_membership_put (tx, person, organisation, level, now, error);
}
