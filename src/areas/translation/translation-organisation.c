/* Translations of a registered organisation. Contract in translation-organisation.h. */
#include "areas/translation/translation-organisation.h"

#include "areas/translation/translation-sql.h"

/* A translation is no publication of its organisation: it stands at its document. */
static GPtrArray *published (TdTx *tx, const char *organisation, int most, GError **error)
{
    (void) tx;
    (void) organisation;
    (void) most;
    (void) error;
    return g_ptr_array_new_with_free_func ((GDestroyNotify) td_organisation_work_free);
}

const TdOrganisationFollower td_translation_organisation_follower = { .merged = td_translation_give,
                                                                      .published = published };
