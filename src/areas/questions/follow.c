#include "areas/questions/follow.h"

#include "areas/questions/question-sql.h"

/* What is said at a meeting is no publication. */
static GPtrArray *published (TdTx *tx, const char *organisation, int most, GError **error)
{
    (void) tx;
    (void) organisation;
    (void) most;
    (void) error;
    return g_ptr_array_new_with_free_func ((GDestroyNotify) td_organisation_work_free);
}

const TdOrganisationFollower td_question_organisation_follower = { .merged = td_question_move_organisation,
                                                                   .published = published };
