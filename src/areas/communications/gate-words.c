/* Why the gate is as it is, in words and as JSON. Contract in gate.h. */
#include "areas/communications/gate.h"

#include "text/words.h"

static char *day_of (const char *locale, const char *day)
{
    return day != NULL ? td_words_date (locale, day) : g_strdup ("");
}

/* What is known of the State itself. */
static char *about_state (const TdGate *gate, const TdProfile *profile, const char *locale)
{
    const TdDeclaredBy *s = &gate->sense.state;
    const char *name = td_profile_state_name (profile, gate->state, locale);
    g_autofree char *made = day_of (locale, s->made), *withdrawn = day_of (locale, s->withdrawn);
    g_autofree char *checked = day_of (locale, s->checked);

    switch (s->standing) {
    case TD_DECLARED_MADE:
        return td_words_fill (td_words (locale, "{state} made its declaration on {day}."), "state", name, "day", made,
                              NULL);
    case TD_DECLARED_WITHDRAWN:
        return td_words_fill (td_words (locale,
                                        "{state} withdrew its declaration on {day}; what was sent before stays with"
                                        " the Committee."),
                              "state", name, "day", withdrawn, NULL);
    case TD_DECLARED_NONE:
        if (s->checked == NULL)
            return td_words_fill (td_words (locale, "{state} had made no declaration on that day."), "state", name,
                                  NULL);
        return td_words_fill (td_words (locale, "{state} had made no declaration when we looked, on {day}."), "state",
                              name, "day", checked, NULL);
    case TD_DECLARED_UNKNOWN: break;
    }
    return td_words_fill (
        td_words (locale, "We have not checked whether {state} made a declaration; ask the depositary."), "state", name,
        NULL);
}

static char *about_procedure (const TdGate *gate, const char *locale)
{
    const TdGateSense *s = &gate->sense;
    g_autofree char *article = g_strdup_printf ("%d", gate->article);
    g_autofree char *n = td_words_number (locale, s->declarations), *needed = td_words_number (locale, s->needed);
    g_autofree char *unknown = td_words_number (locale, s->unknown), *since = day_of (locale, s->in_force_since);

    if (s->in_force == TD_GATE_OPEN && s->in_force_since == NULL)
        return td_words_fill (td_words (locale, "Article {article} is in force."), "article", article, NULL);
    if (s->in_force == TD_GATE_OPEN)
        return td_words_fill (td_words (locale, "Article {article} has been in force since {day}."), "article", article,
                              "day", since, NULL);
    if (s->in_force == TD_GATE_CLOSED)
        return td_words_fill (
            td_words_n (locale,
                        "Article {article} is not in force: {n} State made the declaration, and {needed}"
                        " are needed.",
                        "Article {article} is not in force: {n} States made the declaration, and"
                        " {needed} are needed.",
                        s->declarations),
            "article", article, "n", n, "needed", needed, NULL);
    return td_words_fill (
        td_words_n (locale,
                    "We know of at least {n} of the {needed} declarations that article {article} needs, and"
                    " have not checked {unknown} State; ask the depositary.",
                    "We know of at least {n} of the {needed} declarations that article {article} needs, and"
                    " have not checked {unknown} States; ask the depositary.",
                    s->unknown),
        "n", n, "needed", needed, "article", article, "unknown", unknown, NULL);
}

char *td_gate_reason (const TdGate *gate, const TdProfile *profile, const char *locale)
{
    g_autofree char *procedure = about_procedure (gate, locale), *state = NULL;

    if (gate->state == NULL)
        return g_steal_pointer (&procedure);
    state = about_state (gate, profile, locale);
    return g_strconcat (procedure, " ", state, NULL);
}

static json_t *answer (TdGateAnswer a)
{
    return a == TD_GATE_UNKNOWN ? json_null () : json_boolean (a == TD_GATE_OPEN);
}

static json_t *standing_to_json (const TdDeclaredBy *s)
{
    return json_pack ("{s:s, s:s?, s:s?, s:s?}", "standing", td_declared_word (s->standing), "made", s->made,
                      "withdrawn", s->withdrawn, "checked", s->checked);
}

json_t *td_gate_to_json (const TdGate *gate, const TdInstance *instance, const char *locale)
{
    const TdGateSense *s = &gate->sense;
    g_autofree char *reason = td_gate_reason (gate, instance->profile, locale);

    return json_pack ("{s:s?, s:i, s:s, s:o, s:o, s:s?, s:i, s:b, s:i, s:i, s:o, s:b, s:s}", "state",
                      gate->state != NULL ? gate->state->iso3 : NULL, "article", gate->article, "day", gate->day,
                      "open", answer (gate->state != NULL ? s->open : s->in_force), "in_force", answer (s->in_force),
                      "in_force_since", s->in_force_since, "declarations", s->declarations, "at_least", s->unknown > 0,
                      "unknown", s->unknown, "needed", s->needed, "declaration",
                      gate->state != NULL ? standing_to_json (&s->state) : json_null (), "rehearsal",
                      instance->rehearsal || instance->clock.rehearsal, "reason", reason);
}
