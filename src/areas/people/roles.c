#include "areas/people/roles.h"

#include "areas/people/people.h"
#include "areas/people/person-act.h"
#include "areas/people/roles-sql.h"
#include "base/errors.h"
#include "base/id.h"

#define OF_MEMBERS (TD_ROLE_BIT (MEMBER) | TD_ROLE_BIT (RAPPORTEUR) | TD_ROLE_BIT (CHAIR))
#define OF_A_STATE (TD_ROLE_BIT (MISSION) | TD_ROLE_BIT (MINISTRY))

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_PEOPLE_ERROR, code, message);
    return FALSE;
}

static gboolean is_of (TdRole role, guint bits)
{
    return (bits & (1u << role)) != 0;
}

/* ---- days ---- */

static gboolean is_day (const char *text)
{
    return td_date_precision (text) == TD_DATE_DAY;
}

static char *day_after (const char *day)
{
    GDate date;

    g_date_clear (&date, 1);
    g_date_set_dmy (&date, (GDateDay) g_ascii_strtoull (day + 8, NULL, 10),
                    (GDateMonth) g_ascii_strtoull (day + 5, NULL, 10), (GDateYear) g_ascii_strtoull (day, NULL, 10));
    g_date_add_days (&date, 1);
    return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                            g_date_get_day (&date));
}

static gboolean not_after (const char *day, const char *end)
{
    return end == NULL || strcmp (day, end) <= 0;
}

static gboolean overlap (const TdTerm *term, const TdTermGiven *given)
{
    return not_after (term->starts, given->ends) && not_after (given->starts, term->ends);
}

/* Whether the member's terms, one after another without a day between, hold all days from starts to ends. */
static gboolean is_member_over (const GPtrArray *terms, const char *starts, const char *ends)
{
    g_autofree char *day = g_strdup (starts);

    for (gboolean more = TRUE; more;) {
        more = FALSE;
        for (guint i = 0; i < terms->len; i++) {
            const TdTerm *term = terms->pdata[i];
            if (term->role != TD_ROLE_MEMBER || term->ended != 0 || strcmp (term->starts, day) > 0
                || !not_after (day, term->ends))
                continue;
            if (term->ends == NULL || (ends != NULL && strcmp (term->ends, ends) >= 0))
                return TRUE;
            g_free (day);
            day = day_after (term->ends);
            more = TRUE;
        }
    }
    return FALSE;
}

/* ---- the rules of a new term ---- */

static gboolean check_words (TdInstance *instance, const TdTermGiven *given, GError **error)
{
    const TdState *party = given->state != NULL ? td_profile_state (instance->profile, given->state) : NULL;

    if (given->role == TD_ROLE_PUBLIC || given->role == TD_ROLE_ORGANISATION)
        return fail (error, TD_ERROR_INPUT, "Everybody with an account has this already. Choose another role.");
    if (given->state != NULL && party == NULL)
        return fail (error, TD_ERROR_INPUT, "This is not the code of a State party. Use three letters, like GHA.");
    if (is_of (given->role, OF_A_STATE) && party == NULL)
        return fail (error, TD_ERROR_INPUT, "A permanent mission or ministry is of a State. Name a State party.");
    if (given->role == TD_ROLE_RAPPORTEUR && party == NULL)
        return fail (error, TD_ERROR_INPUT, "A country rapporteur is in charge of one State's review. Name the State.");
    if (party != NULL && !is_of (given->role, OF_A_STATE | TD_ROLE_BIT (RAPPORTEUR) | TD_ROLE_BIT (MEMBER)))
        return fail (error, TD_ERROR_INPUT, "This role is of no State. Leave the State out.");
    if (!is_day (given->starts) || (given->ends != NULL && !is_day (given->ends)))
        return fail (error, TD_ERROR_INPUT, "A term's first and last day are written like 2026-12-31.");
    if (given->ends != NULL && strcmp (given->starts, given->ends) > 0)
        return fail (error, TD_ERROR_INPUT, "The last day of a term lies before its first. Correct one of them.");
    return TRUE;
}

static gboolean check_beside (const TdTerm *term, const TdTermGiven *given, GError **error)
{
    guint body = OF_MEMBERS | TD_ROLE_BIT (SECRETARIAT);

    if (term->ended != 0 || !overlap (term, given))
        return TRUE;
    if ((is_of (term->role, body) && is_of (given->role, OF_A_STATE))
        || (is_of (term->role, OF_A_STATE) && is_of (given->role, body)))
        return fail (
            error, TD_ERROR_CONFLICT,
            "Nobody is of the Committee or its secretariat and acts for a State in the same days. End the other"
            " term first.");
    if (is_of (term->role, OF_A_STATE) && is_of (given->role, OF_A_STATE) && g_strcmp0 (term->state, given->state) != 0)
        return fail (error, TD_ERROR_CONFLICT,
                     "Nobody acts for two States in the same days. End the other term first.");
    if (term->role == given->role && (given->role != TD_ROLE_RAPPORTEUR || g_strcmp0 (term->state, given->state) == 0))
        return fail (
            error, TD_ERROR_CONFLICT,
            "This account has that role already on some of these days. End that term first, or begin after it.");
    return TRUE;
}

static gboolean check_rapporteur (TdTx *tx, const char *person, const char *state, GError **error)
{
    g_autoptr (GPtrArray) conflicts = td_conflict_list (tx, person, error);
    gboolean known = FALSE;

    if (conflicts == NULL)
        return FALSE;
    for (guint i = 0; i < conflicts->len; i++) {
        const TdConflict *conflict = conflicts->pdata[i];
        known |= conflict->ground == TD_GROUND_NATIONALITY;
        if (g_str_equal (conflict->state, state))
            return fail (error, TD_ERROR_CONFLICT,
                         "This member takes no part in that State's review, and cannot be its rapporteur.");
    }
    return known
           || fail (error, TD_ERROR_CONFLICT,
                    "This member's nationality is not recorded, so a conflict cannot be told. Record it first.");
}

static gboolean check_term (TdTx *tx, TdInstance *instance, const char *person, const TdTermGiven *given,
                            GError **error)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    g_autoptr (GPtrArray) terms = td_role_list (tx, person, today, error);

    if (terms == NULL)
        return FALSE;
    for (guint i = 0; i < terms->len; i++)
        if (!check_beside (terms->pdata[i], given, error))
            return FALSE;
    if (!is_of (given->role, TD_ROLE_BIT (RAPPORTEUR) | TD_ROLE_BIT (CHAIR)))
        return TRUE;
    if (!is_member_over (terms, given->starts, given->ends))
        return fail (error, TD_ERROR_CONFLICT,
                     "A chair or country rapporteur is a member over the whole term. Give them the member's role first,"
                     " or a last day within it.");
    return given->role == TD_ROLE_CHAIR || check_rapporteur (tx, person, given->state, error);
}

/* ---- giving ---- */

gboolean td_role_give_in (TdTx *tx, TdInstance *instance, const char *person, const TdTermGiven *given, char **ret_id,
                          GError **error)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    g_autofree char *id = td_id_new ();
    TdTermGiven term = *given;
    const char *nationality = NULL;

    if (term.starts == NULL)
        term.starts = today;
    if (!check_words (instance, &term, error))
        return FALSE;
    if (term.state != NULL)
        term.state = td_profile_state (instance->profile, term.state)->iso3;
    if (term.role == TD_ROLE_MEMBER) {
        nationality = term.state;
        term.state = NULL;
    }
    if (!check_term (tx, instance, person, &term, error)
        || !td_roles_insert (tx, id, person, &term, td_clock_now (&instance->clock), error)
        || (nationality != NULL
            && !td_conflict_add_in (tx, instance, person, nationality, TD_GROUND_NATIONALITY, error)))
        return FALSE;
    if (ret_id != NULL)
        *ret_id = g_steal_pointer (&id);
    return TRUE;
}

struct give {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *person;
    const TdTermGiven *given;
    char *id;
};

static gboolean give_in (TdTx *tx, gpointer data, GError **error)
{
    struct give *g = data;
    const TdTermGiven *t = g->given;
    g_autofree char *what =
        g_strdup_printf ("give %s %s %s %s", td_role_word (t->role), t->state != NULL ? t->state : "",
                         t->starts != NULL ? t->starts : "", t->ends != NULL ? t->ends : "");
    guint8 secret[32];
    gboolean found = FALSE;

    g_clear_pointer (&g->id, g_free);
    if (!td_instance_may_write (g->instance, tx, error) || !td_people_secret (tx, g->person, secret, &found, error))
        return FALSE;
    if (!found)
        return td_door_unknown (error);
    return td_role_give_in (tx, g->instance, g->person, t, &g->id, error)
           && td_person_tell (tx, g->instance, g->person, error)
           && td_person_journal (tx, g->instance, td_viewer_actor (g->viewer), td_act_word (TD_ACT_USER_ROLE),
                                 g->person, what, error);
}

gboolean td_role_give (TdInstance *instance, const TdViewer *viewer, const char *person, const TdTermGiven *given,
                       char **ret_id, GError **error)
{
    struct give g = { .instance = instance, .viewer = viewer, .person = person, .given = given };
    gboolean given_it =
        td_door_may (viewer, TD_ACT_USER_ROLE, NULL, error) && td_store_write (instance->store, give_in, &g, error);

    if (given_it && ret_id != NULL)
        *ret_id = g_steal_pointer (&g.id);
    g_free (g.id);
    return given_it;
}

/* ---- ending ---- */

gboolean td_role_not_last_administrator (TdTx *tx, TdInstance *instance, const char *person, GError **error)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    g_autoptr (GPtrArray) terms = td_role_list (tx, person, today, error);
    gboolean is_one = FALSE;
    gint64 others = 0;

    if (terms == NULL)
        return FALSE;
    for (guint i = 0; i < terms->len; i++) {
        const TdTerm *term = terms->pdata[i];
        is_one |= term->role == TD_ROLE_ADMINISTRATOR && term->in_force;
    }
    if (!is_one)
        return TRUE;
    if (!td_roles_other_administrators (tx, person, today, &others, error))
        return FALSE;
    return others > 0
           || fail (
               error, TD_ERROR_CONFLICT,
               "This is the last administrator, without whom nobody could give roles. Make somebody else one first.");
}

/* A chair or rapporteur whose days as a member are gone is one no more. */
static gboolean end_what_rests_on_it (TdTx *tx, TdInstance *instance, const char *person, const char *today,
                                      GError **error)
{
    g_autoptr (GPtrArray) terms = td_role_list (tx, person, today, error);
    gint64 now = td_clock_now (&instance->clock);

    if (terms == NULL)
        return FALSE;
    for (guint i = 0; i < terms->len; i++) {
        const TdTerm *term = terms->pdata[i];
        const char *from = strcmp (term->starts, today) > 0 ? term->starts : today;
        if (is_of (term->role, TD_ROLE_BIT (RAPPORTEUR) | TD_ROLE_BIT (CHAIR)) && term->ended == 0
            && not_after (from, term->ends) && !is_member_over (terms, from, term->ends)
            && !td_roles_end (tx, term->id, now, error))
            return FALSE;
    }
    return TRUE;
}

struct end {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *person, *term;
};

static const TdTerm *find (const GPtrArray *terms, const char *id)
{
    for (guint i = 0; i < terms->len; i++) {
        const TdTerm *term = terms->pdata[i];
        if (term->ended == 0 && g_str_equal (term->id, id))
            return term;
    }
    return NULL;
}

/* Which act lets the viewer end it; NOBODY: none, and then they don't learn whether it is there. */
static TdAct act_for (const TdViewer *viewer, const TdTerm *term)
{
    if (td_door_viewer_may (viewer, TD_ACT_USER_ROLE))
        return TD_ACT_USER_ROLE;
    if (td_door_viewer_may (viewer, TD_ACT_STATE_PEOPLE) && term->role == TD_ROLE_MINISTRY && viewer->state != NULL
        && g_strcmp0 (term->state, viewer->state) == 0)
        return TD_ACT_STATE_PEOPLE;
    return TD_ACT_NOBODY;
}

static gboolean end_in (TdTx *tx, gpointer data, GError **error)
{
    const struct end *e = data;
    g_autofree char *today = td_clock_today (&e->instance->clock, e->instance->profile->zone);
    g_autofree char *what = g_strdup_printf ("end %s", e->term);
    g_autoptr (GPtrArray) terms = NULL;
    const TdTerm *term;
    TdAct act;

    if (!td_instance_may_write (e->instance, tx, error))
        return FALSE;
    terms = td_role_list (tx, e->person, today, error);
    if (terms == NULL)
        return FALSE;
    term = find (terms, e->term);
    act = term != NULL ? act_for (e->viewer, term) : TD_ACT_NOBODY;
    if (act == TD_ACT_NOBODY)
        return td_door_unknown (error);
    if (term->role == TD_ROLE_ADMINISTRATOR && term->in_force
        && !td_role_not_last_administrator (tx, e->instance, e->person, error))
        return FALSE;
    return td_roles_end (tx, term->id, td_clock_now (&e->instance->clock), error)
           && end_what_rests_on_it (tx, e->instance, e->person, today, error)
           && td_person_tell (tx, e->instance, e->person, error)
           && td_person_journal (tx, e->instance, td_viewer_actor (e->viewer), td_act_word (act), e->person, what,
                                 error);
}

gboolean td_role_end (TdInstance *instance, const TdViewer *viewer, const char *person, const char *term,
                      GError **error)
{
    struct end e = { .instance = instance, .viewer = viewer, .person = person, .term = term };

    if (!td_door_viewer_may (viewer, TD_ACT_USER_ROLE) && !td_door_may (viewer, TD_ACT_STATE_PEOPLE, NULL, error))
        return FALSE;
    return td_store_write (instance->store, end_in, &e, error);
}
