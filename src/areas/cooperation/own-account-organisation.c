/* Accounts of a registered organisation. Contract in own-account-organisation.h. */
#include "areas/cooperation/own-account-organisation.h"

/* Where both gave one on the same review, into's stands; the other is kept as replaced and counts no more. */
static gboolean merged (TdTx *tx, const char *from, const char *into, GError **error)
{
    return td_exec (tx,
                    "update own_account set status = 'replaced' where organisation = $1"
                    " and status in ('received', 'published', 'withheld')"
                    " and exists (select 1 from own_account b where b.organisation = $2 and b.state = own_account.state"
                    " and b.cycle = own_account.cycle and b.status in ('received', 'published', 'withheld'))",
                    error, TD_TEXT (from), TD_TEXT (into))
           && td_exec (tx, "update own_account set organisation = $2 where organisation = $1", error, TD_TEXT (from),
                       TD_TEXT (into));
}

/* An account is no publication: it stands on the page of its State. */
static GPtrArray *published (TdTx *tx, const char *organisation, int most, GError **error)
{
    (void) tx;
    (void) organisation;
    (void) most;
    (void) error;
    return g_ptr_array_new_with_free_func ((GDestroyNotify) td_organisation_work_free);
}

const TdOrganisationFollower td_own_account_organisation_follower = { .merged = merged, .published = published };
