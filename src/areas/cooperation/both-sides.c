/* Both sides gathered for one viewer. Contract in both-sides.h; the rules of contradictions: contradictions.c. */
#include "areas/cooperation/both-sides.h"

#include "base/errors.h"
#include "text/words.h"

const char *td_side_word (int side)
{
    static const char *const words[TD_N_SIDES] = { "yes", "partly", "no", "unknown" };

    return side >= 0 && side < TD_N_SIDES ? words[side] : "";
}

const char *td_side_label (int side)
{
    static const char *const labels[TD_N_SIDES] = { N_ ("yes"), N_ ("partly"), N_ ("no"), N_ ("not known") };

    return side >= 0 && side < TD_N_SIDES ? labels[side] : "";
}

void td_both_sides_clear (TdBothSides *s)
{
    g_clear_pointer (&s->answers, g_ptr_array_unref);
    g_clear_pointer (&s->accounts, g_ptr_array_unref);
    g_clear_pointer (&s->tallies, g_array_unref);
    g_clear_pointer (&s->contradictions, g_ptr_array_unref);
    td_known_clear (&s->known);
}

/* Whether the viewer reads accounts for the Committee. */
static gboolean reads_all (const TdViewer *viewer, const char *state)
{
    const TdThing thing = { .kind = TD_THING_OWN_ACCOUNT,
                            .status = TD_STATUS_RECEIVED,
                            .visibility = TD_VISIBILITY_COMMITTEE,
                            .state = state };

    return td_door_may (viewer, TD_ACT_OWN_ACCOUNT_READ, &thing, NULL);
}

struct gather {
    TdInstance *instance;
    const TdViewer *viewer;
    TdBothSides sides;
};

static gboolean gather_in (TdTx *tx, gpointer data, GError **error)
{
    struct gather *g = data;
    TdBothSides *s = &g->sides;

    if (s->cycle == 0 && (s->cycle = td_cooperation_cycle (g->instance, tx, s->state, error)) == 0)
        return FALSE;
    s->answers = td_state_answers_in (tx, g->instance, s->state->iso3, s->cycle, error);
    s->accounts = s->answers != NULL
                      ? td_own_account_list_in (tx, g->instance, g->viewer, s->state->iso3, s->cycle, error)
                      : NULL;
    return s->accounts != NULL;
}

gboolean td_both_sides (TdInstance *instance, const TdViewer *viewer, const char *state, int cycle,
                        TdBothSides *ret_sides, GError **error)
{
    struct gather g = { .instance = instance, .viewer = viewer };
    TdBothSides *s = &g.sides;

    s->state = td_profile_state (instance->profile, state);
    s->cycle = cycle;
    if (s->state == NULL) {
        g_set_error_literal (error, TD_COOPERATION_ERROR, TD_ERROR_NOT_FOUND,
                             "This is not a State party. Look for it in the list of States.");
        return FALSE;
    }
    s->whole = reads_all (viewer, s->state->iso3);
    if (!td_store_read (instance->store, gather_in, &g, error)
        || !td_known_read (instance, s->state->iso3, s->cycle, &s->known, error)
        || !td_own_account_note_readings (instance, viewer, s->accounts, error)) {
        td_both_sides_clear (s);
        return FALSE;
    }
    td_both_sides_compare (instance->profile, s);
    *ret_sides = *s;
    return TRUE;
}

/* ---- the States ---- */

struct listing {
    TdInstance *instance;
    const TdViewer *viewer;
    json_t *list;
};

static gboolean add_state (TdTx *tx, struct listing *l, const TdState *state, GError **error)
{
    int cycle = td_cooperation_cycle (l->instance, tx, state, error);
    g_autoptr (GPtrArray) answers = NULL;
    g_autoptr (GPtrArray) accounts = NULL;

    if (cycle == 0 || (answers = td_state_answers_in (tx, l->instance, state->iso3, cycle, error)) == NULL
        || (accounts = td_own_account_list_in (tx, l->instance, l->viewer, state->iso3, cycle, error)) == NULL)
        return FALSE;
    if (answers->len > 0 || accounts->len > 0)
        json_array_append_new (l->list, json_pack ("{s:s, s:i, s:i, s:i}", "state", state->iso3, "cycle", cycle,
                                                   "answers", (int) answers->len, "accounts", (int) accounts->len));
    return TRUE;
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct listing *l = data;
    const TdProfile *profile = l->instance->profile;

    for (gsize i = 0; i < profile->n_states; i++)
        if (!add_state (tx, l, &profile->states[i], error))
            return FALSE;
    return TRUE;
}

json_t *td_cooperation_list (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    struct listing l = { .instance = instance, .viewer = viewer, .list = json_array () };

    if (td_store_read (instance->store, list_in, &l, error))
        return l.list;
    json_decref (l.list);
    return NULL;
}
