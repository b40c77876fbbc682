/* Inviting organisations, and their word whether the record names them. Contract in consultation.h. */
#include "areas/consultations/comment-sql.h"
#include "areas/consultations/consultation-rules.h"
#include "areas/consultations/consultation-sql.h"
#include "areas/consultations/mine.h"
#include "areas/organisations/organisation.h"
#include "areas/people/membership.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/words.h"

static const TdViewer everybody = TD_VIEWER_NOBODY;

struct inviting {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *organisation;
    GPtrArray *chosen; /* of TdOrganisation; borrowed */
    GPtrArray *list;
    gboolean consents;
    int n;
};

static gboolean invited_in (TdTx *tx, gpointer data, GError **error)
{
    struct inviting *i = data;
    g_autoptr (TdConsultation) c = td_consultation_load (tx, i->id, error);

    g_clear_pointer (&i->list, g_ptr_array_unref);
    if (c == NULL || !td_consultation_may_hold (c, i->viewer, error))
        return FALSE;
    i->list = td_consultation_invited (tx, c->id, error);
    return i->list != NULL;
}

/* Ids of the invited, for those who act for the State. */
static GPtrArray *invited (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct inviting i = { .instance = instance, .viewer = viewer, .id = id };

    if (td_store_read (instance->store, invited_in, &i, error))
        return i.list;
    g_clear_pointer (&i.list, g_ptr_array_unref);
    return NULL;
}

GPtrArray *td_consultation_to_invite (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    g_autoptr (GPtrArray) there = invited (instance, viewer, id, error);
    g_autoptr (GPtrArray) list = there != NULL ? td_organisation_offered (instance, viewer, error) : NULL;

    for (guint i = 0; list != NULL && i < list->len;) {
        const TdOrganisation *o = list->pdata[i];
        if (g_ptr_array_find_with_equal_func (there, o->id, g_str_equal, NULL))
            g_ptr_array_remove_index (list, i);
        else
            i++;
    }
    return g_steal_pointer (&list);
}

static gboolean names_in (TdTx *tx, gpointer data, GError **error)
{
    struct inviting *i = data;
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

    if (!invited_in (tx, i, error))
        return FALSE;
    for (guint n = 0; n < i->list->len; n++) {
        g_autoptr (GError) problem = NULL;
        g_autoptr (TdOrganisation) o = td_organisation_get_in (tx, &everybody, i->list->pdata[n], &problem);
        if (o != NULL)
            g_ptr_array_add (names, g_strdup (o->name));
        else if (td_error_code (problem) != TD_ERROR_NOT_FOUND) {
            g_propagate_error (error, g_steal_pointer (&problem));
            return FALSE;
        }
    }
    g_ptr_array_unref (i->list);
    i->list = g_steal_pointer (&names);
    return TRUE;
}

GPtrArray *td_consultation_invited_names (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct inviting i = { .instance = instance, .viewer = viewer, .id = id };

    if (td_store_read (instance->store, names_in, &i, error))
        return i.list;
    g_clear_pointer (&i.list, g_ptr_array_unref);
    return NULL;
}

static gboolean tell (TdTx *tx, const struct inviting *i, const char *organisation, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/consultations/%s", i->id);
    const TdNotice notice = {
        .subject = N_ ("You are invited to a consultation"),
        .sentence =
            N_ ("A State invites your organisation to comment on the draft of its report. Nobody else is told that "
                "you were invited, and you need not answer."),
        .path = path,
        .button = N_ ("See the consultation"),
        .topic = "consultations"
    };

    return td_notify_organisation (tx, i->instance, organisation, TD_LEVEL_CONTRIBUTOR, &notice, error);
}

static gboolean invite_in (TdTx *tx, gpointer data, GError **error)
{
    struct inviting *i = data;
    gint64 now = td_clock_now (&i->instance->clock);
    g_autoptr (TdConsultation) c = td_consultation_held (tx, i->instance, i->viewer, i->id, error);

    i->n = 0;
    if (c == NULL)
        return FALSE;
    if (td_consultation_status (c, now) >= TD_CONSULTATION_CLOSED)
        return td_consultation_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                     "This consultation is over. Nobody can be invited to it any more.");
    for (guint n = 0; n < i->chosen->len; n++) {
        const TdOrganisation *o = i->chosen->pdata[n];
        gboolean is_new = FALSE;
        if (!td_invitation_of_state_insert (tx, c->id, o->id, o->kind, td_viewer_actor (i->viewer), now, &is_new, error)
            || (is_new && !tell (tx, i, o->id, error)))
            return FALSE;
        i->n += is_new;
    }
    return td_consultation_journal (tx, i->instance, td_viewer_actor (i->viewer), "consultation.invite", "consultation",
                                    c->id, NULL, NULL, error);
}

static const TdOrganisation *find (const GPtrArray *offered, const char *id)
{
    for (guint i = 0; i < offered->len; i++) {
        const TdOrganisation *o = offered->pdata[i];
        if (g_str_equal (o->id, id))
            return o;
    }
    return NULL;
}

gboolean td_consultation_invite (TdInstance *instance, const TdViewer *viewer, const char *id,
                                 const char *const *organisations, int *ret_n, GError **error)
{
    g_autoptr (GPtrArray) offered = NULL;
    g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
    struct inviting i = { .instance = instance, .viewer = viewer, .id = id, .chosen = chosen };

    if (!td_door_may (viewer, TD_ACT_CONSULTATION_HOLD, NULL, error))
        return FALSE;
    offered = td_organisation_offered (instance, viewer, error);
    if (offered == NULL)
        return FALSE;
    for (gsize n = 0; organisations[n] != NULL; n++) {
        const TdOrganisation *o = find (offered, organisations[n]);
        if (o == NULL)
            return td_consultation_fail (NULL, NULL, error, TD_ERROR_INPUT,
                                         "One of these can no longer be invited. Choose anew from the list.");
        g_ptr_array_add (chosen, (gpointer) o);
    }
    if (chosen->len == 0)
        return td_consultation_fail (NULL, NULL, error, TD_ERROR_INPUT, "Tick those that you invite.");
    if (!td_store_write (instance->store, invite_in, &i, error))
        return FALSE;
    if (ret_n != NULL)
        *ret_n = i.n;
    return TRUE;
}

/* ---- consent ---- */

static gboolean consent_in (TdTx *tx, gpointer data, GError **error)
{
    const struct inviting *i = data;
    gboolean was_invited = FALSE, wrote = FALSE;
    g_autoptr (TdConsultation) c = NULL;

    if (!td_instance_may_write (i->instance, tx, error) || (c = td_consultation_load (tx, i->id, error)) == NULL
        || !td_consultation_is_invited (tx, c->id, i->organisation, &was_invited, error)
        || !td_words_of_organisation (tx, c->id, i->organisation, &wrote, error))
        return FALSE;
    if (i->consents && !was_invited && !wrote)
        return td_consultation_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                     "Your organisation took no part in this consultation, so that there is nothing to "
                                     "name.");
    /* Which organisation it was stays out of the journal. */
    return td_consent_set (tx, c->id, i->organisation, i->consents, td_clock_now (&i->instance->clock), error)
           && td_consultation_journal (tx, i->instance, "nobody", "consultation.consent", "consultation", c->id, NULL,
                                       NULL, error);
}

gboolean td_consultation_consent (TdInstance *instance, const TdViewer *viewer, const char *id,
                                  const char *organisation, gboolean consents, GError **error)
{
    struct inviting i = {
        .instance = instance, .viewer = viewer, .id = id, .organisation = organisation, .consents = consents
    };

    if (!td_door_may (viewer, TD_ACT_ACCOUNT_OWN, NULL, error))
        return FALSE;
    if (td_viewer_level (viewer, organisation) < TD_LEVEL_CONTRIBUTOR)
        return td_door_unknown (error);
    return td_store_write (instance->store, consent_in, &i, error);
}

/* ---- one's own part ---- */

static void part_free (gpointer data)
{
    TdPart *p = data;

    g_free (p->organisation);
    g_free (p->name);
    g_free (p);
}

static gboolean add_part (TdTx *tx, struct inviting *i, const char *id, GError **error)
{
    gboolean was_invited = FALSE, wrote = FALSE, consents = FALSE;
    g_autoptr (TdOrganisation) o = NULL;
    TdPart *part;

    if (!td_consultation_is_invited (tx, i->id, id, &was_invited, error)
        || !td_words_of_organisation (tx, i->id, id, &wrote, error)
        || !td_consent_given (tx, i->id, id, &consents, error))
        return FALSE;
    if (!was_invited && !wrote && !consents)
        return TRUE;
    o = td_organisation_get_in (tx, i->viewer, id, error);
    if (o == NULL)
        return FALSE;
    part = g_new0 (TdPart, 1);
    *part = (TdPart){ g_strdup (id), g_strdup (o->name), was_invited, consents };
    g_ptr_array_add (i->list, part);
    return TRUE;
}

static gboolean parts_in (TdTx *tx, gpointer data, GError **error)
{
    struct inviting *i = data;
    const TdViewer *viewer = i->viewer;

    g_clear_pointer (&i->list, g_ptr_array_unref);
    i->list = g_ptr_array_new_with_free_func (part_free);
    for (gsize n = 0; n < viewer->n_organisations; n++)
        if (viewer->organisations[n].level >= TD_LEVEL_CONTRIBUTOR
            && !add_part (tx, i, viewer->organisations[n].organisation, error))
            return FALSE;
    return TRUE;
}

GPtrArray *td_parts_mine (TdInstance *instance, const TdViewer *viewer, const char *consultation, GError **error)
{
    struct inviting i = { .instance = instance, .viewer = viewer, .id = consultation };

    if (!td_door_may (viewer, TD_ACT_ACCOUNT_OWN, NULL, error))
        return NULL;
    if (td_store_read (instance->store, parts_in, &i, error))
        return i.list;
    g_clear_pointer (&i.list, g_ptr_array_unref);
    return NULL;
}
