/* Organisations that become one. Contract in areas/organisations/organisation-followers.h. */
#include "areas/general_comments/draft-comment-sql.h"
#include "areas/general_comments/general-openings.h"

/* Comments are no works of an organisation's page. */
static GPtrArray *published (TdTx *tx, const char *organisation, int most, GError **error)
{
    (void) tx;
    (void) organisation;
    (void) most;
    (void) error;
    return g_ptr_array_new_with_free_func ((GDestroyNotify) td_organisation_work_free);
}

const TdOrganisationFollower td_general_organisation_follower = { .merged = td_draft_comments_merge,
                                                                  .published = published };
