/* Guests, interpreters and captioners of a meeting. Contract in guests.h. */
#include "areas/accreditation/accreditation-private.h"
#include "areas/accreditation/guest-sql.h"

#include "areas/organisations/organisation-risk.h"
#include "areas/people/membership.h"
#include "areas/people/person-known.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "text/words.h"

static const struct {
    const char *word, *label;
} roles[TD_N_GUEST_ROLES] = {
    [TD_GUEST] = { "guest", N_ ("Guest") },
    [TD_GUEST_INTERPRETER] = { "interpreter", N_ ("Interpreter") },
    [TD_GUEST_CAPTIONER] = { "captioner", N_ ("Types captions") },
};

const char *td_guest_role_word (TdGuestRole role)
{
    return role < TD_N_GUEST_ROLES ? roles[role].word : "";
}

const char *td_guest_role_label (TdGuestRole role)
{
    return role < TD_N_GUEST_ROLES ? roles[role].label : "";
}

gboolean td_guest_role_from_word (const char *word, TdGuestRole *ret_role)
{
    for (int role = 0; role < TD_N_GUEST_ROLES; role++)
        if (g_strcmp0 (roles[role].word, word) == 0) {
            *ret_role = (TdGuestRole) role;
            return TRUE;
        }
    return FALSE;
}

/* ---- the door's question ---- */

static gboolean invited (TdTx *tx, const char *meeting, const TdViewer *viewer, gboolean *ret_invited, GError **error)
{
    *ret_invited = FALSE;
    if (viewer->person == NULL || viewer->trust < TD_TRUST_PASSWORD)
        return TRUE;
    return td_guest_is (tx, meeting, viewer, ret_invited, error);
}

const TdMeetingInvitation td_guest_invitation = { invited };

/* ---- reading ---- */

/* One at risk has no name here either. */
static gboolean name_organisation (TdTx *tx, TdGuest *g, GError **error)
{
    gboolean at_risk = FALSE;

    return td_risk_is (tx, g->organisation, &at_risk, error)
           && (at_risk || td_organisation_name (tx, g->organisation, &g->name, NULL, error));
}

gboolean td_guest_name (TdTx *tx, TdInstance *instance, TdGuest *g, GError **error)
{
    g_autoptr (TdPersonKnown) p = NULL;

    if (g->person == NULL)
        return g->organisation == NULL || name_organisation (tx, g, error);
    if (!td_person_known (tx, instance, g->person, NULL, &p, error))
        return FALSE;
    if (p != NULL)
        g->name = g_strdup (p->name);
    return TRUE;
}

static gboolean is_own (const TdGuest *g, const TdViewer *viewer)
{
    return g->person != NULL && g_strcmp0 (g->person, viewer->person) == 0;
}

GPtrArray *td_guests_in (TdTx *tx, TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer,
                         GError **error)
{
    g_autoptr (GPtrArray) list = td_guests_select (tx, meeting->id, error);
    gboolean all = meeting->closed || td_door_viewer_may (viewer, TD_ACT_MEETING_PLAN);

    if (list == NULL)
        return NULL;
    for (guint i = list->len; i > 0; i--) {
        TdGuest *g = list->pdata[i - 1];
        if (!all && !is_own (g, viewer))
            g_ptr_array_remove_index (list, i - 1);
        else if (!td_guest_name (tx, instance, g, error))
            return NULL;
    }
    return g_steal_pointer (&list);
}

gboolean td_guest_lead_of (TdTx *tx, const char *meeting, const TdViewer *viewer, const char **ret_organisation,
                           GError **error)
{
    g_autoptr (GPtrArray) list = NULL;

    *ret_organisation = NULL;
    if (viewer->person == NULL || viewer->trust < TD_TRUST_PASSWORD)
        return TRUE;
    list = td_guests_select (tx, meeting, error);
    for (guint i = 0; list != NULL && i < list->len; i++) {
        const TdGuest *g = list->pdata[i];
        for (gsize k = 0; g->person == NULL && k < viewer->n_organisations; k++)
            if (viewer->organisations[k].level >= TD_LEVEL_LEAD
                && g_str_equal (viewer->organisations[k].organisation, g->organisation))
                *ret_organisation = viewer->organisations[k].organisation;
    }
    return list != NULL;
}

/* ---- letters: what they say tells nothing to who looks over a shoulder ---- */

gboolean td_guest_tell (TdTx *tx, TdInstance *instance, const TdGuest *g, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/meetings/%s/people", g->meeting);
    const TdNotice notice = { .subject = N_ ("Something waits for you from the Committee"),
                              .sentence = N_ ("The page below says what it is, once you signed in. It is for you and "
                                              "those named there; please do not hand this letter on."),
                              .path = path,
                              .button = N_ ("Open the page"),
                              .cancel_key = g->id };

    return g->person != NULL ? td_notify_person (tx, instance, g->person, &notice, error)
                             : td_notify_organisation (tx, instance, g->organisation, TD_LEVEL_LEAD, &notice, error);
}

/* ---- inviting ---- */

struct inviting {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *meeting_id;
    const TdGuestWish *wish;
    const char **ret_field;
    TdMeeting *meeting;
    TdGuest *guest;
    const char *lead_of;
};

/* Who may do it to this meeting: the act itself, or a lead within their organisation. */
static gboolean may (TdTx *tx, struct inviting *i, gboolean officers_alone, GError **error)
{
    g_autoptr (GError) refusal = NULL;

    if (td_meeting_may (tx, i->meeting, i->viewer, officers_alone ? TD_ACT_MEETING_PLAN : TD_ACT_MEETING_INVITE,
                        &refusal))
        return TRUE;
    if (refusal->domain == TD_DOOR_ERROR && !officers_alone) {
        if (!td_guest_lead_of (tx, i->meeting->id, i->viewer, &i->lead_of, error))
            return FALSE;
        if (i->lead_of != NULL)
            return TRUE;
    }
    g_propagate_error (error, g_steal_pointer (&refusal));
    return FALSE;
}

static gboolean no_account (struct inviting *i, GError **error)
{
    return td_accreditation_fail (i->ret_field, i->wish->address != NULL ? "address" : "person", error, TD_ERROR_INPUT,
                                  "There is no account of this address. Invite them to register first, or name "
                                  "the organisation to which they belong.");
}

/* A lead names people of their own organisation; anybody else is as unknown to them. */
static gboolean find_person (TdTx *tx, struct inviting *i, GError **error)
{
    g_autoptr (TdPersonKnown) p = NULL;

    if (!td_person_known (tx, i->instance, i->wish->person, i->wish->address, &p, error))
        return FALSE;
    if (p == NULL || (i->lead_of != NULL && !g_strv_contains ((const char *const *) p->organisations, i->lead_of)))
        return no_account (i, error);
    if (p->state != NULL && g_strv_contains ((const char *const *) i->meeting->states, p->state))
        return td_accreditation_fail (i->ret_field, i->wish->address != NULL ? "address" : "person", error,
                                      TD_ERROR_INPUT,
                                      "This person acts for the State that the meeting is about. They cannot take "
                                      "part in it.");
    i->guest->person = g_strdup (p->id);
    if (i->lead_of != NULL)
        i->guest->through = g_strdup (i->lead_of);
    return TRUE;
}

static gboolean find_organisation (TdTx *tx, struct inviting *i, GError **error)
{
    g_autofree char *name = NULL;
    g_autofree char *kind = NULL;

    if (!td_organisation_name (tx, i->wish->organisation, &name, &kind, error))
        return FALSE;
    if (name == NULL || i->lead_of != NULL)
        return td_accreditation_fail (i->ret_field, "organisation", error, TD_ERROR_INPUT,
                                      "There is no such organisation in the registry. Choose one of the list.");
    i->guest->organisation = g_strdup (i->wish->organisation);
    return TRUE;
}

static gboolean read_hour (const struct inviting *i, const char *local, const char *field, gint64 *ret, GError **error)
{
    if (local == NULL || *local == '\0')
        return TRUE;
    if (!td_instant_from_local (local, i->meeting->zone, ret, NULL))
        return td_accreditation_fail (i->ret_field, field, error, TD_ERROR_INPUT,
                                      "This is not an hour. Write it like 2026-12-07T10:00, or leave it empty for the "
                                      "whole meeting.");
    return TRUE;
}

static gboolean read_assignment (struct inviting *i, GError **error)
{
    const char *language = i->wish->language;

    if (i->guest->role == TD_GUEST)
        return TRUE;
    if (language == NULL || !g_strv_contains (i->instance->profile->languages, language))
        return td_accreditation_fail (i->ret_field, "language", error, TD_ERROR_INPUT,
                                      "Choose the language in which they interpret or type.");
    i->guest->language = g_strdup (language);
    if (!read_hour (i, i->wish->begins, "begins", &i->guest->begins, error)
        || !read_hour (i, i->wish->ends, "ends", &i->guest->ends, error))
        return FALSE;
    if (i->guest->ends != 0 && i->guest->ends <= i->guest->begins)
        return td_accreditation_fail (i->ret_field, "ends", error, TD_ERROR_INPUT,
                                      "They would end before they begin. Write a later hour.");
    return TRUE;
}

/* Named before is named once: an assignment changes, a guest stays. */
static gboolean replace_former (TdTx *tx, struct inviting *i, gboolean *ret_same, GError **error)
{
    g_autoptr (GPtrArray) list = td_guests_select (tx, i->meeting->id, error);

    *ret_same = FALSE;
    if (list == NULL)
        return FALSE;
    if (list->len >= TD_LIMIT_MEETING_GUESTS)
        return td_accreditation_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                      "More people cannot be named for one meeting. Take some off the list first.");
    for (guint k = 0; k < list->len; k++) {
        const TdGuest *g = list->pdata[k];
        gint64 n;
        if (g->role != i->guest->role || g_strcmp0 (g->person, i->guest->person) != 0
            || g_strcmp0 (g->organisation, i->guest->organisation) != 0)
            continue;
        *ret_same = g->role == TD_GUEST;
        return *ret_same || td_guest_delete (tx, g, &n, error);
    }
    return TRUE;
}

static gboolean journal (TdTx *tx, const struct inviting *i, const char *act, GError **error)
{
    return td_accreditation_journal (tx, i->instance, i->viewer, act, "meeting", i->meeting_id, NULL, error);
}

static gboolean read_wish (TdTx *tx, struct inviting *i, GError **error)
{
    const TdGuestWish *w = i->wish;
    gboolean by_name = w->organisation == NULL || *w->organisation == '\0';
    TdGuestRole role = TD_GUEST;

    if (w->role != NULL && !td_guest_role_from_word (w->role, &role))
        return td_accreditation_fail (i->ret_field, "role", error, TD_ERROR_INPUT, "Choose as what they come.");
    if (!may (tx, i, role != TD_GUEST || (w->address != NULL && *w->address != '\0'), error))
        return FALSE;
    if (role == TD_GUEST && !i->meeting->closed)
        return td_accreditation_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                      "This meeting is public: everybody may come, and nobody is invited to it.");
    if (role != TD_GUEST && !by_name)
        return td_accreditation_fail (i->ret_field, "address", error, TD_ERROR_INPUT,
                                      "Name the person: an organisation does not interpret or type.");
    i->guest = g_new0 (TdGuest, 1);
    i->guest->id = td_id_new ();
    i->guest->meeting = g_strdup (i->meeting->id);
    i->guest->role = role;
    i->guest->at = td_clock_now (&i->instance->clock);
    return (by_name ? find_person (tx, i, error) : find_organisation (tx, i, error)) && read_assignment (i, error);
}

static void inviting_clear (struct inviting *i)
{
    g_clear_pointer (&i->meeting, td_meeting_free);
    g_clear_pointer (&i->guest, td_guest_free);
    i->lead_of = NULL;
}

static gboolean invite_in (TdTx *tx, gpointer data, GError **error)
{
    struct inviting *i = data;
    gboolean same = FALSE;

    inviting_clear (i);
    if (!td_instance_may_write (i->instance, tx, error)
        || (i->meeting = td_meeting_get_in (tx, i->viewer, i->meeting_id, error)) == NULL || !read_wish (tx, i, error)
        || !replace_former (tx, i, &same, error))
        return FALSE;
    if (!same
        && (!td_guest_insert (tx, i->guest, td_viewer_actor (i->viewer), error)
            || !td_guest_tell (tx, i->instance, i->guest, error)))
        return FALSE;
    return journal (tx, i, "meeting.invite", error);
}

gboolean td_guest_invite (TdInstance *instance, const TdViewer *viewer, const char *meeting, const TdGuestWish *wish,
                          const char **ret_field, GError **error)
{
    struct inviting i = {
        .instance = instance, .viewer = viewer, .meeting_id = meeting, .wish = wish, .ret_field = ret_field
    };
    gboolean done = td_store_write (instance->store, invite_in, &i, error);

    inviting_clear (&i);
    return done;
}

/* ---- taking back ---- */

struct removing {
    struct inviting i;
    const char *id;
};

static const TdGuest *find_guest (const GPtrArray *list, const char *id, GError **error)
{
    for (guint k = 0; k < list->len; k++)
        if (g_str_equal (((TdGuest *) list->pdata[k])->id, id))
            return list->pdata[k];
    td_door_unknown (error);
    return NULL;
}

static gboolean remove_in (TdTx *tx, gpointer data, GError **error)
{
    struct removing *r = data;
    g_autoptr (GPtrArray) list = NULL;
    const TdGuest *g;
    gint64 n = 0;

    inviting_clear (&r->i);
    if (!td_instance_may_write (r->i.instance, tx, error)
        || (r->i.meeting = td_meeting_get_in (tx, r->i.viewer, r->i.meeting_id, error)) == NULL
        || (list = td_guests_select (tx, r->i.meeting->id, error)) == NULL
        || (g = find_guest (list, r->id, error)) == NULL || !may (tx, &r->i, g->role != TD_GUEST, error))
        return FALSE;
    if (r->i.lead_of != NULL && g_strcmp0 (g->through, r->i.lead_of) != 0)
        return td_door_unknown (error);
    return td_mail_cancel (tx, g->id, NULL, error) && td_guest_delete (tx, g, &n, error)
           && journal (tx, &r->i, "meeting.uninvite", error);
}

gboolean td_guest_remove (TdInstance *instance, const TdViewer *viewer, const char *meeting, const char *id,
                          GError **error)
{
    struct removing r = { .i = { .instance = instance, .viewer = viewer, .meeting_id = meeting }, .id = id };
    gboolean done = td_store_write (instance->store, remove_in, &r, error);

    inviting_clear (&r.i);
    return done;
}
