/* What happens elsewhere and ends or moves something here. Contract in follow.h. */
#include "areas/consultations/follow.h"

#include "areas/consultations/consultation-rules.h"
#include "areas/consultations/consultation-sql.h"

/* The draft was taken down or erased on its own page: a consultation in which comments could still come ends with it. */
gboolean td_consultation_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error)
{
    TdInstance *instance = data;
    g_autoptr (GPtrArray) ids = NULL;

    if (!g_str_equal (record->act, "submission.take-down") && !g_str_equal (record->act, "submission.erase"))
        return TRUE;
    ids = td_consultation_on_draft (tx, record->thing_id, record->at, error);
    for (guint i = 0; ids != NULL && i < ids->len; i++) {
        g_autoptr (TdConsultation) c = td_consultation_load (tx, ids->pdata[i], error);
        if (c == NULL || !td_consultation_end (tx, instance, c, record->at, NULL, error)
            || !td_consultation_journal (tx, instance, "system", "consultation.withdraw", "consultation", c->id, NULL,
                                         NULL, error))
            return FALSE;
    }
    return ids != NULL;
}

/* ---- organisations that become one ---- */

static gboolean merged (TdTx *tx, const char *from, const char *into, GError **error)
{
    return td_exec (tx,
                    "insert into consultation_invitation (consultation, organisation, kind, actor, at)"
                    " select consultation, $2, kind, actor, at from consultation_invitation where organisation = $1"
                    " on conflict (consultation, organisation) do nothing",
                    error, TD_TEXT (from), TD_TEXT (into))
           && td_exec (tx, "delete from consultation_invitation where organisation = $1", error, TD_TEXT (from))
           /* One's word to be named was about that name: the other's own word counts, or it is not named. */
           && td_exec (tx, "delete from consultation_consent where organisation = $1", error, TD_TEXT (from))
           && td_exec (tx,
                       "update consultation_comment set named = 0 where id in"
                       " (select comment from consultation_words where organisation = $1)",
                       error, TD_TEXT (from))
           && td_exec (tx, "update consultation_words set organisation = $2 where organisation = $1", error,
                       TD_TEXT (from), TD_TEXT (into));
}

/* Comments are no works of an organisation's page. */
static GPtrArray *published (TdTx *tx, const char *organisation, int most, GError **error)
{
    (void) tx;
    (void) organisation;
    (void) most;
    (void) error;
    return g_ptr_array_new_with_free_func ((GDestroyNotify) td_organisation_work_free);
}

const TdOrganisationFollower td_consultation_organisation_follower = { .merged = merged, .published = published };
