#include "areas/accreditation/follow.h"

#include "areas/accreditation/accreditation-sql.h"
#include "areas/accreditation/briefing-file-sql.h"
#include "areas/accreditation/guest-sql.h"

gboolean td_accreditation_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error)
{
    (void) data;
    if (g_str_equal (record->act, "user.erase"))
        return td_accreditations_forget_person (tx, record->thing_id, error)
               && td_guests_drop_person (tx, record->thing_id, error)
               && td_briefing_files_forget_person (tx, record->thing_id, error);
    if (g_str_equal (record->act, "submission.erase"))
        return td_accreditations_forget_submission (tx, record->thing_id, error);
    return TRUE;
}

static gboolean merged (TdTx *tx, const char *from, const char *into, GError **error)
{
    return td_accreditations_move (tx, from, into, error) && td_guests_move (tx, from, into, error)
           && td_briefing_files_move (tx, from, into, error);
}

/* Nothing of this area is published under an organisation's name. */
static GPtrArray *published (TdTx *tx, const char *organisation, int most, GError **error)
{
    (void) tx;
    (void) organisation;
    (void) most;
    (void) error;
    return g_ptr_array_new_with_free_func ((GDestroyNotify) td_organisation_work_free);
}

const TdOrganisationFollower td_accreditation_organisation_follower = { merged, published };
