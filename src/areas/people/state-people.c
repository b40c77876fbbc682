/* A permanent mission names those who act for its State. Contract in account.h. */
#include "areas/people/account-sql.h"

#include "areas/people/invitation.h"
#include "areas/people/people.h"
#include "base/errors.h"

struct naming {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *address, *locale, *ends, *invitation;
    GPtrArray *list;
};

/* The viewer's own State, or NULL with error. */
static const char *state_of (const TdViewer *viewer, GError **error)
{
    if (!td_door_may (viewer, TD_ACT_STATE_PEOPLE, NULL, error))
        return NULL;
    if (viewer->state == NULL)
        td_door_unknown (error);
    return viewer->state;
}

/* ---- reading ---- */

static gboolean people_in (TdTx *tx, gpointer data, GError **error)
{
    struct naming *n = data;
    g_autofree char *today = td_clock_today (&n->instance->clock, n->instance->profile->zone);

    g_clear_pointer (&n->list, g_ptr_array_unref);
    n->list = td_accounts_of_state (tx, n->viewer->state, today, error);
    return n->list != NULL;
}

static gboolean invitations_in (TdTx *tx, gpointer data, GError **error)
{
    struct naming *n = data;

    g_clear_pointer (&n->list, g_ptr_array_unref);
    n->list = td_invitation_list (tx, NULL, n->viewer->state, td_clock_now (&n->instance->clock), error);
    return n->list != NULL;
}

static GPtrArray *list (TdInstance *instance, const TdViewer *viewer, TdTxFunc fn, GError **error)
{
    struct naming n = { .instance = instance, .viewer = viewer };

    if (state_of (viewer, error) == NULL || !td_store_read (instance->store, fn, &n, error))
        return NULL;
    return n.list;
}

GPtrArray *td_state_people (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    return list (instance, viewer, people_in, error);
}

GPtrArray *td_state_invitations (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    return list (instance, viewer, invitations_in, error);
}

/* ---- inviting ---- */

static gboolean journal (TdTx *tx, const struct naming *n, const char *invitation, GError **error)
{
    const TdJournalEntry entry = { .actor = td_viewer_actor (n->viewer),
                                   .act = td_act_word (TD_ACT_STATE_PEOPLE),
                                   .thing = "invitation",
                                   .thing_id = invitation,
                                   .clock = &n->instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

static gboolean invite_in (TdTx *tx, gpointer data, GError **error)
{
    const struct naming *n = data;
    const TdInvite invite = { .address = n->address,
                              .locale = n->locale,
                              .inviter = n->viewer->person,
                              .role = TD_ROLE_MINISTRY,
                              .state = n->viewer->state,
                              .ends = n->ends };
    g_autofree char *id = NULL;

    return td_instance_may_write (n->instance, tx, error) && td_invite (tx, n->instance, &invite, &id, error)
           && journal (tx, n, id, error);
}

gboolean td_state_invite (TdInstance *instance, const TdViewer *viewer, const char *address, const char *locale,
                          const char *ends, GError **error)
{
    struct naming n = { .instance = instance, .viewer = viewer, .address = address, .locale = locale, .ends = ends };

    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);

    if (state_of (viewer, error) == NULL)
        return FALSE;
    if (ends != NULL && (td_date_precision (ends) != TD_DATE_DAY || strcmp (ends, today) < 0)) {
        g_set_error_literal (error, TD_PEOPLE_ERROR, TD_ERROR_INPUT,
                             "The last day is written like 2026-12-31, and is today or later.");
        return FALSE;
    }
    return td_store_write (instance->store, invite_in, &n, error);
}

static gboolean take_back_in (TdTx *tx, gpointer data, GError **error)
{
    const struct naming *n = data;

    return td_instance_may_write (n->instance, tx, error)
           && td_invitation_take_back (tx, NULL, n->viewer->state, n->invitation, error)
           && journal (tx, n, n->invitation, error);
}

gboolean td_state_take_back (TdInstance *instance, const TdViewer *viewer, const char *invitation, GError **error)
{
    struct naming n = { .instance = instance, .viewer = viewer, .invitation = invitation };

    return state_of (viewer, error) != NULL && td_store_write (instance->store, take_back_in, &n, error);
}
