/* Delegations of States. Contract in delegation.h. */
#include "areas/accreditation/delegation.h"

#include "areas/accreditation/accreditation-private.h"
#include "areas/accreditation/accreditation-sql.h"
#include "areas/accreditation/badge.h"
#include "areas/accreditation/delegation-sql.h"

#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "text/clean.h"
#include "text/words.h"

#include <sodium.h>

void td_delegation_free (TdDelegation *d)
{
    if (d == NULL)
        return;
    g_free (d->state);
    g_clear_pointer (&d->members, g_ptr_array_unref);
    g_free (d);
}

/* ---- entering ---- */

struct entering {
    TdInstance *instance;
    const TdViewer *viewer;
    int session;
    const TdDelegateWish *wish;
    const char **ret_field, *id;
    gboolean head, public_names;
};

/* A change of what everybody reads: head and number. */
static gboolean journal (TdTx *tx, const struct entering *e, const char *act, const char *thing, const char *id,
                         GError **error)
{
    const TdJournalEntry entry = { .actor = td_viewer_actor (e->viewer),
                                   .act = act,
                                   .thing = thing,
                                   .thing_id = id,
                                   .public_change = TRUE,
                                   .clock = &e->instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

static gboolean check_open (TdTx *tx, const struct entering *e, int number, GError **error)
{
    g_auto (TdAccreditationSession) session = { 0 };

    if (!td_accreditation_session (tx, e->instance, number, &session, error))
        return FALSE;
    return session.over == 0 || td_clock_now (&e->instance->clock) < session.over
           || td_accreditation_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                     "This session is over. Its delegations stand as they are.");
}

static gboolean read_line (const struct entering *e, const char *field, const char *typed, char **ret, GError **error)
{
    g_autofree char *clean = td_text_clean_line (typed != NULL ? typed : "", TD_LIMIT_NAME_CHARACTERS);

    if (clean == NULL)
        return td_accreditation_fail (e->ret_field, field, error, TD_ERROR_INPUT, "This is too long. Shorten it.");
    if (td_looks_like_passport (clean))
        return td_accreditation_fail (e->ret_field, field, error, TD_ERROR_INPUT,
                                      "This looks like the number of a passport or identity card. Nobody needs it here "
                                      "and it is not kept: take it out.");
    *ret = *clean != '\0' ? g_steal_pointer (&clean) : NULL;
    return TRUE;
}

static TdAccreditation *delegate_of (const struct entering *e, GError **error)
{
    g_autoptr (TdAccreditation) a = g_new0 (TdAccreditation, 1);
    const char *language = e->wish->language != NULL && *e->wish->language != '\0' ? e->wish->language : "en";
    gint64 now = td_clock_now (&e->instance->clock);

    a->id = td_id_new ();
    a->session = e->session;
    a->as = TD_COMES_DELEGATE;
    a->status = TD_ACCREDITATION_ACCEPTED;
    a->state = g_strdup (e->viewer->state);
    a->created = a->decided = now;
    a->ordinal = 2;
    randombytes_buf (a->secret, sizeof a->secret);
    if (!read_line (e, "name", e->wish->name, &a->name, error)
        || !read_line (e, "function", e->wish->function, &a->function, error))
        return NULL;
    if (a->name == NULL) {
        td_accreditation_fail (e->ret_field, "name", error, TD_ERROR_INPUT, "Write the name.");
        return NULL;
    }
    if (!g_strv_contains (e->instance->profile->languages, language)) {
        td_accreditation_fail (e->ret_field, "language", error, TD_ERROR_INPUT,
                               "Choose one of the languages of the list.");
        return NULL;
    }
    a->language = g_strdup (language);
    return g_steal_pointer (&a);
}

static gboolean add_in (TdTx *tx, gpointer data, GError **error)
{
    const struct entering *e = data;
    const TdAccreditationSearch ours = { .session = e->session,
                                         .state = e->viewer->state,
                                         .status = td_accreditation_status_word (TD_ACCREDITATION_ACCEPTED) };
    g_autoptr (TdAccreditation) a = NULL;
    g_autoptr (GPtrArray) others = NULL;

    if (!td_instance_may_write (e->instance, tx, error) || !check_open (tx, e, e->session, error)
        || (a = delegate_of (e, error)) == NULL
        || (others = td_accreditations_select (tx, e->instance, &ours, NULL, error)) == NULL)
        return FALSE;
    if (others->len >= TD_LIMIT_DELEGATES)
        return td_accreditation_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                      "A delegation cannot have more people here. Take somebody off it first.");
    return td_accreditation_insert (tx, e->instance, a, td_viewer_actor (e->viewer), error)
           && ((!e->wish->head && others->len > 0)
               || td_delegation_put_first (tx, e->session, e->viewer->state, a->id, error))
           && td_badge_new (tx, e->instance, a, NULL, error)
           && journal (tx, e, td_act_word (TD_ACT_DELEGATION_ENTER), "accreditation", a->id, error);
}

static gboolean may_enter (const TdViewer *viewer, GError **error)
{
    if (!td_door_may (viewer, TD_ACT_DELEGATION_ENTER, NULL, error))
        return FALSE;
    return viewer->state != NULL || td_door_unknown (error);
}

gboolean td_delegation_add (TdInstance *instance, const TdViewer *viewer, int session, const TdDelegateWish *wish,
                            const char **ret_field, GError **error)
{
    struct entering e = {
        .instance = instance, .viewer = viewer, .session = session, .wish = wish, .ret_field = ret_field
    };

    return may_enter (viewer, error) && td_store_write (instance->store, add_in, &e, error);
}

static gboolean change_in (TdTx *tx, gpointer data, GError **error)
{
    const struct entering *e = data;
    g_autoptr (TdAccreditation) a = NULL;
    gint64 now = td_clock_now (&e->instance->clock);

    if (!td_instance_may_write (e->instance, tx, error)
        || (a = td_accreditation_get_in (tx, e->instance, e->viewer, e->id, error)) == NULL)
        return FALSE;
    if (g_strcmp0 (a->state, e->viewer->state) != 0 || a->status != TD_ACCREDITATION_ACCEPTED)
        return td_door_unknown (error);
    if (!check_open (tx, e, a->session, error))
        return FALSE;
    if (e->head ? !td_delegation_put_first (tx, a->session, a->state, a->id, error)
                : !td_accreditation_set_status (tx, a, TD_ACCREDITATION_WITHDRAWN, NULL, now, error)
                      || !td_badge_void (tx, a->id, N_ ("The accreditation was taken back."), now, error))
        return FALSE;
    return journal (tx, e, e->head ? "delegation.head" : "delegation.remove", "accreditation", a->id, error);
}

gboolean td_delegation_change (TdInstance *instance, const TdViewer *viewer, const char *id, gboolean head,
                               GError **error)
{
    struct entering e = { .instance = instance, .viewer = viewer, .id = id, .head = head };

    return may_enter (viewer, error) && td_store_write (instance->store, change_in, &e, error);
}

static gboolean public_in (TdTx *tx, gpointer data, GError **error)
{
    const struct entering *e = data;
    g_autofree char *session = g_strdup_printf ("%d", e->session);

    return td_instance_may_write (e->instance, tx, error) && check_open (tx, e, e->session, error)
           && td_delegation_put_public (tx, e->session, e->viewer->state, e->public_names, td_viewer_actor (e->viewer),
                                        td_clock_now (&e->instance->clock), error)
           && journal (tx, e, "delegation.public", "session", session, error);
}

gboolean td_delegation_set_public (TdInstance *instance, const TdViewer *viewer, int session, gboolean public_names,
                                   GError **error)
{
    struct entering e = { .instance = instance, .viewer = viewer, .session = session, .public_names = public_names };

    return may_enter (viewer, error) && td_store_write (instance->store, public_in, &e, error);
}

/* ---- reading ---- */

static gboolean sees_all (const TdViewer *viewer, const char *state)
{
    const TdThing dossier = td_door_dossier (state);

    if (td_door_may (viewer, TD_ACT_ACCREDITATION_DECIDE, NULL, NULL)
        || td_door_may (viewer, TD_ACT_DOSSIER_READ, &dossier, NULL))
        return TRUE;
    return viewer->trust >= TD_TRUST_PASSWORD && g_strcmp0 (viewer->state, state) == 0;
}

struct listing {
    TdInstance *instance;
    const TdViewer *viewer;
    int session;
    const char *state;
    GPtrArray *list;
};

static TdDelegation *one_of (TdTx *tx, const struct listing *l, const char *state, GError **error)
{
    const TdAccreditationSearch theirs = { .session = l->session,
                                           .state = state,
                                           .status = td_accreditation_status_word (TD_ACCREDITATION_ACCEPTED) };
    g_autoptr (TdDelegation) d = g_new0 (TdDelegation, 1);

    d->state = g_strdup (state);
    d->members = td_accreditations_select (tx, l->instance, &theirs, NULL, error);
    if (d->members == NULL || !td_delegation_is_public (tx, l->session, state, &d->public_names, error))
        return NULL;
    d->n = (int) d->members->len;
    d->whole = d->public_names || sees_all (l->viewer, state);
    for (guint i = d->members->len; i > 0; i--) {
        const TdAccreditation *a = d->members->pdata[i - 1];
        if (a->name == NULL || (!d->whole && a->ordinal != 1))
            g_ptr_array_remove_index (d->members, i - 1);
    }
    return g_steal_pointer (&d);
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct listing *l = data;
    g_auto (GStrv) states = td_delegation_states (tx, l->session, error);

    g_clear_pointer (&l->list, g_ptr_array_unref);
    l->list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_delegation_free);
    for (gsize i = 0; states != NULL && states[i] != NULL; i++) {
        TdDelegation *d;
        if (l->state != NULL && !g_str_equal (l->state, states[i]))
            continue;
        if ((d = one_of (tx, l, states[i], error)) == NULL)
            return FALSE;
        g_ptr_array_add (l->list, d);
    }
    return states != NULL;
}

GPtrArray *td_delegations (TdInstance *instance, const TdViewer *viewer, int session, const char *state, GError **error)
{
    struct listing l = { instance, viewer, session, state, NULL };

    if (!td_store_read (instance->store, list_in, &l, error))
        g_clear_pointer (&l.list, g_ptr_array_unref);
    return l.list;
}
