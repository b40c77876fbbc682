/* Who holds a session: everything that makes a TdViewer, in one read. Contract in sessions-sql.h. */
#include "areas/people/sessions-sql.h"

static gboolean ended (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

/* A role that needs a second factor is not there in a session without one. */
static void add_role (TdViewer *viewer, TdRole role)
{
    if (viewer->trust < TD_TRUST_PASSWORD || (td_role_needs_second (role) && viewer->trust < TD_TRUST_SECOND))
        return;
    viewer->roles |= 1u << role;
}

/* A chair or country rapporteur is a member (roles.h), and nothing without being one. */
static void drop_what_needs_a_member (TdViewer *viewer)
{
    if (td_viewer_has (viewer, TD_ROLE_MEMBER))
        return;
    viewer->roles &= ~(TD_ROLE_BIT (CHAIR) | TD_ROLE_BIT (RAPPORTEUR));
    g_strfreev ((char **) viewer->rapporteur_of);
    viewer->rapporteur_of = NULL;
}

static gboolean load_roles (TdTx *tx, const char *today, TdViewer *viewer, GError **error)
{
    g_autoptr (GStrvBuilder) rapporteur_of = g_strv_builder_new ();
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select role, state from person_role where person = $1 and ended is null"
                                         " and starts <= $2 and (ends is null or ends >= $2) order by role, id",
                                         error, TD_TEXT (viewer->person), TD_TEXT (today));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        const char *state = td_rows_text (rows, 1);
        TdRole role;
        if (!td_role_from_word (td_rows_text (rows, 0), &role))
            continue;
        add_role (viewer, role);
        if (role == TD_ROLE_RAPPORTEUR && state != NULL)
            g_strv_builder_add (rapporteur_of, state);
        if ((role == TD_ROLE_MISSION || role == TD_ROLE_MINISTRY) && state != NULL && td_viewer_has (viewer, role)) {
            g_free ((char *) viewer->state);
            viewer->state = g_strdup (state);
        }
    }
    viewer->rapporteur_of = (const char *const *) g_strv_builder_end (rapporteur_of);
    drop_what_needs_a_member (viewer);
    return ended (g_steal_pointer (&problem), error);
}

/* A member's list stays NULL without a recorded nationality: the conflict cannot be told. Of others what they declared counts. */
static gboolean load_conflicts (TdTx *tx, TdViewer *viewer, GError **error)
{
    g_autoptr (GStrvBuilder) states = g_strv_builder_new ();
    gboolean known = FALSE;
    g_autoptr (TdRows) rows =
        td_select (tx, "select state, ground from person_conflict where person = $1 order by state, ground", error,
                   TD_TEXT (viewer->person));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        g_strv_builder_add (states, td_rows_text (rows, 0));
        known |= g_str_equal (td_rows_text (rows, 1), "nationality");
    }
    if (known || !td_viewer_has (viewer, TD_ROLE_MEMBER))
        viewer->conflicts = (const char *const *) g_strv_builder_end (states);
    return ended (g_steal_pointer (&problem), error);
}

static gboolean load_organisations (TdTx *tx, TdViewer *viewer, GError **error)
{
    g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (TdMembership));
    g_autoptr (TdRows) rows =
        td_select (tx, "select organisation, level from membership where person = $1 order by organisation", error,
                   TD_TEXT (viewer->person));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdMembership membership = { 0 };
        if (!td_level_from_word (td_rows_text (rows, 1), &membership.level))
            continue;
        membership.organisation = g_strdup (td_rows_text (rows, 0));
        g_array_append_val (list, membership);
    }
    viewer->n_organisations = list->len;
    viewer->organisations = (const TdMembership *) (gpointer) g_array_free (g_steal_pointer (&list), FALSE);
    return ended (g_steal_pointer (&problem), error);
}

/* An officer who enters something for an organisation acts as its lead, and as nothing else, until they end it. */
static void act_on_behalf (TdViewer *viewer)
{
    TdMembership *as_lead;

    if (viewer->behalf == NULL || !td_viewer_has (viewer, TD_ROLE_SECRETARIAT)) {
        g_clear_pointer ((char **) &viewer->behalf, g_free);
        return;
    }
    as_lead = g_new0 (TdMembership, 1);
    as_lead->organisation = g_strdup (viewer->behalf);
    as_lead->level = TD_LEVEL_LEAD;
    for (gsize i = 0; i < viewer->n_organisations; i++)
        g_free ((char *) viewer->organisations[i].organisation);
    g_free ((TdMembership *) viewer->organisations);
    viewer->organisations = as_lead;
    viewer->n_organisations = 1;
    viewer->roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ORGANISATION);
    viewer->actor = g_strdup_printf ("%s for %s", viewer->person, viewer->behalf);
}

/* An officer who enters a State's paper in its name does that and nothing else: they are no mission, see none of its drafts but their
 * own, and name nobody who acts for it. */
static void act_in_name_of_state (TdViewer *viewer)
{
    if (viewer->behalf_state == NULL || viewer->behalf != NULL || !td_viewer_has (viewer, TD_ROLE_SECRETARIAT)) {
        g_clear_pointer ((char **) &viewer->behalf_state, g_free);
        return;
    }
    for (gsize i = 0; i < viewer->n_organisations; i++)
        g_free ((char *) viewer->organisations[i].organisation);
    g_clear_pointer ((TdMembership **) &viewer->organisations, g_free);
    viewer->n_organisations = 0;
    g_clear_pointer ((char **) &viewer->state, g_free);
    viewer->roles = TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ORGANISATION);
    viewer->actor = g_strdup_printf ("%s for %s", viewer->person, viewer->behalf_state);
}

gboolean td_people_session (TdTx *tx, const guint8 token[32], gint64 now, const char *today, TdViewer *ret_viewer,
                            char **ret_csrf, GError **error)
{
    g_auto (TdViewer) viewer = TD_VIEWER_NOBODY;
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select p.id, i.id, i.csrf, i.trust, i.behalf, i.behalf_state from sign_in i"
                                         " join person p on p.id = i.person"
                                         " where i.token = $1 and i.expires > $2 and p.disabled = 0",
                                         error, TD_BYTES (token, 32), TD_INT (now));
    g_autofree char *csrf = NULL;

    if (rows == NULL)
        return FALSE;
    if (!td_rows_next (rows, error))
        return error == NULL || *error == NULL;
    viewer.person = g_strdup (td_rows_text (rows, 0));
    viewer.session = g_strdup (td_rows_text (rows, 1));
    csrf = g_strdup (td_rows_text (rows, 2));
    viewer.trust = (TdTrust) td_rows_int (rows, 3);
    viewer.behalf = g_strdup (td_rows_text (rows, 4));
    viewer.behalf_state = g_strdup (td_rows_text (rows, 5));
    g_clear_pointer (&rows, td_rows_free);
    if (viewer.trust >= TD_TRUST_PASSWORD)
        viewer.roles |= TD_ROLE_BIT (ORGANISATION);
    if (!load_roles (tx, today, &viewer, error) || !load_conflicts (tx, &viewer, error)
        || !load_organisations (tx, &viewer, error))
        return FALSE;
    act_on_behalf (&viewer);
    act_in_name_of_state (&viewer);
    *ret_viewer = viewer;
    viewer = (TdViewer){ 0 };
    *ret_csrf = g_steal_pointer (&csrf);
    return TRUE;
}

gboolean td_person_viewer (TdTx *tx, const TdInstance *instance, const char *person, TdTrust trust,
                           TdViewer *ret_viewer, gboolean *ret_there, GError **error)
{
    g_auto (TdViewer) viewer = TD_VIEWER_NOBODY;
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    g_autoptr (TdRows) rows =
        td_select (tx, "select id from person where id = $1 and disabled = 0", error, TD_TEXT (person));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    *ret_there = td_rows_next (rows, &problem);
    if (!*ret_there)
        return ended (g_steal_pointer (&problem), error);
    viewer.person = g_strdup (td_rows_text (rows, 0));
    viewer.trust = trust;
    g_clear_pointer (&rows, td_rows_free);
    if (trust >= TD_TRUST_PASSWORD)
        viewer.roles |= TD_ROLE_BIT (ORGANISATION);
    if (!load_roles (tx, today, &viewer, error) || !load_conflicts (tx, &viewer, error)
        || !load_organisations (tx, &viewer, error))
        return FALSE;
    *ret_viewer = viewer;
    viewer = (TdViewer){ 0 };
    return TRUE;
}
