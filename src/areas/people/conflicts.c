#include "areas/people/conflicts.h"

#include "areas/people/membership.h"
#include "areas/people/people.h"
#include "areas/people/person-act.h"
#include "areas/people/roles-sql.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/clean.h"
#include "text/words.h"

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_PEOPLE_ERROR, code, message);
    return FALSE;
}

static const struct {
    const char *word, *meaning;
} grounds[] = {
    [TD_GROUND_NATIONALITY] = { "nationality", N_ ("nationality") },
    [TD_GROUND_RESIDENCE] = { "residence", N_ ("residence") },
    [TD_GROUND_OFFICE] = { "office", N_ ("an office held for it") },
    [TD_GROUND_DECLARATION] = { "declaration", N_ ("declared by the member") },
};

const char *td_ground_word (TdGround ground)
{
    return ground < TD_N_GROUNDS ? grounds[ground].word : "";
}

const char *td_ground_meaning (TdGround ground)
{
    return ground < TD_N_GROUNDS ? grounds[ground].meaning : "";
}

gboolean td_ground_from_word (const char *word, TdGround *ret_ground)
{
    for (int i = 0; i < TD_N_GROUNDS; i++)
        if (g_strcmp0 (word, grounds[i].word) == 0) {
            *ret_ground = (TdGround) i;
            return TRUE;
        }
    return FALSE;
}

/* ---- adding ---- */

gboolean td_conflict_add_in (TdTx *tx, TdInstance *instance, const char *person, const char *state, TdGround ground,
                             GError **error)
{
    gint64 now = td_clock_now (&instance->clock);
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    g_autoptr (GPtrArray) terms = NULL;

    if (!td_conflicts_insert (tx, person, state, td_ground_word (ground), now, error))
        return FALSE;
    terms = td_role_list (tx, person, today, error);
    if (terms == NULL)
        return FALSE;
    for (guint i = 0; i < terms->len; i++) {
        const TdTerm *term = terms->pdata[i];
        if (term->role == TD_ROLE_RAPPORTEUR && term->ended == 0 && g_strcmp0 (term->state, state) == 0
            && !td_roles_end (tx, term->id, now, error))
            return FALSE;
    }
    return TRUE;
}

struct change {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *person, *state, *reason;
    TdGround ground;
    gboolean own;
};

/* The secretariat hears of what somebody declared; the letter names nobody. */
static gboolean tell (TdTx *tx, const struct change *c, GError **error)
{
    static const TdNotice declared = { .subject = N_ ("Somebody declared that they take no part"),
                                       .sentence =
                                           N_ ("A member or an officer declared that they take no part in a review."
                                               " The page of people says which."),
                                       .path = "/people",
                                       .button = N_ ("See the people"),
                                       .topic = "people" };

    if (c->own)
        return td_notify_role (tx, c->instance, TD_ROLE_SECRETARIAT, &declared, error);
    return td_person_tell (tx, c->instance, c->person, error);
}

static gboolean journal (TdTx *tx, const struct change *c, const char *verb, GError **error)
{
    g_autofree char *what =
        g_strdup_printf ("%s %s %s %s", verb, c->state, td_ground_word (c->ground), c->reason != NULL ? c->reason : "");

    return td_person_journal (tx, c->instance, td_viewer_actor (c->viewer),
                              td_act_word (c->own ? TD_ACT_CONFLICT_DECLARE : TD_ACT_CONFLICT_RECORD), c->person, what,
                              error);
}

static gboolean exists (TdTx *tx, const char *person, GError **error)
{
    guint8 secret[32];
    gboolean found = FALSE;

    return td_people_secret (tx, person, secret, &found, error) && (found || td_door_unknown (error));
}

static gboolean add_in (TdTx *tx, gpointer data, GError **error)
{
    const struct change *c = data;

    return td_instance_may_write (c->instance, tx, error) && exists (tx, c->person, error)
           && td_conflict_add_in (tx, c->instance, c->person, c->state, c->ground, error) && tell (tx, c, error)
           && journal (tx, c, "add", error);
}

gboolean td_conflict_add (TdInstance *instance, const TdViewer *viewer, const char *person, const char *state,
                          TdGround ground, GError **error)
{
    const TdState *party = state != NULL ? td_profile_state (instance->profile, state) : NULL;
    struct change c = { .instance = instance, .viewer = viewer, .person = person, .ground = ground };

    c.own = ground == TD_GROUND_DECLARATION && g_strcmp0 (viewer->person, person) == 0
            && !td_door_viewer_may (viewer, TD_ACT_CONFLICT_RECORD);
    if (!td_door_may (viewer, c.own ? TD_ACT_CONFLICT_DECLARE : TD_ACT_CONFLICT_RECORD, NULL, error))
        return FALSE;
    if (party == NULL)
        return fail (error, TD_ERROR_INPUT, "This is not the code of a State party. Use three letters, like GHA.");
    c.state = party->iso3;
    return td_store_write (instance->store, add_in, &c, error);
}

/* ---- taking back ---- */

static gboolean remove_in (TdTx *tx, gpointer data, GError **error)
{
    const struct change *c = data;
    g_autofree char *id = td_id_new ();
    gboolean removed = FALSE;

    if (!td_instance_may_write (c->instance, tx, error)
        || !td_conflicts_remove (tx, id, c->person, c->state, td_ground_word (c->ground), c->reason,
                                 td_clock_now (&c->instance->clock), &removed, error))
        return FALSE;
    if (!removed)
        return fail (error, TD_ERROR_NOT_FOUND, "No such conflict is recorded. Look at the list again.");
    return tell (tx, c, error) && journal (tx, c, "remove", error);
}

gboolean td_conflict_remove (TdInstance *instance, const TdViewer *viewer, const char *person, const char *state,
                             TdGround ground, const char *reason, GError **error)
{
    const TdState *party = state != NULL ? td_profile_state (instance->profile, state) : NULL;
    g_autofree char *clean = reason != NULL ? td_text_clean_text (reason, TD_LIMIT_TEXT_CHARACTERS) : NULL;
    struct change c = { .instance = instance, .viewer = viewer, .person = person, .ground = ground, .reason = clean };

    if (!td_door_may (viewer, TD_ACT_CONFLICT_RECORD, NULL, error))
        return FALSE;
    if (clean == NULL || *clean == '\0')
        return fail (
            error, TD_ERROR_INPUT,
            "A conflict is taken back with a reason of at most 4,000 characters. Write why it is one no more.");
    if (party == NULL)
        return fail (error, TD_ERROR_INPUT, "This is not the code of a State party. Use three letters, like GHA.");
    c.state = party->iso3;
    return td_store_write (instance->store, remove_in, &c, error);
}
