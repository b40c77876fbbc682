/* Accounts of a State's consultation: reading them, withdrawing, deciding. Contract in own-account.h; giving: own-account-give.c. */
#include "areas/cooperation/own-account.h"

#include "areas/calls/timetable.h"
#include "areas/cooperation/own-account-rules.h"
#include "areas/cooperation/own-account-sql.h"
#include "areas/people/membership.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/clean.h"
#include "text/words.h"

#include <sodium.h>

TD_DEFINE_ERROR (cooperation)

void td_own_answer_clear (TdOwnAnswer *answer)
{
    g_free (answer->value);
    g_free (answer->words);
}

void td_own_account_free (TdOwnAccount *a)
{
    if (a == NULL)
        return;
    g_free (a->id);
    g_free (a->state);
    g_free (a->organisation);
    g_free (a->person);
    g_free (a->name);
    g_free (a->decision_reason);
    g_array_unref (a->answers);
    g_free (a);
}

/* The name of an organisation at risk is withheld, whatever it chose. */
static TdVisibility visible_as (const TdOwnAccount *a)
{
    if (!a->visibility_chosen)
        return TD_VISIBILITY_COMMITTEE;
    return a->at_risk && a->visibility == TD_VISIBILITY_PUBLIC ? TD_VISIBILITY_NAME_WITHHELD : a->visibility;
}

TdThing td_own_account_thing (const TdOwnAccount *a)
{
    return (TdThing){ .kind = TD_THING_OWN_ACCOUNT,
                      .status = a->status,
                      .visibility = visible_as (a),
                      .state = a->state,
                      .relations = a->relations };
}

const char *td_own_account_name_for (const TdOwnAccount *a, const TdViewer *viewer)
{
    const TdThing thing = td_own_account_thing (a);

    return td_door_may (viewer, TD_ACT_OWN_ACCOUNT_NAME, &thing, NULL) ? a->name : NULL;
}

gboolean td_own_account_counts (const TdOwnAccount *a)
{
    return a->organisation != NULL && (a->verified || a->status == TD_STATUS_PUBLISHED);
}

const TdOwnAnswer *td_own_account_answer (const TdOwnAccount *a, const char *question)
{
    for (guint i = 0; i < a->answers->len; i++) {
        const TdOwnAnswer *answer = &g_array_index (a->answers, TdOwnAnswer, i);
        if (g_str_equal (answer->question->slug, question))
            return answer;
    }
    return NULL;
}

/* The stage by which the profile knows the State's report; without one, the first. */
static const char *report_stage (const TdProfile *profile)
{
    for (gsize i = 0; i < profile->n_stages; i++)
        if (g_strcmp0 (profile->stages[i].known_by, "report") == 0)
            return profile->stages[i].slug;
    return profile->n_stages > 0 ? profile->stages[0].slug : "";
}

int td_cooperation_cycle (const TdInstance *instance, TdTx *tx, const TdState *state, GError **error)
{
    g_autoptr (TdTimetable) timetable = td_timetable_load (tx, instance->profile, error);
    g_autofree char *today = NULL;

    if (timetable == NULL)
        return 0;
    today = td_clock_today (&instance->clock, instance->profile->zone);
    return MAX (1, td_timetable_cycle_for (timetable, td_profile_state (timetable->profile, state->iso3),
                                           report_stage (instance->profile), today));
}

/* ---- reading ---- */

TdOwnAccount *td_own_account_get_in (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *id,
                                     GError **error)
{
    g_autoptr (TdOwnAccount) a = NULL;
    TdThing thing;

    if (!td_own_account_load (tx, instance->profile, viewer, id, &a, error))
        return NULL;
    if (a == NULL) {
        td_door_unknown (error);
        return NULL;
    }
    thing = td_own_account_thing (a);
    return td_door_may (viewer, TD_ACT_OWN_ACCOUNT_READ, &thing, error) ? g_steal_pointer (&a) : NULL;
}

GPtrArray *td_own_account_list_in (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const char *state, int cycle,
                                   GError **error)
{
    return td_own_account_select (tx, instance->profile, viewer, state, cycle, error);
}

struct reading {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *state, *organisation;
    TdOwnAccount *found;
    GArray *versions;
};

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->found = td_own_account_get_in (tx, r->instance, r->viewer, r->id, error);
    return r->found != NULL;
}

TdOwnAccount *td_own_account_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct reading r = { .instance = instance, .viewer = viewer, .id = id };

    return td_store_read (instance->store, get_in, &r, error) ? r.found : NULL;
}

static gboolean mine_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    const TdState *state = td_profile_state (r->instance->profile, r->state);
    int cycle = state != NULL ? td_cooperation_cycle (r->instance, tx, state, error) : 0;
    g_autofree char *id = NULL;

    if (state == NULL)
        return td_door_unknown (error);
    if (cycle == 0 || !td_own_account_find (tx, state->iso3, cycle, r->organisation, r->viewer->person, &id, error))
        return FALSE;
    r->found = id != NULL ? td_own_account_get_in (tx, r->instance, r->viewer, id, error) : NULL;
    return id == NULL || r->found != NULL;
}

gboolean td_own_account_mine (TdInstance *instance, const TdViewer *viewer, const char *state, const char *organisation,
                              TdOwnAccount **ret_account, GError **error)
{
    struct reading r = { .instance = instance, .viewer = viewer, .state = state, .organisation = organisation };

    if (organisation == NULL && (viewer->person == NULL || viewer->trust < TD_TRUST_PASSWORD)) {
        *ret_account = NULL;
        return TRUE;
    }
    if (!td_store_read (instance->store, mine_in, &r, error))
        return FALSE;
    *ret_account = r.found;
    return TRUE;
}

static gboolean versions_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    g_autoptr (TdOwnAccount) a = td_own_account_get_in (tx, r->instance, r->viewer, r->id, error);

    if (a == NULL)
        return FALSE;
    if ((a->relations & (TD_RELATION_SENDER | TD_RELATION_VIEWER)) == 0
        && !td_door_viewer_may (r->viewer, TD_ACT_OWN_ACCOUNT_DECIDE)) {
        r->versions = g_array_new (FALSE, TRUE, sizeof (TdOwnVersion));
        return TRUE;
    }
    r->versions = td_own_account_select_versions (tx, r->id, error);
    return r->versions != NULL;
}

GArray *td_own_account_versions (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct reading r = { .instance = instance, .viewer = viewer, .id = id };

    return td_store_read (instance->store, versions_in, &r, error) ? r.versions : NULL;
}

/* ---- changes ---- */

gboolean td_own_account_is_public (const TdOwnAccount *a)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    TdThing thing = td_own_account_thing (a);

    thing.relations = 0;
    return td_door_may (&nobody, TD_ACT_OWN_ACCOUNT_READ, &thing, NULL);
}

gboolean td_own_account_journal (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdOwnAccount *a,
                                 const char *act, const char *content, gboolean public_change, GError **error)
{
    guint8 hash[32];
    const TdJournalEntry entry = { .actor = td_viewer_actor (viewer),
                                   .act = act,
                                   .thing = "own-account",
                                   .thing_id = a->id,
                                   .content = content != NULL ? hash : NULL,
                                   .public_change = public_change,
                                   .clock = &instance->clock };

    if (content != NULL)
        crypto_generichash (hash, sizeof hash, (const guint8 *) content, strlen (content), a->secret, sizeof a->secret);
    return td_journal_append (tx, &entry, NULL, error);
}

struct change {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *reason;
    gboolean show;
};

static TdOwnAccount *open_for (TdTx *tx, const struct change *c, TdAct act, GError **error)
{
    g_autoptr (TdOwnAccount) a = NULL;
    TdThing thing;

    if (!td_instance_may_write (c->instance, tx, error)
        || (a = td_own_account_get_in (tx, c->instance, c->viewer, c->id, error)) == NULL)
        return NULL;
    thing = td_own_account_thing (a);
    return td_door_may (c->viewer, act, &thing, error) ? g_steal_pointer (&a) : NULL;
}

static gboolean withdraw_in (TdTx *tx, gpointer data, GError **error)
{
    const struct change *c = data;
    g_autoptr (TdOwnAccount) a = open_for (tx, c, TD_ACT_OWN_ACCOUNT_GIVE, error);

    return a != NULL && td_own_account_empty (tx, a->id, td_clock_now (&c->instance->clock), error)
           && td_own_account_journal (tx, c->instance, c->viewer, a, "own-account.withdraw", NULL,
                                      td_own_account_is_public (a), error);
}

gboolean td_own_account_withdraw (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct change c = { .instance = instance, .viewer = viewer, .id = id };
    g_autoptr (GError) busy = NULL;

    if (!td_store_write (instance->store, withdraw_in, &c, error))
        return FALSE;
    /* Whoever reads at this moment keeps old pages in the WAL a while; they go with the next scrub or restart. */
    if (td_store_scrub (instance->store, &busy) || td_error_code (busy) == TD_ERROR_BUSY)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&busy));
    return FALSE;
}

static gboolean tell_giver (TdTx *tx, TdInstance *instance, const TdOwnAccount *a, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/own-accounts/%s", a->id);
    const TdNotice notice = { .subject = N_ ("The secretariat decided about your account"),
                              .sentence = N_ ("The secretariat decided whether an account that you gave is shown to the"
                                              " public. Its word stands beside the account."),
                              .path = path,
                              .button = N_ ("See the account"),
                              .topic = "own-account" };

    if (a->organisation != NULL)
        return td_notify_organisation (tx, instance, a->organisation, TD_LEVEL_CONTRIBUTOR, &notice, error);
    return a->person == NULL || td_notify_person (tx, instance, a->person, &notice, error);
}

static gboolean decide_in (TdTx *tx, gpointer data, GError **error)
{
    const struct change *c = data;
    g_autoptr (TdOwnAccount) a = open_for (tx, c, TD_ACT_OWN_ACCOUNT_DECIDE, error);
    g_autofree char *reason = td_text_clean_text (c->reason != NULL ? c->reason : "", TD_LIMIT_TEXT_CHARACTERS);
    gboolean was_public;

    if (a == NULL)
        return FALSE;
    if (td_own_account_thing (a).visibility == TD_VISIBILITY_COMMITTEE) {
        g_set_error_literal (
            error, TD_COOPERATION_ERROR, TD_ERROR_CONFLICT,
            "This account is for the Committee alone, as its giver chose. There is nothing to decide.");
        return FALSE;
    }
    if (reason == NULL || (!c->show && *reason == '\0')) {
        g_set_error_literal (error, TD_COOPERATION_ERROR, TD_ERROR_INPUT,
                             "Say why the account is kept from the public, in at most 4,000 characters.");
        return FALSE;
    }
    was_public = td_own_account_is_public (a);
    a->status = c->show ? TD_STATUS_PUBLISHED : TD_STATUS_WITHHELD;
    g_free (a->decision_reason);
    a->decision_reason = *reason != '\0' ? g_steal_pointer (&reason) : NULL;
    a->decided = td_clock_now (&c->instance->clock);
    return td_own_account_update (tx, a, error) && tell_giver (tx, c->instance, a, error)
           && td_own_account_journal (tx, c->instance, c->viewer, a, td_act_word (TD_ACT_OWN_ACCOUNT_DECIDE),
                                      c->show ? "show" : "withhold", was_public || c->show, error);
}

gboolean td_own_account_decide (TdInstance *instance, const TdViewer *viewer, const char *id, gboolean show,
                                const char *reason, GError **error)
{
    struct change c = { .instance = instance, .viewer = viewer, .id = id, .show = show, .reason = reason };

    return td_store_write (instance->store, decide_in, &c, error);
}

/* ---- what waits ---- */

gboolean td_own_account_waiting_count (TdTx *tx, gint64 *ret_count, GError **error)
{
    static const TdViewer house = TD_VIEWER_SECRETARIAT;

    return td_own_account_count_to_accept (tx, &house, ret_count, error);
}

struct waiting {
    const TdViewer *viewer;
    int most;
    GPtrArray *list;
    gint64 total;
};

static gboolean waiting_in (TdTx *tx, gpointer data, GError **error)
{
    struct waiting *w = data;

    if (!td_own_account_count_to_accept (tx, w->viewer, &w->total, error))
        return FALSE;
    w->list = td_own_account_select_to_accept (tx, w->viewer, w->most, error);
    return w->list != NULL;
}

GPtrArray *td_own_account_to_accept (TdInstance *instance, const TdViewer *viewer, int most, gint64 *ret_total,
                                     GError **error)
{
    struct waiting w = { .viewer = viewer, .most = most };

    if (!td_door_may (viewer, TD_ACT_DESK, NULL, error) || !td_store_read (instance->store, waiting_in, &w, error))
        return NULL;
    *ret_total = w.total;
    return w.list;
}
