#include "door/door.h"

#include "base/base.h"
#include "base/errors.h"
#include "door/door-rules.h"

TD_DEFINE_ERROR (door)

/* ---- who asks ---- */

gboolean td_viewer_has (const TdViewer *viewer, TdRole role)
{
    return role < TD_N_ROLES && (viewer->roles & (1u << role)) != 0;
}

const char *td_viewer_actor (const TdViewer *viewer)
{
    if (viewer->actor != NULL)
        return viewer->actor;
    return viewer->person != NULL ? viewer->person : "nobody";
}

TdLevel td_viewer_level (const TdViewer *viewer, const char *organisation)
{
    if (organisation == NULL || viewer->trust < TD_TRUST_PASSWORD)
        return TD_LEVEL_NONE;
    for (gsize i = 0; i < viewer->n_organisations; i++)
        if (g_str_equal (viewer->organisations[i].organisation, organisation))
            return viewer->organisations[i].level;
    return TD_LEVEL_NONE;
}

void td_viewer_clear (TdViewer *viewer)
{
    g_free ((char *) viewer->person);
    g_free ((char *) viewer->session);
    g_free ((char *) viewer->filing);
    g_free ((char *) viewer->behalf);
    g_free ((char *) viewer->behalf_state);
    g_free ((char *) viewer->actor);
    g_free ((char *) viewer->state);
    g_strfreev ((char **) viewer->conflicts);
    g_strfreev ((char **) viewer->rapporteur_of);
    for (gsize i = 0; i < viewer->n_organisations; i++)
        g_free ((char *) viewer->organisations[i].organisation);
    g_free ((TdMembership *) viewer->organisations);
    *viewer = (TdViewer){ 0 };
}

gboolean td_door_counts_as_sender (const TdViewer *viewer)
{
    return viewer->person != NULL && viewer->trust >= TD_TRUST_PASSWORD && viewer->behalf == NULL
           && viewer->behalf_state == NULL;
}

guint td_door_relations (const TdViewer *viewer, const char *person, const char *organisation, gboolean has_key)
{
    TdLevel level = td_viewer_level (viewer, organisation);
    guint relations = has_key ? TD_RELATION_SENDER : 0;

    if (person != NULL && td_door_counts_as_sender (viewer) && g_str_equal (person, viewer->person))
        relations |= TD_RELATION_SENDER;
    if (level >= TD_LEVEL_VIEWER)
        relations |= TD_RELATION_VIEWER;
    if (level >= TD_LEVEL_CONTRIBUTOR)
        relations |= TD_RELATION_CONTRIBUTOR;
    if (level >= TD_LEVEL_LEAD)
        relations |= TD_RELATION_LEAD;
    return relations;
}

/* ---- rules ---- */

static gboolean in_set (guint set, guint n)
{
    return set == 0 || (set & (1u << n)) != 0;
}

guint td_door_roles (const TdViewer *viewer)
{
    guint roles = viewer->roles;

    if (viewer->trust < TD_TRUST_PASSWORD)
        return roles & TD_ROLE_BIT (PUBLIC);
    for (int role = 0; role < TD_N_ROLES; role++)
        if (viewer->trust < TD_TRUST_SECOND && td_role_needs_second ((TdRole) role))
            roles &= ~(1u << role);
    return roles;
}

static gboolean acts_for (const TdViewer *viewer, const char *state)
{
    return viewer->state != NULL && state != NULL && viewer->trust >= TD_TRUST_PASSWORD
           && g_str_equal (viewer->state, state);
}

/* A conflict is the person's: no other role of theirs gets around it. Whoever has one has it; of a member it must be known, too, that there
 * is none. */
static gboolean no_conflict (const TdViewer *viewer, const char *state)
{
    if (acts_for (viewer, state))
        return FALSE;
    if (viewer->conflicts != NULL && state != NULL && g_strv_contains (viewer->conflicts, state))
        return FALSE;
    return !td_viewer_has (viewer, TD_ROLE_MEMBER) || (viewer->conflicts != NULL && state != NULL);
}

TdThing td_door_dossier (const char *state)
{
    return (TdThing){
        .kind = TD_THING_DOSSIER, .status = TD_STATUS_RECEIVED, .visibility = TD_VISIBILITY_COMMITTEE, .state = state
    };
}

guint td_door_state_relations (const TdViewer *viewer, const char *by_state)
{
    return acts_for (viewer, by_state) ? TD_RELATION_ITS_STATE : 0;
}

static guint relations_of (const TdViewer *viewer, const TdThing *thing)
{
    return thing->relations | (acts_for (viewer, thing->state) ? TD_RELATION_OWN_STATE : 0);
}

static gboolean row_lets (const TdDoorRule *rule, const TdViewer *viewer, const TdThing *thing)
{
    if ((rule->roles & td_door_roles (viewer)) == 0)
        return FALSE;
    if (thing == NULL)
        return TRUE;
    return (rule->relations == 0 || (rule->relations & relations_of (viewer, thing)) != 0)
           && in_set (rule->statuses, thing->status) && in_set (rule->visibilities, thing->visibility)
           && (!rule->without_conflict || no_conflict (viewer, thing->state));
}

static gboolean any_row_lets (const TdViewer *viewer, TdAct act, const TdThing *thing)
{
    gsize n;
    const TdDoorRule *rules = td_door_rules (&n);

    for (gsize i = 0; i < n; i++)
        if (rules[i].act == act && row_lets (&rules[i], viewer, thing))
            return TRUE;
    return FALSE;
}

gboolean td_door_role_may (TdRole role, TdAct act)
{
    gsize n;
    const TdDoorRule *rules = td_door_rules (&n);

    if (role >= TD_N_ROLES)
        return FALSE;
    for (gsize i = 0; i < n; i++)
        if (rules[i].act == act && rules[i].relations == 0 && (rules[i].roles & (1u << role)) != 0)
            return TRUE;
    return FALSE;
}

gboolean td_door_viewer_may (const TdViewer *viewer, TdAct act)
{
    for (int role = 0; role < TD_N_ROLES; role++)
        if ((td_door_roles (viewer) & (1u << role)) != 0 && td_door_role_may ((TdRole) role, act))
            return TRUE;
    return FALSE;
}

/* ---- asking ---- */

gboolean td_door_unknown (GError **error)
{
    g_set_error (
        error, TD_DOOR_ERROR, TD_ERROR_NOT_FOUND,
        "There is nothing under this address or id. Check it, or look for what you need on the page of the State.");
    return FALSE;
}

static gboolean not_allowed (const TdViewer *viewer, GError **error)
{
    const char *sentence = "Your account may not do this. Ask the secretariat if you think that it should.";

    if (viewer->person == NULL)
        sentence = "This is not open to everybody. If you have an account for it, sign in and try again.";
    else if (viewer->trust == TD_TRUST_LINK)
        sentence = "A link by mail does not open this. Sign in with your password and try again.";
    g_set_error (error, TD_DOOR_ERROR, TD_ERROR_NOT_ALLOWED, "%s", sentence);
    return FALSE;
}

static TdAct reading (TdThingKind kind)
{
    switch (kind) {
    case TD_THING_SUBMISSION: break;
    case TD_THING_ORGANISATION: return TD_ACT_ORGANISATION_READ;
    case TD_THING_OWN_ACCOUNT: return TD_ACT_OWN_ACCOUNT_READ;
    case TD_THING_DOSSIER: return TD_ACT_DOSSIER_READ;
    case TD_THING_PAPER: return TD_ACT_PAPER_READ;
    case TD_THING_MEETING: return TD_ACT_MEETING_READ;
    case TD_THING_CASE: return TD_ACT_CASE_READ;
    }
    return TD_ACT_SUBMISSION_READ;
}

gboolean td_door_may (const TdViewer *viewer, TdAct act, const TdThing *thing, GError **error)
{
    if (act <= TD_ACT_NOBODY || act >= TD_N_ACTS)
        return td_door_unknown (error);
    if (thing != NULL && !any_row_lets (viewer, reading (thing->kind), thing))
        return td_door_unknown (error);
    return any_row_lets (viewer, act, thing) || not_allowed (viewer, error);
}

gboolean td_door_reading_is_noted (const TdViewer *viewer, const TdThing *thing)
{
    const TdViewer nobody = TD_VIEWER_NOBODY;
    TdThing bare = *thing;

    if ((thing->relations & (TD_RELATION_SENDER | TD_RELATION_VIEWER | TD_RELATION_ITS_STATE)) != 0)
        return FALSE;
    bare.relations = 0;
    return !any_row_lets (&nobody, reading (thing->kind), &bare) && any_row_lets (viewer, reading (thing->kind), thing);
}
