/* The secretariat's word on organisations: verify, refuse, close, reopen, merge. Contract in organisation.h. */
#include "areas/organisations/organisation-followers.h"
#include "areas/organisations/organisation-rules.h"
#include "areas/organisations/organisation-sql.h"
#include "areas/people/invitation.h"
#include "areas/people/membership.h"
#include "base/base.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/clean.h"

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_ORGANISATION_ERROR, code, message);
    return FALSE;
}

struct decide {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *into, *reason, *expected;
    TdOrganisationDecision decision;
};

/* The organisation, for whom this act is open. */
static TdOrganisation *open_for (TdTx *tx, const struct decide *d, const char *id, GError **error)
{
    g_autoptr (TdOrganisation) o = td_organisation_get_in (tx, d->viewer, id, error);
    TdThing thing;

    if (o == NULL)
        return NULL;
    thing = td_organisation_thing (o);
    return td_door_may (d->viewer, TD_ACT_ORGANISATION_VERIFY, &thing, error) ? g_steal_pointer (&o) : NULL;
}

static gboolean tell_leads (TdTx *tx, const struct decide *d, const TdOrganisation *o, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/organisations/%s", o->id);
    const TdNotice notice = { .subject = N_ ("About your organisation"),
                              .sentence =
                                  N_ ("The secretariat decided something about your organisation. Its page says what, "
                                      "and why."),
                              .detail = o->name,
                              .path = path,
                              .button = N_ ("Open the page of your organisation"),
                              .topic = "organisations" };

    return td_notify_organisation (tx, d->instance, o->id, TD_LEVEL_LEAD, &notice, error);
}

static const struct {
    const char *act;
    TdStatus becomes;
    guint from; /* statuses in which it makes sense */
} decisions[] = {
    [TD_ORGANISATION_VERIFY] = { "organisation.verify", TD_STATUS_PUBLISHED,
                                 1u << TD_STATUS_RECEIVED | 1u << TD_STATUS_REFUSED },
    [TD_ORGANISATION_REFUSE] = { "organisation.refuse", TD_STATUS_REFUSED,
                                 1u << TD_STATUS_RECEIVED | 1u << TD_STATUS_PUBLISHED },
    [TD_ORGANISATION_CLOSE] = { "organisation.close", TD_STATUS_WITHHELD,
                                1u << TD_STATUS_RECEIVED | 1u << TD_STATUS_PUBLISHED | 1u << TD_STATUS_REFUSED },
    [TD_ORGANISATION_REOPEN] = { "organisation.reopen", TD_STATUS_RECEIVED,
                                 1u << TD_STATUS_WITHHELD | 1u << TD_STATUS_REFUSED },
};

static gboolean check_decision (const struct decide *d, const TdOrganisation *o, GError **error)
{
    if (d->expected != NULL && g_strcmp0 (d->expected, td_status_word (o->status)) != 0)
        return fail (
            error, TD_ERROR_CONFLICT,
            "Somebody else decided on this organisation in the meantime. Look at what stands now, then decide.");
    if (o->status == decisions[d->decision].becomes)
        return fail (error, TD_ERROR_CONFLICT, "This was already decided so.");
    if ((decisions[d->decision].from & (1u << o->status)) == 0)
        return fail (error, TD_ERROR_CONFLICT,
                     d->decision == TD_ORGANISATION_REOPEN
                         ? "Only a closed or refused organisation can be reopened."
                         : "This organisation is closed. Reopen it first, if that is right.");
    return TRUE;
}

static gboolean decide_in (TdTx *tx, gpointer data, GError **error)
{
    struct decide *d = data;
    gint64 now = td_clock_now (&d->instance->clock);
    g_autoptr (TdOrganisation) o = NULL;
    gboolean was_public;

    if (!td_instance_may_write (d->instance, tx, error) || (o = open_for (tx, d, d->id, error)) == NULL
        || !check_decision (d, o, error))
        return FALSE;
    was_public = td_organisation_is_public (o);
    o->status = decisions[d->decision].becomes;
    return td_organisation_set_decision (tx, o->id, o->status, FALSE, d->reason, now, error)
           && (o->status != TD_STATUS_WITHHELD || td_invitation_drop_all (tx, o->id, error))
           && tell_leads (tx, d, o, error)
           && td_organisation_note (tx, d->instance, d->viewer, o, decisions[d->decision].act, d->reason,
                                    was_public != td_organisation_is_public (o), error);
}

/* The reason cleaned, or NULL with error. */
static char *reason_of (const char *reason, GError **error)
{
    g_autofree char *clean = td_text_clean_text (reason != NULL ? reason : "", TD_LIMIT_TEXT_CHARACTERS);

    if (clean == NULL)
        fail (error, TD_ERROR_INPUT, "The reason is too long. Use at most 4,000 characters.");
    else if (*clean == '\0')
        fail (error, TD_ERROR_INPUT, "Give the reason, so that its people can understand it.");
    else
        return g_steal_pointer (&clean);
    return NULL;
}

gboolean td_organisation_decide (TdInstance *instance, const TdViewer *viewer, const char *id,
                                 TdOrganisationDecision decision, const char *reason, const char *expected,
                                 GError **error)
{
    g_autofree char *clean = NULL;
    struct decide d = { .instance = instance, .viewer = viewer, .id = id, .expected = expected, .decision = decision };

    if (!td_door_may (viewer, TD_ACT_ORGANISATION_VERIFY, NULL, error) || (clean = reason_of (reason, error)) == NULL)
        return FALSE;
    d.reason = clean;
    return td_store_write (instance->store, decide_in, &d, error);
}

/* ---- merging ---- */

static gboolean tell_followers (TdTx *tx, const char *from, const char *into, GError **error)
{
    for (gsize i = 0; td_organisation_followers[i] != NULL; i++)
        if (!td_organisation_followers[i]->merged (tx, from, into, error))
            return FALSE;
    return TRUE;
}

static gboolean merge_in (TdTx *tx, gpointer data, GError **error)
{
    struct decide *d = data;
    gint64 now = td_clock_now (&d->instance->clock);
    g_autoptr (TdOrganisation) from = NULL;
    g_autoptr (TdOrganisation) into = NULL;

    if (!td_instance_may_write (d->instance, tx, error) || (from = open_for (tx, d, d->id, error)) == NULL
        || (into = open_for (tx, d, d->into, error)) == NULL)
        return FALSE;
    /* Whoever was merged answers as what it became. */
    if (!g_str_equal (from->id, d->id) || g_str_equal (from->id, into->id))
        return fail (error, TD_ERROR_CONFLICT, "These two are one organisation already.");
    if (into->status == TD_STATUS_WITHHELD)
        return fail (error, TD_ERROR_CONFLICT,
                     "The organisation that would stay is closed. Reopen it first, or choose another.");
    return td_membership_move (tx, from->id, into->id, error) && tell_followers (tx, from->id, into->id, error)
           && td_invitation_drop_all (tx, from->id, error)
           && td_organisation_set_merged (tx, from->id, into->id, d->reason, now, error)
           && tell_leads (tx, d, into, error)
           && td_organisation_note (tx, d->instance, d->viewer, from, "organisation.merge", into->id,
                                    td_organisation_is_public (from) || td_organisation_is_public (into), error);
}

gboolean td_organisation_merge (TdInstance *instance, const TdViewer *viewer, const char *id, const char *into,
                                const char *reason, GError **error)
{
    g_autofree char *clean = NULL;
    struct decide d = { .instance = instance, .viewer = viewer, .id = id, .into = into };

    if (!td_door_may (viewer, TD_ACT_ORGANISATION_VERIFY, NULL, error) || (clean = reason_of (reason, error)) == NULL)
        return FALSE;
    d.reason = clean;
    return td_store_write (instance->store, merge_in, &d, error);
}
