/* Which State something sealed is about: the choices, and how the gate of communications stands for it. */
#include "areas/sealed/pages.h"

#include "areas/communications/gate-parts-page.h"
#include "areas/sealed/sealed-send.html.h"
#include "templates/field-radios.html.h"
#include "text/words.h"

typedef struct html_field_radios_choices Choice;

void td_sealed_about_clear (TdSealedAbout *about)
{
    g_clear_pointer (&about->states, g_array_unref);
    g_clear_pointer (&about->groups, g_array_unref);
    g_clear_pointer (&about->strings, g_ptr_array_unref);
    g_clear_pointer (&about->reason, g_free);
    g_clear_pointer (&about->closed, g_free);
    g_clear_pointer (&about->unknown, g_free);
}

static GArray *choices (const TdProfile *profile, const char *locale, const char *chosen)
{
    GArray *list = g_array_new (FALSE, TRUE, sizeof (Choice));

    for (gsize i = 0; i < profile->n_states; i++) {
        const TdState *state = &profile->states[i];
        const Choice choice = { .id = state->iso3,
                                .value = state->iso3,
                                .label = td_profile_state_name (profile, state, locale),
                                .chosen = g_str_equal (state->iso3, chosen) };

        g_array_append_val (list, choice);
    }
    return list;
}

/* The codes of States for which the gate gives this answer, with a space between, for the script. */
static char *codes (const TdGate *gate, const TdProfile *profile, TdGateAnswer answer)
{
    GString *text = g_string_new (NULL);

    for (gsize i = 0; i < profile->n_states; i++)
        if (td_gate_for (gate, &profile->states[i]) == answer)
            g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", profile->states[i].iso3);
    return g_string_free (text, FALSE);
}

static TdGateAnswer answer_of (const TdGate *gate)
{
    return gate->state != NULL ? gate->sense.open : gate->sense.in_force;
}

/* In a rehearsal nothing stands in the way, which is said where it otherwise would. */
static void fill_training (TdSealedAbout *about, const TdGate *gate, const TdProfile *profile, const char *locale,
                           gboolean asked)
{
    about->reason = td_gate_reason (gate, profile, locale);
    if (asked)
        about->answer = answer_of (gate) == TD_GATE_OPEN ? "open" : "training";
}

static void fill (TdSealedAbout *about, const TdGate *gate, const TdProfile *profile, const char *locale,
                  gboolean asked)
{
    static const char *const words[] = { "unknown", "closed", "open" };
    TdGateAnswer answer = answer_of (gate);

    about->shut = gate->sense.in_force == TD_GATE_CLOSED;
    about->closed = codes (gate, profile, TD_GATE_CLOSED);
    about->unknown = codes (gate, profile, TD_GATE_UNKNOWN);
    about->reason = td_gate_reason (gate, profile, locale);
    if (asked)
        about->answer = words[answer];
    if (about->shut || (asked && answer == TD_GATE_CLOSED))
        about->groups = td_other_ways (profile, locale, about->strings);
}

gboolean td_sealed_about (TdRequest *request, TdSealedPurpose purpose, const char *state, gboolean asked,
                          TdSealedAbout *ret_about, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    const TdState *known = *state != '\0' ? td_profile_state (instance->profile, state) : NULL;
    int article = instance->profile->communications_article;
    g_auto (TdGate) gate = { 0 };

    *ret_about = (TdSealedAbout){ .answer = "", .strings = g_ptr_array_new_with_free_func (g_free) };
    if (purpose != TD_SEALED_COMMUNICATION || article == 0)
        return TRUE;
    ret_about->states = choices (instance->profile, locale, known != NULL ? known->iso3 : "");
    if (!td_gate_get (instance, known != NULL ? known->iso3 : NULL, article, &gate, error))
        return FALSE;
    if (instance->rehearsal)
        fill_training (ret_about, &gate, instance->profile, locale, asked);
    else
        fill (ret_about, &gate, instance->profile, locale, asked);
    return TRUE;
}
