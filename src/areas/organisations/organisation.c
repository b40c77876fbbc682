#include "areas/organisations/organisation.h"

#include "areas/organisations/organisation-followers.h"
#include "areas/organisations/organisation-rules.h"
#include "areas/organisations/organisation-sql.h"
#include "base/errors.h"
#include "journal/journal.h"

#include <sodium.h>

TD_DEFINE_ERROR (organisation)

/* A merged one may have been merged into one that was merged. */
enum { MOST_MERGES = 16 };

TdThing td_organisation_thing (const TdOrganisation *o)
{
    return (TdThing){ .kind = TD_THING_ORGANISATION,
                      .status = o->status,
                      .visibility = o->visibility_chosen ? o->visibility : TD_VISIBILITY_COMMITTEE,
                      .relations = o->relations };
}

gboolean td_organisation_is_public (const TdOrganisation *o)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    TdThing thing = td_organisation_thing (o);

    thing.relations = 0;
    return td_door_may (&nobody, TD_ACT_ORGANISATION_READ, &thing, NULL);
}

gboolean td_organisation_note (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdOrganisation *o,
                               const char *act, const char *content, gboolean public_change, GError **error)
{
    guint8 hash[32];
    const TdJournalEntry entry = { .actor = td_viewer_actor (viewer),
                                   .act = act,
                                   .thing = "organisation",
                                   .thing_id = o->id,
                                   .content = content != NULL ? hash : NULL,
                                   .public_change = public_change,
                                   .clock = &instance->clock };

    if (content != NULL)
        crypto_generichash (hash, sizeof hash, (const guint8 *) content, strlen (content), o->secret, sizeof o->secret);
    return td_journal_append (tx, &entry, NULL, error);
}

/* As kept, under the id that it has now; TD_ERROR_NOT_FOUND. Asks no door. */
static TdOrganisation *follow (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (TdOrganisation) o = td_organisation_load (tx, id, error);

    for (int i = 0; o != NULL && o->merged_into != NULL && i < MOST_MERGES; i++) {
        TdOrganisation *next = td_organisation_load (tx, o->merged_into, error);
        td_organisation_free (o);
        o = next;
    }
    return g_steal_pointer (&o);
}

TdOrganisation *td_organisation_get_in (TdTx *tx, const TdViewer *viewer, const char *id, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdOrganisation) o = follow (tx, id, &problem);
    TdThing thing = { .kind = TD_THING_ORGANISATION };

    if (o == NULL) {
        /* What is not there is refused in the same words as what the viewer may not know of. */
        if (td_error_code (problem) != TD_ERROR_NOT_FOUND)
            g_propagate_error (error, g_steal_pointer (&problem));
        else
            td_door_unknown (error);
        return NULL;
    }
    o->relations = td_door_relations (viewer, NULL, o->id, FALSE);
    thing = td_organisation_thing (o);
    return td_door_may (viewer, TD_ACT_ORGANISATION_READ, &thing, error) ? g_steal_pointer (&o) : NULL;
}

struct get {
    const TdViewer *viewer;
    const char *id;
    TdOrganisation *found;
};

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct get *g = data;

    g_clear_pointer (&g->found, td_organisation_free);
    g->found = td_organisation_get_in (tx, g->viewer, g->id, error);
    return g->found != NULL;
}

TdOrganisation *td_organisation_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct get g = { .viewer = viewer, .id = id };

    if (!td_store_read (instance->store, get_in, &g, error))
        g_clear_pointer (&g.found, td_organisation_free);
    return g.found;
}

struct list {
    const TdViewer *viewer;
    const TdOrganisationFilter *filter;
    gint64 total;
    gboolean count;
    GPtrArray *found;
};

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct list *l = data;

    g_clear_pointer (&l->found, g_ptr_array_unref);
    l->found = td_organisation_select (tx, l->viewer, l->filter, l->count ? &l->total : NULL, error);
    return l->found != NULL;
}

GPtrArray *td_organisation_list (TdInstance *instance, const TdViewer *viewer, const TdOrganisationFilter *filter,
                                 gint64 *ret_total, GError **error)
{
    struct list l = { .viewer = viewer, .filter = filter, .count = ret_total != NULL };

    if (!td_store_read (instance->store, list_in, &l, error)) {
        g_clear_pointer (&l.found, g_ptr_array_unref);
        return NULL;
    }
    for (guint i = 0; i < l.found->len; i++) {
        TdOrganisation *o = l.found->pdata[i];
        o->relations = td_door_relations (viewer, NULL, o->id, FALSE);
    }
    if (ret_total != NULL)
        *ret_total = l.total;
    return l.found;
}

/* Whom a State may invite: civil society, and its national human rights institution. */
static gboolean is_offered (const TdInstance *instance, const TdViewer *viewer, const TdOrganisation *o)
{
    const TdChoice *kind = td_profile_choice (instance->profile->kinds, instance->profile->n_kinds, o->kind);
    TdThing thing = td_organisation_thing (o);

    return kind != NULL && (g_str_equal (kind->source, "civil-society") || g_str_equal (kind->source, "nhri"))
           && td_door_may (viewer, TD_ACT_ORGANISATION_OFFERED, &thing, NULL);
}

GPtrArray *td_organisation_offered (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    /* A list for the public: what the viewer knows by other roles is not offered to them for this one. */
    const TdOrganisationFilter filter = { .country = viewer->state, .limit = -1 };
    g_autoptr (GPtrArray) list = NULL;

    if (!td_door_may (viewer, TD_ACT_ORGANISATION_OFFERED, NULL, error))
        return NULL;
    if (viewer->state == NULL)
        return g_ptr_array_new_with_free_func ((GDestroyNotify) td_organisation_free);
    list = td_organisation_list (instance, &nobody, &filter, NULL, error);
    for (guint i = 0; list != NULL && i < list->len;)
        if (is_offered (instance, viewer, list->pdata[i]))
            i++;
        else
            g_ptr_array_remove_index (list, i);
    return g_steal_pointer (&list);
}

gboolean td_organisation_name (TdTx *tx, const char *id, char **ret_name, char **ret_kind, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdOrganisation) o = follow (tx, id, &problem);

    if (o == NULL && td_error_code (problem) != TD_ERROR_NOT_FOUND) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    *ret_name = o != NULL ? g_strdup (o->name) : NULL;
    if (ret_kind != NULL)
        *ret_kind = o != NULL ? g_strdup (o->kind) : NULL;
    return TRUE;
}

void td_organisation_work_free (TdOrganisationWork *work)
{
    if (work == NULL)
        return;
    g_free (work->id);
    g_free (work->title);
    g_free (work->language);
    g_free (work->state);
    g_free (work);
}

struct works {
    const char *id;
    GPtrArray *found;
};

static gboolean works_in (TdTx *tx, gpointer data, GError **error)
{
    struct works *w = data;

    g_clear_pointer (&w->found, g_ptr_array_unref);
    w->found = g_ptr_array_new_with_free_func ((GDestroyNotify) td_organisation_work_free);
    for (gsize i = 0; td_organisation_followers[i] != NULL; i++) {
        g_autoptr (GPtrArray) some = td_organisation_followers[i]->published (tx, w->id, 100, error);
        if (some == NULL)
            return FALSE;
        g_ptr_array_extend_and_steal (w->found, g_steal_pointer (&some));
    }
    return TRUE;
}

GPtrArray *td_organisation_works (TdInstance *instance, const char *id, GError **error)
{
    struct works w = { .id = id };

    if (!td_store_read (instance->store, works_in, &w, error))
        g_clear_pointer (&w.found, g_ptr_array_unref);
    return w.found;
}
