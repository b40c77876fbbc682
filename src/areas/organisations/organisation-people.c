#include "areas/organisations/organisation-people.h"

#include "areas/organisations/organisation-rules.h"
#include "areas/people/invitation.h"
#include "areas/people/membership.h"
#include "base/errors.h"

void td_organisation_people_clear (TdOrganisationPeople *people)
{
    g_clear_pointer (&people->organisation, td_organisation_free);
    g_clear_pointer (&people->colleagues, g_ptr_array_unref);
    g_clear_pointer (&people->invitations, g_ptr_array_unref);
}

struct people {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *address, *locale, *person, *invitation;
    TdLevel level;
    TdOrganisationPeople *found;
};

static gboolean may_change (const TdViewer *viewer, const TdOrganisation *o, GError **error)
{
    TdThing thing = td_organisation_thing (o);

    return td_door_may (viewer, TD_ACT_ORGANISATION_PEOPLE, &thing, error);
}

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    struct people *p = data;
    TdOrganisationPeople *found = p->found;

    td_organisation_people_clear (found);
    found->organisation = td_organisation_get_in (tx, p->viewer, p->id, error);
    if (found->organisation == NULL)
        return FALSE;
    found->may_change = may_change (p->viewer, found->organisation, NULL);
    if ((found->organisation->relations & TD_RELATION_VIEWER) == 0
        && !may_change (p->viewer, found->organisation, error))
        return FALSE;
    found->colleagues = td_membership_list (tx, found->organisation->id, error);
    if (found->colleagues == NULL)
        return FALSE;
    found->invitations = found->may_change ? td_invitation_list (tx, found->organisation->id, NULL,
                                                                 td_clock_now (&p->instance->clock), error)
                                           : g_ptr_array_new ();
    return found->invitations != NULL;
}

gboolean td_organisation_people (TdInstance *instance, const TdViewer *viewer, const char *id,
                                 TdOrganisationPeople *ret_people, GError **error)
{
    g_auto (TdOrganisationPeople) found = { 0 };
    struct people p = { .instance = instance, .viewer = viewer, .id = id, .found = &found };

    if (!td_store_read (instance->store, read_in, &p, error))
        return FALSE;
    *ret_people = found;
    found = (TdOrganisationPeople){ 0 };
    return TRUE;
}

/* ---- changing ---- */

static TdOrganisation *open_to_change (TdTx *tx, const struct people *p, GError **error)
{
    g_autoptr (TdOrganisation) o = NULL;

    if (!td_instance_may_write (p->instance, tx, error)
        || (o = td_organisation_get_in (tx, p->viewer, p->id, error)) == NULL || !may_change (p->viewer, o, error))
        return NULL;
    return g_steal_pointer (&o);
}

static gboolean note (TdTx *tx, const struct people *p, const TdOrganisation *o, const char *content, GError **error)
{
    return td_organisation_note (tx, p->instance, p->viewer, o, td_act_word (TD_ACT_ORGANISATION_PEOPLE), content,
                                 FALSE, error);
}

static gboolean invite_in (TdTx *tx, gpointer data, GError **error)
{
    struct people *p = data;
    g_autoptr (TdOrganisation) o = open_to_change (tx, p, error);
    TdInvite invite = { .address = p->address, .locale = p->locale, .inviter = p->viewer->person, .level = p->level };

    if (o == NULL)
        return FALSE;
    invite.organisation = o->id;
    invite.title = o->name;
    return td_invite (tx, p->instance, &invite, NULL, error) && note (tx, p, o, p->address, error);
}

gboolean td_organisation_invite (TdInstance *instance, const TdViewer *viewer, const char *id, const char *address,
                                 TdLevel level, const char *locale, GError **error)
{
    struct people p = {
        .instance = instance, .viewer = viewer, .id = id, .address = address, .level = level, .locale = locale
    };

    if (level == TD_LEVEL_NONE) {
        g_set_error_literal (error, TD_ORGANISATION_ERROR, TD_ERROR_INPUT,
                             "Choose what your colleague may do for the organisation.");
        return FALSE;
    }
    return td_store_write (instance->store, invite_in, &p, error);
}

static gboolean take_back_in (TdTx *tx, gpointer data, GError **error)
{
    struct people *p = data;
    g_autoptr (TdOrganisation) o = open_to_change (tx, p, error);

    return o != NULL && td_invitation_take_back (tx, o->id, NULL, p->invitation, error)
           && note (tx, p, o, p->invitation, error);
}

gboolean td_organisation_take_back (TdInstance *instance, const TdViewer *viewer, const char *id,
                                    const char *invitation, GError **error)
{
    struct people p = { .instance = instance, .viewer = viewer, .id = id, .invitation = invitation };

    return td_store_write (instance->store, take_back_in, &p, error);
}

static gboolean belongs (TdTx *tx, const char *organisation, const char *person, GError **error)
{
    g_autoptr (GPtrArray) list = td_membership_list (tx, organisation, error);

    if (list == NULL)
        return FALSE;
    for (guint i = 0; i < list->len; i++)
        if (g_str_equal (((const TdColleague *) list->pdata[i])->person, person))
            return TRUE;
    return td_door_unknown (error);
}

static gboolean level_in (TdTx *tx, gpointer data, GError **error)
{
    struct people *p = data;
    g_autoptr (TdOrganisation) o = NULL;
    gboolean leaves = p->level == TD_LEVEL_NONE && g_strcmp0 (p->viewer->person, p->person) == 0;
    TdLevel own;

    if (!td_instance_may_write (p->instance, tx, error)
        || (o = td_organisation_get_in (tx, p->viewer, p->id, error)) == NULL)
        return FALSE;
    own = td_viewer_level (p->viewer, o->id);
    return ((leaves && own != TD_LEVEL_NONE) || may_change (p->viewer, o, error))
           && belongs (tx, o->id, p->person, error)
           && td_membership_set (tx, p->person, o->id, p->level, td_clock_now (&p->instance->clock), error)
           && note (tx, p, o, p->person, error);
}

gboolean td_organisation_set_level (TdInstance *instance, const TdViewer *viewer, const char *id, const char *person,
                                    TdLevel level, GError **error)
{
    struct people p = { .instance = instance, .viewer = viewer, .id = id, .person = person, .level = level };

    return td_store_write (instance->store, level_in, &p, error);
}
