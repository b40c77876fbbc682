/* Organisations at risk. Contract in organisation-risk.h. */
#include "areas/organisations/organisation-risk-sql.h"

#include "areas/organisations/organisation-followers.h"
#include "areas/organisations/organisation-rules.h"
#include "areas/organisations/organisation-sql.h"
#include "base/errors.h"
#include "journal/journal.h"

enum { MOST_WORKS = 1000 };

struct set {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *which;
    gboolean at_risk;
    char *id;
};

/* Each report that named it changes with it, for whoever keeps copies. */
static gboolean note_works (TdTx *tx, const struct set *s, const GPtrArray *works, GError **error)
{
    for (guint i = 0; i < works->len; i++) {
        const TdOrganisationWork *work = works->pdata[i];
        const TdJournalEntry entry = { .actor = td_viewer_actor (s->viewer),
                                       .act = td_act_word (TD_ACT_ORGANISATION_RISK),
                                       .thing = "submission",
                                       .thing_id = work->id,
                                       .public_change = TRUE,
                                       .clock = &s->instance->clock };
        if (!td_journal_append (tx, &entry, NULL, error))
            return FALSE;
    }
    return TRUE;
}

/* Of every area, before anything changes. */
static GPtrArray *works_of (TdTx *tx, const char *id, GError **error)
{
    g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) td_organisation_work_free);

    for (gsize i = 0; td_organisation_followers[i] != NULL; i++) {
        g_autoptr (GPtrArray) some = td_organisation_followers[i]->published (tx, id, MOST_WORKS, error);
        if (some == NULL)
            return NULL;
        g_ptr_array_extend_and_steal (all, g_steal_pointer (&some));
    }
    return g_steal_pointer (&all);
}

static gboolean apply (TdTx *tx, const struct set *s, const TdOrganisation *o, GError **error)
{
    const char *actor = td_viewer_actor (s->viewer);
    gint64 now = td_clock_now (&s->instance->clock);
    g_autoptr (GPtrArray) works = works_of (tx, o->id, error);

    return works != NULL
           && (s->at_risk ? td_risk_put (tx, o, actor, now, error) : td_risk_lift (tx, o->id, actor, now, error))
           && note_works (tx, s, works, error)
           && td_organisation_note (tx, s->instance, s->viewer, o, td_act_word (TD_ACT_ORGANISATION_RISK), NULL, TRUE,
                                    error);
}

static gboolean set_in (TdTx *tx, gpointer data, GError **error)
{
    struct set *s = data;
    g_autoptr (TdOrganisation) o = NULL;
    g_autoptr (GError) problem = NULL;

    g_clear_pointer (&s->id, g_free);
    if (!td_instance_may_write (s->instance, tx, error))
        return FALSE;
    s->id = td_risk_find (tx, s->which, &problem);
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    if (s->id == NULL) {
        g_set_error_literal (
            error, TD_ORGANISATION_ERROR, TD_ERROR_NOT_FOUND,
            "No organisation, or more than one, has exactly this name. Copy the name from its page, or use its"
            " id.");
        return FALSE;
    }
    o = td_organisation_load (tx, s->id, error);
    if (o == NULL)
        return FALSE;
    if (o->at_risk == s->at_risk) {
        g_set_error_literal (error, TD_ORGANISATION_ERROR, TD_ERROR_CONFLICT,
                             s->at_risk ? "It is marked already." : "It is not marked, so there is nothing to lift.");
        return FALSE;
    }
    return apply (tx, s, o, error);
}

gboolean td_risk_set (TdInstance *instance, const TdViewer *viewer, const char *which, gboolean at_risk, char **ret_id,
                      GError **error)
{
    struct set s = { .instance = instance, .viewer = viewer, .which = which, .at_risk = at_risk };
    gboolean done;

    if (!td_door_may (viewer, TD_ACT_ORGANISATION_RISK, NULL, error))
        return FALSE;
    done = td_store_write (instance->store, set_in, &s, error);
    if (done && ret_id != NULL)
        *ret_id = g_steal_pointer (&s.id);
    g_free (s.id);
    return done;
}

struct list {
    GPtrArray *marks;
};

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct list *l = data;

    l->marks = td_risk_select (tx, error);
    return l->marks != NULL;
}

GPtrArray *td_risk_list (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    struct list l = { NULL };

    return td_door_may (viewer, TD_ACT_ORGANISATION_RISK, NULL, error)
                   && td_store_read (instance->store, list_in, &l, error)
               ? l.marks
               : NULL;
}

gboolean td_risk_is (TdTx *tx, const char *organisation, gboolean *ret_at_risk, GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdOrganisation) o = organisation != NULL ? td_organisation_load (tx, organisation, &problem) : NULL;

    *ret_at_risk = o != NULL && o->at_risk;
    if (problem == NULL || td_error_code (problem) == TD_ERROR_NOT_FOUND)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}
