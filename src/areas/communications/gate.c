/* The gate, from the store. Contract in gate.h. */
#include "areas/communications/gate.h"

#include "areas/communications/declaration-sql.h"

#include "base/errors.h"

void td_gate_clear (TdGate *gate)
{
    g_clear_pointer (&gate->day, g_free);
    g_clear_pointer (&gate->facts, g_ptr_array_unref);
}

static GArray *facts_of (const GPtrArray *declarations)
{
    GArray *facts = g_array_new (FALSE, FALSE, sizeof (TdDeclarationFact));

    for (guint i = 0; i < declarations->len; i++) {
        const TdDeclaration *d = declarations->pdata[i];
        const TdDeclarationFact fact = { d->state->iso3, d->kind, d->day };
        if (d->struck_at == 0)
            g_array_append_val (facts, fact);
    }
    return facts;
}

static int needed_for (const TdProfile *profile, int article)
{
    return article == profile->interstate_article ? profile->interstate_declarations
                                                  : profile->communications_declarations;
}

static void work_out (const TdProfile *profile, TdGate *gate)
{
    g_autoptr (GArray) facts = facts_of (gate->facts);
    g_autofree const char **states = g_new (const char *, profile->n_states + 1);

    for (gsize i = 0; i < profile->n_states; i++)
        states[i] = profile->states[i].iso3;
    td_gate_sense ((const TdDeclarationFact *) (void *) facts->data, facts->len, states, profile->n_states,
                   needed_for (profile, gate->article), gate->state != NULL ? gate->state->iso3 : NULL, gate->day,
                   &gate->sense);
}

void td_gate_declared (const TdGate *gate, const TdState *state, TdDeclaredBy *ret_declared)
{
    g_autoptr (GArray) facts = facts_of (gate->facts);

    td_declared_sense ((const TdDeclarationFact *) (void *) facts->data, facts->len, state->iso3, gate->day,
                       ret_declared);
}

TdGateAnswer td_gate_for (const TdGate *gate, const TdState *state)
{
    TdGateSense sense = gate->sense;

    td_gate_declared (gate, state, &sense.state);
    return td_gate_answer (&sense);
}

gboolean td_gate_in (TdTx *tx, const TdInstance *instance, const char *state, int article, TdGate *ret_gate,
                     GError **error)
{
    const TdProfile *profile = instance->profile;
    g_auto (TdGate) gate = { .article = article };

    if (state != NULL && (gate.state = td_profile_state (profile, state)) == NULL)
        return td_door_unknown (error);
    if (article <= 0 || (article != profile->communications_article && article != profile->interstate_article)) {
        g_set_error (error, TD_DECLARATION_ERROR, TD_ERROR_INPUT,
                     "States make no declaration on communications under this article.");
        return FALSE;
    }
    gate.facts = td_declarations_in (tx, instance, article, NULL, error);
    if (gate.facts == NULL)
        return FALSE;
    gate.day = td_clock_today (&instance->clock, profile->zone);
    work_out (profile, &gate);
    *ret_gate = gate;
    gate = (TdGate){ 0 };
    return TRUE;
}

gboolean td_declaration_is_news (TdTx *tx, const TdInstance *instance, const char *id, gboolean *ret_news,
                                 GError **error)
{
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdDeclaration) d = td_declaration_get (tx, instance->profile, id, &problem);
    g_auto (TdGate) gate = { 0 };

    *ret_news = d != NULL && d->kind != TD_DECLARATION_NONE;
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    if (d == NULL || *ret_news)
        return TRUE;
    if (!td_gate_in (tx, instance, NULL, d->article, &gate, error))
        return FALSE;
    *ret_news = gate.sense.unknown == 0;
    return TRUE;
}

gboolean td_gate_may_receive (TdTx *tx, const TdInstance *instance, const char *state, TdGate *ret_gate, GError **error)
{
    g_auto (TdGate) gate = { 0 };

    if (!td_gate_in (tx, instance, state, instance->profile->communications_article, &gate, error))
        return FALSE;
    gate.training = instance->rehearsal && gate.sense.open != TD_GATE_OPEN;
    if (gate.sense.open != TD_GATE_OPEN && !gate.training) {
        g_set_error (
            error, TD_DECLARATION_ERROR, TD_ERROR_NOT_ALLOWED,
            "The Committee cannot take a communication against this State now, as far as is known here. The page on"
            " communications says why, and where else one can turn.");
        return FALSE;
    }
    if (ret_gate != NULL) {
        *ret_gate = gate;
        gate = (TdGate){ 0 };
    }
    return TRUE;
}

struct asked {
    const TdInstance *instance;
    const char *state;
    int article;
    TdGate *gate;
};

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct asked *a = data;

    td_gate_clear (a->gate);
    return td_gate_in (tx, a->instance, a->state, a->article, a->gate, error);
}

gboolean td_gate_get (TdInstance *instance, const char *state, int article, TdGate *ret_gate, GError **error)
{
    g_auto (TdGate) gate = { 0 };
    struct asked a = { instance, state, article, &gate };

    if (!td_store_read (instance->store, get_in, &a, error))
        return FALSE;
    *ret_gate = gate;
    gate = (TdGate){ 0 };
    return TRUE;
}
