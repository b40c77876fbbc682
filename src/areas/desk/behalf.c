/* Contract in behalf.h. */
#include "areas/desk/behalf.h"

#include "areas/people/behalf.h"
#include "base/errors.h"
#include "journal/journal.h"

struct behalf {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *organisation;
    const char *state;
};

/* organisation, state: for which the session acts from now on, or NULL. */
static gboolean put (TdTx *tx, const struct behalf *b, const char *act, const char *organisation, const char *state,
                     GError **error)
{
    const char *whose = organisation != NULL ? organisation : b->organisation;
    const TdJournalEntry entry = { .actor = td_viewer_actor (b->viewer),
                                   .act = act,
                                   .thing = whose != NULL ? "organisation" : "state",
                                   .thing_id = whose != NULL ? whose : b->state,
                                   .clock = &b->instance->clock };

    return td_session_set_behalf (tx, b->viewer->session, organisation, state, error)
           && td_journal_append (tx, &entry, NULL, error);
}

static gboolean begin_in (TdTx *tx, gpointer data, GError **error)
{
    const struct behalf *b = data;
    g_autoptr (TdOrganisation) organisation = NULL;

    if (!td_instance_may_write (b->instance, tx, error) || !td_door_may (b->viewer, TD_ACT_BEHALF, NULL, error))
        return FALSE;
    organisation = td_organisation_get_in (tx, b->viewer, b->organisation, error);
    if (organisation == NULL)
        return FALSE;
    if (organisation->status == TD_STATUS_WITHHELD || organisation->status == TD_STATUS_REFUSED) {
        g_set_error_literal (error, TD_DESK_ERROR, TD_ERROR_CONFLICT,
                             "This organisation is closed or was not verified, so nothing is entered on its behalf.");
        return FALSE;
    }
    /* A merged one answers as what it was merged into. */
    return put (tx, b, "behalf.begin", organisation->id, NULL, error);
}

static gboolean begin_state_in (TdTx *tx, gpointer data, GError **error)
{
    const struct behalf *b = data;

    return td_instance_may_write (b->instance, tx, error) && td_door_may (b->viewer, TD_ACT_BEHALF, NULL, error)
           && put (tx, b, "behalf.begin", NULL, b->state, error);
}

static gboolean begin (struct behalf *b, TdTxFunc fn, GError **error)
{
    if (!td_door_may (b->viewer, TD_ACT_BEHALF, NULL, error))
        return FALSE;
    if (b->viewer->session == NULL) {
        g_set_error_literal (error, TD_DESK_ERROR, TD_ERROR_INPUT,
                             "Sign in on the site for this: it lasts as long as one sign-in.");
        return FALSE;
    }
    return td_store_write (b->instance->store, fn, b, error);
}

gboolean td_behalf_begin (TdInstance *instance, const TdViewer *viewer, const char *organisation, GError **error)
{
    struct behalf b = { .instance = instance, .viewer = viewer, .organisation = organisation };

    return begin (&b, begin_in, error);
}

gboolean td_behalf_begin_state (TdInstance *instance, const TdViewer *viewer, const char *iso3, GError **error)
{
    const TdState *state = td_profile_state (instance->profile, iso3);
    struct behalf b = { .instance = instance, .viewer = viewer, .state = state != NULL ? state->iso3 : NULL };

    if (state != NULL)
        return begin (&b, begin_state_in, error);
    g_set_error_literal (error, TD_DESK_ERROR, TD_ERROR_NOT_FOUND, "Choose the State from the list.");
    return FALSE;
}

static gboolean end_in (TdTx *tx, gpointer data, GError **error)
{
    const struct behalf *b = data;

    return td_instance_may_write (b->instance, tx, error) && put (tx, b, "behalf.end", NULL, NULL, error);
}

gboolean td_behalf_end (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    struct behalf b = {
        .instance = instance, .viewer = viewer, .organisation = viewer->behalf, .state = viewer->behalf_state
    };

    if (!td_door_may (viewer, TD_ACT_ACCOUNT_OWN, NULL, error))
        return FALSE;
    return (viewer->behalf == NULL && viewer->behalf_state == NULL) || viewer->session == NULL
           || td_store_write (instance->store, end_in, &b, error);
}

/* ---- the banner ---- */

struct name {
    const char *organisation;
    char *name;
};

static gboolean name_in (TdTx *tx, gpointer data, GError **error)
{
    struct name *n = data;
    g_autofree char *kind = NULL;

    g_clear_pointer (&n->name, g_free);
    return td_organisation_name (tx, n->organisation, &n->name, &kind, error);
}

char *td_behalf_name (TdInstance *instance, const char *organisation)
{
    struct name n = { .organisation = organisation };
    const TdState *state = td_profile_state (instance->profile, organisation);

    if (state != NULL)
        return g_strdup (state->name);
    return td_store_read (instance->store, name_in, &n, NULL) && n.name != NULL ? n.name : g_strdup (organisation);
}
