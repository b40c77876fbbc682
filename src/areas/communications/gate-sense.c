/* Declarations on a day, and what follows from them. Contract in gate-sense.h. */
#include "areas/communications/gate-sense.h"

const char *td_declared_word (TdDeclared standing)
{
    static const char *const words[] = { "unknown", "none", "made", "withdrawn" };

    return words[standing];
}

/* The latest day of that kind up to `until` (NULL: of all), or NULL. */
static const char *latest (const TdDeclarationFact *facts, gsize n_facts, const char *state, TdDeclarationKind kind,
                           const char *until)
{
    const char *day = NULL;

    for (gsize i = 0; i < n_facts; i++) {
        const TdDeclarationFact *f = &facts[i];
        if (f->kind != kind || !g_str_equal (f->state, state) || (until != NULL && strcmp (f->day, until) > 0))
            continue;
        if (day == NULL || strcmp (f->day, day) > 0)
            day = f->day;
    }
    return day;
}

/* The earliest day of that kind from `from` on (NULL: of all), or NULL. */
static const char *earliest (const TdDeclarationFact *facts, gsize n_facts, const char *state, TdDeclarationKind kind,
                             const char *from)
{
    const char *day = NULL;

    for (gsize i = 0; i < n_facts; i++) {
        const TdDeclarationFact *f = &facts[i];
        if (f->kind != kind || !g_str_equal (f->state, state) || (from != NULL && strcmp (f->day, from) < 0))
            continue;
        if (day == NULL || strcmp (f->day, day) < 0)
            day = f->day;
    }
    return day;
}

/* Nothing was made by that day. Looking and finding none tells of the days before as well; so does a first one that came later. */
static void sense_without (const TdDeclarationFact *facts, gsize n_facts, const char *state, const char *day,
                           TdDeclaredBy *s)
{
    s->withdrawn = latest (facts, n_facts, state, TD_DECLARATION_WITHDRAWN, NULL);
    if (s->withdrawn != NULL && earliest (facts, n_facts, state, TD_DECLARATION_MADE, NULL) == NULL) {
        s->standing = strcmp (s->withdrawn, day) < 0 ? TD_DECLARED_WITHDRAWN : TD_DECLARED_UNKNOWN;
        return;
    }
    s->withdrawn = NULL;
    s->checked = latest (facts, n_facts, state, TD_DECLARATION_NONE, day);
    if (s->checked == NULL)
        s->checked = earliest (facts, n_facts, state, TD_DECLARATION_NONE, NULL);
    if (s->checked != NULL || earliest (facts, n_facts, state, TD_DECLARATION_MADE, NULL) != NULL)
        s->standing = TD_DECLARED_NONE;
}

void td_declared_sense (const TdDeclarationFact *facts, gsize n_facts, const char *state, const char *day,
                        TdDeclaredBy *ret_standing)
{
    TdDeclaredBy s = { .standing = TD_DECLARED_UNKNOWN };

    s.made = latest (facts, n_facts, state, TD_DECLARATION_MADE, day);
    if (s.made == NULL) {
        sense_without (facts, n_facts, state, day, &s);
    } else {
        s.withdrawn = earliest (facts, n_facts, state, TD_DECLARATION_WITHDRAWN, s.made);
        s.standing = s.withdrawn != NULL && strcmp (s.withdrawn, day) < 0 ? TD_DECLARED_WITHDRAWN : TD_DECLARED_MADE;
    }
    *ret_standing = s;
}

static int count (const TdDeclarationFact *facts, gsize n_facts, const char *const *states, gsize n_states,
                  TdDeclared standing, const char *day)
{
    int n = 0;

    for (gsize i = 0; i < n_states; i++) {
        TdDeclaredBy s;
        td_declared_sense (facts, n_facts, states[i], day, &s);
        n += s.standing == standing;
    }
    return n;
}

/* The first day by which enough stood; it can only be one on which a declaration was made. */
static const char *first_day (const TdDeclarationFact *facts, gsize n_facts, const char *const *states, gsize n_states,
                              int needed, const char *day)
{
    const char *first = NULL;

    for (gsize i = 0; i < n_facts; i++) {
        const char *made = facts[i].day;
        if (facts[i].kind != TD_DECLARATION_MADE || strcmp (made, day) > 0
            || (first != NULL && strcmp (made, first) >= 0))
            continue;
        if (count (facts, n_facts, states, n_states, TD_DECLARED_MADE, made) >= needed)
            first = made;
    }
    return first;
}

TdGateAnswer td_gate_answer (const TdGateSense *sense)
{
    if (sense->in_force != TD_GATE_OPEN)
        return sense->in_force;
    switch (sense->state.standing) {
    case TD_DECLARED_MADE: return TD_GATE_OPEN;
    case TD_DECLARED_NONE:
    case TD_DECLARED_WITHDRAWN: return TD_GATE_CLOSED;
    case TD_DECLARED_UNKNOWN: break;
    }
    return TD_GATE_UNKNOWN;
}

void td_gate_sense (const TdDeclarationFact *facts, gsize n_facts, const char *const *states, gsize n_states,
                    int needed, const char *state, const char *day, TdGateSense *ret_sense)
{
    TdGateSense sense = { .needed = needed };

    sense.declarations = count (facts, n_facts, states, n_states, TD_DECLARED_MADE, day);
    sense.unknown = count (facts, n_facts, states, n_states, TD_DECLARED_UNKNOWN, day);
    sense.in_force_since = first_day (facts, n_facts, states, n_states, needed, day);
    if (sense.in_force_since != NULL || needed == 0)
        sense.in_force = TD_GATE_OPEN;
    else
        sense.in_force = sense.unknown > 0 ? TD_GATE_UNKNOWN : TD_GATE_CLOSED;
    if (state != NULL) {
        td_declared_sense (facts, n_facts, state, day, &sense.state);
        sense.open = td_gate_answer (&sense);
    }
    *ret_sense = sense;
}
