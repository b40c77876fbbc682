#include "areas/organisations/coalition.h"

#include "areas/organisations/coalition-sql.h"
#include "areas/organisations/organisation-rules.h"
#include "areas/organisations/organisation-sql.h"
#include "areas/people/membership.h"
#include "base/base.h"
#include "base/errors.h"

struct coalition {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *coalition, *organisation;
    GPtrArray *found;
    TdCoalitionView *view;
};

static gboolean fail (GError **error, const char *message)
{
    g_set_error_literal (error, TD_ORGANISATION_ERROR, TD_ERROR_INPUT, message);
    return FALSE;
}

static gboolean leads (const TdViewer *viewer, const TdOrganisation *o, GError **error)
{
    TdThing thing = td_organisation_thing (o);

    return td_door_may (viewer, TD_ACT_ORGANISATION_PEOPLE, &thing, error);
}

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    struct coalition *c = data;
    gboolean may = td_door_viewer_may (c->viewer, TD_ACT_ORGANISATION_LIST)
                   || td_viewer_level (c->viewer, c->coalition) >= TD_LEVEL_VIEWER;

    g_clear_pointer (&c->found, g_ptr_array_unref);
    c->found = td_coalition_members (tx, c->coalition, error);
    if (c->found == NULL)
        return FALSE;
    for (guint i = 0; i < c->found->len; i++)
        may |= td_viewer_level (c->viewer, ((const TdCoalitionMember *) c->found->pdata[i])->organisation)
               >= TD_LEVEL_VIEWER;
    return may || td_door_unknown (error);
}

GPtrArray *td_coalition_read (TdInstance *instance, const TdViewer *viewer, const char *coalition, GError **error)
{
    struct coalition c = { .instance = instance, .viewer = viewer, .coalition = coalition };

    if (!td_store_read (instance->store, read_in, &c, error))
        g_clear_pointer (&c.found, g_ptr_array_unref);
    return c.found;
}

/* ---- what pages show ---- */

void td_coalition_view_clear (TdCoalitionView *view)
{
    g_clear_pointer (&view->organisation, td_organisation_free);
    g_clear_pointer (&view->members, g_ptr_array_unref);
    g_clear_pointer (&view->coalitions, g_ptr_array_unref);
}

static gboolean is_public (const TdOrganisation *o)
{
    return o->status == TD_STATUS_PUBLISHED && o->visibility_chosen && o->visibility == TD_VISIBILITY_PUBLIC;
}

static gboolean is_coalition (const TdInstance *instance, const TdOrganisation *o)
{
    const TdChoice *kind = td_profile_choice (instance->profile->kinds, instance->profile->n_kinds, o->kind);

    return kind != NULL && kind->coalition;
}

static void keep_public (const TdOrganisation *o, GPtrArray *list)
{
    for (guint i = list->len; i > 0; i--) {
        const TdCoalitionMember *m = list->pdata[i - 1];
        if (m->accepted == 0 || !m->is_public || !is_public (o))
            g_ptr_array_remove_index (list, i - 1);
    }
}

static gboolean view_in (TdTx *tx, gpointer data, GError **error)
{
    struct coalition *c = data;
    TdCoalitionView *view = c->view;

    td_coalition_view_clear (view);
    if ((view->organisation = td_organisation_get_in (tx, c->viewer, c->organisation, error)) == NULL
        || (view->members = td_coalition_members (tx, view->organisation->id, error)) == NULL
        || (view->coalitions = td_coalitions_of (tx, view->organisation->id, error)) == NULL)
        return FALSE;
    view->is_coalition = is_coalition (c->instance, view->organisation);
    view->leads = leads (c->viewer, view->organisation, NULL);
    view->inside = td_door_viewer_may (c->viewer, TD_ACT_ORGANISATION_LIST)
                   || td_viewer_level (c->viewer, view->organisation->id) >= TD_LEVEL_VIEWER;
    if (!view->inside) {
        keep_public (view->organisation, view->members);
        keep_public (view->organisation, view->coalitions);
    }
    return TRUE;
}

gboolean td_coalition_view (TdInstance *instance, const TdViewer *viewer, const char *id, TdCoalitionView *ret,
                            GError **error)
{
    struct coalition c = { .instance = instance, .viewer = viewer, .organisation = id, .view = ret };

    return td_store_read (instance->store, view_in, &c, error);
}

char *td_coalition_find (TdInstance *instance, const TdViewer *viewer, const char *words, GError **error)
{
    g_autofree char *name = g_strstrip (g_strdup (words));
    const TdOrganisationFilter filter = { .words = name, .limit = 50 };
    g_autoptr (TdOrganisation) by_id = td_organisation_get (instance, viewer, name, NULL);
    g_autoptr (GPtrArray) list = NULL;
    const char *found = NULL;
    guint n = 0;

    if (by_id != NULL)
        return g_strdup (by_id->id);
    list = td_organisation_list (instance, viewer, &filter, NULL, error);
    if (list == NULL)
        return NULL;
    for (guint i = 0; *name != '\0' && i < list->len; i++) {
        const TdOrganisation *o = list->pdata[i];
        if (g_strcmp0 (o->name, name) == 0) {
            found = o->id;
            n++;
        }
    }
    if (n == 1)
        return g_strdup (found);
    if (n > 1)
        fail (error, "More than one organisation has this name. Type the number of the one that you mean: it ends the "
                     "address of its page.");
    else
        fail (error, "No organisation with a public page has exactly this name. Copy the name from its page.");
    return NULL;
}

/* ---- asking and answering ---- */

static gboolean ask_in (TdTx *tx, gpointer data, GError **error)
{
    TdNotice notice = { .subject = N_ ("A question to your organisation"),
                        .sentence = N_ ("A coalition asks your organisation to be its member. Its leads decide."),
                        .button = N_ ("See what is asked"),
                        .topic = "organisations" };
    struct coalition *c = data;
    g_autoptr (TdOrganisation) coalition = NULL;
    g_autoptr (TdOrganisation) o = NULL;
    g_autofree char *path = NULL;

    if (!td_instance_may_write (c->instance, tx, error)
        || (coalition = td_organisation_get_in (tx, c->viewer, c->coalition, error)) == NULL
        || !leads (c->viewer, coalition, error)
        || (o = td_organisation_get_in (tx, c->viewer, c->organisation, error)) == NULL)
        return FALSE;
    if (!is_coalition (c->instance, coalition))
        return fail (error, "Only a network or coalition has organisations as its members.");
    if (g_str_equal (coalition->id, o->id))
        return fail (error, "A coalition cannot be its own member.");
    path = g_strdup_printf ("/organisations/%s/coalition", o->id);
    notice.path = path;
    return td_coalition_put (tx, coalition->id, o->id, td_clock_now (&c->instance->clock), error)
           && td_notify_organisation (tx, c->instance, o->id, TD_LEVEL_LEAD, &notice, error)
           && td_organisation_note (tx, c->instance, c->viewer, coalition, td_act_word (TD_ACT_ORGANISATION_EDIT),
                                    o->id, FALSE, error);
}

gboolean td_coalition_ask (TdInstance *instance, const TdViewer *viewer, const char *coalition,
                           const char *organisation, GError **error)
{
    struct coalition c = {
        .instance = instance, .viewer = viewer, .coalition = coalition, .organisation = organisation
    };

    return td_store_write (instance->store, ask_in, &c, error);
}

static gboolean accept_in (TdTx *tx, gpointer data, GError **error)
{
    struct coalition *c = data;
    g_autoptr (TdOrganisation) o = NULL;
    gint64 rows = 0;

    if (!td_instance_may_write (c->instance, tx, error)
        || (o = td_organisation_get_in (tx, c->viewer, c->organisation, error)) == NULL || !leads (c->viewer, o, error)
        || !td_coalition_set_accepted (tx, c->coalition, o->id, td_clock_now (&c->instance->clock), &rows, error))
        return FALSE;
    return rows > 0 ? td_organisation_note (tx, c->instance, c->viewer, o, td_act_word (TD_ACT_ORGANISATION_EDIT),
                                            c->coalition, is_public (o), error)
                    : td_door_unknown (error);
}

gboolean td_coalition_accept (TdInstance *instance, const TdViewer *viewer, const char *coalition,
                              const char *organisation, GError **error)
{
    struct coalition c = {
        .instance = instance, .viewer = viewer, .coalition = coalition, .organisation = organisation
    };

    return td_store_write (instance->store, accept_in, &c, error);
}

static gboolean end_in (TdTx *tx, gpointer data, GError **error)
{
    struct coalition *c = data;
    g_autoptr (TdOrganisation) coalition = td_organisation_load (tx, c->coalition, error);
    g_autoptr (TdOrganisation) o = NULL;
    gint64 rows = 0;

    if (coalition == NULL || !td_instance_may_write (c->instance, tx, error)
        || (o = td_organisation_load (tx, c->organisation, error)) == NULL)
        return FALSE;
    coalition->relations = td_door_relations (c->viewer, NULL, coalition->id, FALSE);
    o->relations = td_door_relations (c->viewer, NULL, o->id, FALSE);
    /* Who leads neither is told nothing of either. */
    if (!leads (c->viewer, o, NULL) && !leads (c->viewer, coalition, NULL))
        return td_door_unknown (error);
    if (!td_coalition_delete (tx, coalition->id, o->id, &rows, error))
        return FALSE;
    return rows > 0 ? td_organisation_note (tx, c->instance, c->viewer, o, td_act_word (TD_ACT_ORGANISATION_EDIT),
                                            coalition->id, is_public (o), error)
                    : td_door_unknown (error);
}

gboolean td_coalition_end (TdInstance *instance, const TdViewer *viewer, const char *coalition,
                           const char *organisation, GError **error)
{
    struct coalition c = {
        .instance = instance, .viewer = viewer, .coalition = coalition, .organisation = organisation
    };

    return td_store_write (instance->store, end_in, &c, error);
}
