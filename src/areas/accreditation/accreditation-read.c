/* Reading accreditations, and deciding about them. Contract in accreditation.h. */
#include "areas/accreditation/accreditation-private.h"
#include "areas/accreditation/accreditation-sql.h"
#include "areas/accreditation/badge.h"

#include "areas/people/membership.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/clean.h"
#include "text/words.h"

/* ---- who may know ---- */

static gboolean is_theirs (const TdAccreditation *a, const TdViewer *viewer)
{
    if (viewer->trust < TD_TRUST_PASSWORD)
        return FALSE;
    if (a->person != NULL && g_strcmp0 (a->person, viewer->person) == 0)
        return TRUE;
    if (a->organisation != NULL && td_viewer_level (viewer, a->organisation) >= TD_LEVEL_LEAD)
        return TRUE;
    return a->state != NULL && g_strcmp0 (a->state, viewer->state) == 0
           && td_door_may (viewer, TD_ACT_DELEGATION_ENTER, NULL, NULL);
}

TdAccreditation *td_accreditation_get_in (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id,
                                          GError **error)
{
    g_autoptr (TdAccreditation) a = NULL;

    if (!td_accreditation_load (tx, instance, id, &a, error))
        return NULL;
    if (a == NULL || (!is_theirs (a, viewer) && !td_door_may (viewer, TD_ACT_ACCREDITATION_DECIDE, NULL, NULL))) {
        td_door_unknown (error);
        return NULL;
    }
    return g_steal_pointer (&a);
}

struct reading {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    TdAccreditationSearch search;
    TdAccreditation *a;
    GPtrArray *list;
    gint64 total;
};

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    if (r->id != NULL)
        return (r->a = td_accreditation_get_in (tx, r->instance, r->viewer, r->id, error)) != NULL;
    return (r->list = td_accreditations_select (tx, r->instance, &r->search, &r->total, error)) != NULL;
}

TdAccreditation *td_accreditation_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct reading r = { .instance = instance, .viewer = viewer, .id = id };

    if (!td_store_read (instance->store, read_in, &r, error))
        g_clear_pointer (&r.a, td_accreditation_free);
    return r.a;
}

GPtrArray *td_accreditation_own (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    g_autoptr (GPtrArray) led = g_ptr_array_new ();
    struct reading r = { .instance = instance, .viewer = viewer };

    if (viewer->person == NULL || !td_door_may (viewer, TD_ACT_ACCREDITATION_ASK, NULL, error))
        return viewer->person == NULL && (error == NULL || *error == NULL)
                   ? g_ptr_array_new_with_free_func ((GDestroyNotify) td_accreditation_free)
                   : NULL;
    for (gsize i = 0; i < viewer->n_organisations; i++)
        if (viewer->organisations[i].level >= TD_LEVEL_LEAD)
            g_ptr_array_add (led, (gpointer) viewer->organisations[i].organisation);
    g_ptr_array_add (led, NULL);
    r.search = (TdAccreditationSearch){ .person = viewer->behalf == NULL ? viewer->person : "",
                                        .or_organisations = (const char *const *) led->pdata,
                                        .limit = TD_LIMIT_ACCREDITATIONS_LISTED };
    if (!td_store_read (instance->store, read_in, &r, error))
        g_clear_pointer (&r.list, g_ptr_array_unref);
    return r.list;
}

GPtrArray *td_accreditation_list (TdInstance *instance, const TdViewer *viewer, const TdAccreditationFilter *filter,
                                  gint64 *ret_total, GError **error)
{
    struct reading r = { .instance = instance, .viewer = viewer };

    if (!td_door_may (viewer, TD_ACT_ACCREDITATION_DECIDE, NULL, error))
        return NULL;
    r.search = (TdAccreditationSearch){ .session = filter->session,
                                        .status = filter->status,
                                        .as = filter->as,
                                        .state = filter->state,
                                        .waiting_first = TRUE,
                                        .limit = filter->limit > 0 ? filter->limit : TD_LIMIT_ACCREDITATIONS_LISTED,
                                        .offset = filter->offset };
    if (!td_store_read (instance->store, read_in, &r, error))
        g_clear_pointer (&r.list, g_ptr_array_unref);
    if (r.list != NULL && ret_total != NULL)
        *ret_total = r.total;
    return r.list;
}

/* ---- deciding ---- */

struct deciding {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *const *ids;
    gboolean accept;
    char *reason;
};

static gboolean tell (TdTx *tx, const struct deciding *d, const TdAccreditation *a, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/accreditation/%s", a->id);
    const TdNotice notice = { .subject = N_ ("The secretariat decided about your request"),
                              .sentence = N_ ("The page below says what was decided about coming to a session of the "
                                              "Committee, and why. A badge is there too, where there is one."),
                              .path = path,
                              .button = N_ ("Open the page"),
                              .topic = "accreditation",
                              .cancel_key = a->id };

    if (!td_mail_cancel (tx, a->id, NULL, error))
        return FALSE;
    if (a->person != NULL && !td_notify_person (tx, d->instance, a->person, &notice, error))
        return FALSE;
    return a->organisation == NULL || a->person != NULL
           || td_notify_organisation (tx, d->instance, a->organisation, TD_LEVEL_LEAD, &notice, error);
}

static gboolean decide_one (TdTx *tx, const struct deciding *d, const char *id, GError **error)
{
    g_autoptr (TdAccreditation) a = td_accreditation_get_in (tx, d->instance, d->viewer, id, error);
    gint64 now = td_clock_now (&d->instance->clock);

    if (a == NULL)
        return FALSE;
    if (a->status == TD_ACCREDITATION_WITHDRAWN)
        return td_accreditation_fail (
            NULL, NULL, error, TD_ERROR_CONFLICT,
            "One of these was taken back meanwhile. Nothing was decided: look at the list again.");
    if (!td_accreditation_set_status (tx, a, d->accept ? TD_ACCREDITATION_ACCEPTED : TD_ACCREDITATION_REFUSED,
                                      d->reason, now, error))
        return FALSE;
    if (d->accept ? a->badge == NULL && a->as != TD_COMES_REMOTE && !td_badge_new (tx, d->instance, a, NULL, error)
                  : !td_badge_void (tx, a->id, N_ ("The secretariat decided otherwise."), now, error))
        return FALSE;
    return tell (tx, d, a, error)
           && td_accreditation_journal (tx, d->instance, d->viewer,
                                        d->accept ? "accreditation.accept" : "accreditation.refuse", "accreditation",
                                        a->id, NULL, error);
}

static gboolean decide_in (TdTx *tx, gpointer data, GError **error)
{
    const struct deciding *d = data;

    if (!td_instance_may_write (d->instance, tx, error))
        return FALSE;
    for (gsize i = 0; d->ids[i] != NULL; i++)
        if (!decide_one (tx, d, d->ids[i], error))
            return FALSE;
    return TRUE;
}

gboolean td_accreditation_decide (TdInstance *instance, const TdViewer *viewer, const char *const *ids, gboolean accept,
                                  const char *reason, const char **ret_field, GError **error)
{
    struct deciding d = { instance, viewer, ids, accept, NULL };
    g_autofree char *clean = td_text_clean_text (reason != NULL ? reason : "", TD_LIMIT_TEXT_CHARACTERS);
    gsize n = ids != NULL ? g_strv_length ((char **) ids) : 0;

    if (!td_door_may (viewer, TD_ACT_ACCREDITATION_DECIDE, NULL, error))
        return FALSE;
    if (n == 0 || n > TD_LIMIT_ACCREDITATIONS_AT_ONCE)
        return td_accreditation_fail (ret_field, "chosen", error, TD_ERROR_INPUT,
                                      "Choose at least one, and at most a hundred at once.");
    if (clean == NULL)
        return td_accreditation_fail (ret_field, "reason", error, TD_ERROR_INPUT, "This is too long. Shorten it.");
    if (!accept && *clean == '\0')
        return td_accreditation_fail (ret_field, "reason", error, TD_ERROR_INPUT,
                                      "Write the reason: whom it is about reads it.");
    d.reason = *clean != '\0' ? clean : NULL;
    return td_store_write (instance->store, decide_in, &d, error);
}
