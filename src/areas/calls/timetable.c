#include "areas/calls/timetable.h"

#include "areas/calls/timetable-sql.h"
#include "base/errors.h"
#include "text/words.h"

TD_DEFINE_ERROR (calls)

static const struct {
    const char *word, *label;
} hows[] = {
    { "planned", N_ ("planned") },
    { "fixed", N_ ("fixed") },
    { "done", N_ ("done") },
    { "moved", N_ ("moved") },
};

const char *td_how_label (const char *how)
{
    for (gsize i = 0; i < G_N_ELEMENTS (hows); i++)
        if (g_strcmp0 (hows[i].word, how) == 0)
            return hows[i].label;
    return NULL;
}

gboolean td_how_known (const char *how)
{
    return td_how_label (how) != NULL;
}

/* ---- the overlay ---- */

static const char *dialogue_stage (const TdProfile *profile)
{
    for (gsize i = 0; i < profile->n_stages; i++)
        if (g_strcmp0 (profile->stages[i].known_by, "dialogue") == 0)
            return profile->stages[i].slug;
    return NULL;
}

static TdSession session_of_change (const TdSessionChange *change)
{
    return (TdSession){ .number = change->number,
                        .start = change->start,
                        .end = change->end,
                        .basis = TD_BASIS_RECORDED,
                        .source = change->reason };
}

/* Both lists are in the order of their numbers. */
static GArray *joined_sessions (const TdTimetable *t)
{
    GArray *list = g_array_new (FALSE, FALSE, sizeof (TdSession));
    const TdProfile *profile = t->beneath;
    gsize i = 0;
    guint c = 0;

    while (i < profile->n_sessions || c < t->sessions->len) {
        const TdSessionChange *change = c < t->sessions->len ? t->sessions->pdata[c] : NULL;
        int number = i < profile->n_sessions ? profile->sessions[i].number : G_MAXINT;
        TdSession session;
        if (change != NULL && change->number <= number) {
            session = session_of_change (change);
            c++;
            i += change->number == number;
        } else {
            session = profile->sessions[i++];
        }
        g_array_append_val (list, session);
    }
    return list;
}

static const TdSession *find_session (const GArray *sessions, int number)
{
    for (guint i = 0; number != 0 && i < sessions->len; i++)
        if (g_array_index (sessions, TdSession, i).number == number)
            return &g_array_index (sessions, TdSession, i);
    return NULL;
}

/* The session that was recorded for the review's dialogue, else the profile's, as it stands now. */
static void point_to_session (const TdTimetable *t, const GArray *sessions, TdReview *review)
{
    const char *dialogue = dialogue_stage (t->beneath);
    const TdStageDate *date =
        dialogue != NULL ? td_timetable_stage (t, review->state->iso3, review->cycle, dialogue) : NULL;

    if (date != NULL && date->session != 0) {
        review->session = find_session (sessions, date->session);
        review->session_basis = TD_BASIS_RECORDED;
    } else if (review->session != NULL) {
        review->session = find_session (sessions, review->session->number);
    }
}

/* The highest review of which something was recorded. */
static int last_recorded (const TdTimetable *t, const TdState *state)
{
    int last = 0;

    for (guint i = 0; i < t->stages->len; i++) {
        const TdStageDate *date = t->stages->pdata[i];
        if (g_str_equal (date->state, state->iso3))
            last = MAX (last, date->cycle);
    }
    for (guint i = 0; i < t->reviews->len; i++) {
        const TdReviewChange *change = t->reviews->pdata[i];
        if (g_str_equal (change->state, state->iso3))
            last = MAX (last, change->cycle);
    }
    return last;
}

static void set_type (const TdTimetable *t, TdReview *review)
{
    const TdReviewChange *change = td_timetable_review (t, review->state->iso3, review->cycle);

    if (change != NULL)
        review->type = change->type;
}

static GArray *joined_reviews (const TdTimetable *t, const GArray *sessions)
{
    GArray *list = g_array_new (FALSE, FALSE, sizeof (TdReview));
    const TdProfile *profile = t->beneath;

    for (gsize s = 0; s < profile->n_states; s++) {
        const TdState *state = &profile->states[s];
        gsize n = 0;
        const TdReview *reviews = td_profile_reviews (profile, state, &n);
        int last = last_recorded (t, state);
        for (gsize i = 0; i < n; i++) {
            TdReview review = reviews[i];
            point_to_session (t, sessions, &review);
            set_type (t, &review);
            g_array_append_val (list, review);
        }
        for (int cycle = (int) n + 1; cycle <= last; cycle++) {
            TdReview review = { .state = state,
                                .cycle = cycle,
                                .type = cycle == 1 ? "initial" : "periodic",
                                .report_basis = TD_BASIS_NOT_GIVEN,
                                .list_basis = TD_BASIS_NOT_GIVEN,
                                .observations_basis = TD_BASIS_NOT_GIVEN,
                                .session_basis = TD_BASIS_NOT_GIVEN };
            point_to_session (t, sessions, &review);
            set_type (t, &review);
            g_array_append_val (list, review);
        }
    }
    return list;
}

static void lay_over (TdTimetable *t)
{
    GArray *sessions = joined_sessions (t);
    GArray *reviews = joined_reviews (t, sessions);

    td_profile_overlay_free (t->overlay);
    t->overlay = td_profile_overlay (t->beneath, sessions, reviews);
    t->profile = t->overlay;
}

/* ---- loading ---- */

TdTimetable *td_timetable_load (TdTx *tx, const TdProfile *profile, GError **error)
{
    g_autoptr (TdTimetable) t = g_new0 (TdTimetable, 1);

    t->beneath = profile;
    t->sessions = td_timetable_load_sessions (tx, error);
    if (t->sessions == NULL)
        return NULL;
    t->stages = td_timetable_load_stages (tx, error);
    if (t->stages == NULL)
        return NULL;
    t->reviews = td_timetable_load_reviews (tx, error);
    if (t->reviews == NULL)
        return NULL;
    lay_over (t);
    return g_steal_pointer (&t);
}

struct reading {
    const TdProfile *profile;
    TdTimetable *timetable;
};

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->timetable = td_timetable_load (tx, r->profile, error);
    return r->timetable != NULL;
}

TdTimetable *td_timetable_read (TdInstance *instance, GError **error)
{
    struct reading r = { .profile = instance->profile };

    return td_store_read (instance->store, read_in, &r, error) ? r.timetable : NULL;
}

void td_timetable_free (TdTimetable *t)
{
    if (t == NULL)
        return;
    g_clear_pointer (&t->sessions, g_ptr_array_unref);
    g_clear_pointer (&t->stages, g_ptr_array_unref);
    g_clear_pointer (&t->reviews, g_ptr_array_unref);
    td_profile_overlay_free (t->overlay);
    g_free (t);
}

const TdSessionChange *td_timetable_session (const TdTimetable *t, int number)
{
    for (guint i = 0; i < t->sessions->len; i++)
        if (((TdSessionChange *) t->sessions->pdata[i])->number == number)
            return t->sessions->pdata[i];
    return NULL;
}

const TdStageDate *td_timetable_stage (const TdTimetable *t, const char *state, int cycle, const char *stage)
{
    for (guint i = 0; i < t->stages->len; i++) {
        const TdStageDate *date = t->stages->pdata[i];
        if (g_str_equal (date->state, state) && date->cycle == cycle && g_str_equal (date->stage, stage))
            return date;
    }
    return NULL;
}

const TdReviewChange *td_timetable_review (const TdTimetable *t, const char *state, int cycle)
{
    for (guint i = 0; i < t->reviews->len; i++) {
        const TdReviewChange *change = t->reviews->pdata[i];
        if (g_str_equal (change->state, state) && change->cycle == cycle)
            return change;
    }
    return NULL;
}

/* ---- what would be ---- */

void td_timetable_try_session (TdTimetable *t, const TdSessionChange *change)
{
    TdSessionChange *copy = g_memdup2 (change, sizeof *change);
    guint at = 0;

    copy->start = g_strdup (change->start);
    copy->end = g_strdup (change->end);
    copy->how = g_strdup (change->how);
    copy->reason = g_strdup (change->reason);
    copy->actor = g_strdup (change->actor);
    while (at < t->sessions->len && ((TdSessionChange *) t->sessions->pdata[at])->number < change->number)
        at++;
    if (at < t->sessions->len && ((TdSessionChange *) t->sessions->pdata[at])->number == change->number)
        g_ptr_array_remove_index (t->sessions, at);
    g_ptr_array_insert (t->sessions, (int) at, copy);
    lay_over (t);
}

void td_timetable_try_stage (TdTimetable *t, const TdStageDate *date)
{
    TdStageDate *copy = g_memdup2 (date, sizeof *date);

    copy->state = g_strdup (date->state);
    copy->stage = g_strdup (date->stage);
    copy->day = g_strdup (date->day);
    copy->how = g_strdup (date->how);
    copy->reason = g_strdup (date->reason);
    copy->actor = g_strdup (date->actor);
    for (guint i = 0; i < t->stages->len; i++) {
        const TdStageDate *old = t->stages->pdata[i];
        if (g_str_equal (old->state, date->state) && old->cycle == date->cycle
            && g_str_equal (old->stage, date->stage)) {
            g_ptr_array_remove_index (t->stages, i);
            break;
        }
    }
    g_ptr_array_add (t->stages, copy);
    lay_over (t);
}

/* ---- asking ---- */

const TdSession *td_timetable_session_of (const TdTimetable *t, const TdState *state, int cycle, const char *stage)
{
    const TdStageDate *date = td_timetable_stage (t, state->iso3, cycle, stage);
    gsize n = 0;
    const TdReview *reviews;

    if (date != NULL && date->session != 0)
        return td_profile_session (t->profile, date->session);
    if (g_strcmp0 (dialogue_stage (t->beneath), stage) != 0)
        return NULL;
    reviews = td_profile_reviews (t->profile, state, &n);
    for (gsize i = 0; i < n; i++)
        if (reviews[i].cycle == cycle)
            return reviews[i].session;
    return NULL;
}

/* Whether a stage stands behind the dialogue in the profile's order. */
static gboolean is_after_dialogue (const TdProfile *profile, const char *stage)
{
    gboolean seen = FALSE;

    for (gsize i = 0; i < profile->n_stages; i++) {
        if (g_str_equal (profile->stages[i].slug, stage))
            return seen;
        seen |= g_strcmp0 (profile->stages[i].known_by, "dialogue") == 0;
    }
    return FALSE;
}

int td_timetable_cycle_for (const TdTimetable *t, const TdState *state, const char *stage, const char *today)
{
    gsize n = 0;
    const TdReview *reviews = td_profile_reviews (t->profile, state, &n);
    int held = 0;

    for (gsize i = 0; i < n; i++)
        if (td_review_time (&reviews[i], today) == TD_REVIEW_HELD)
            held = reviews[i].cycle;
    if (is_after_dialogue (t->profile, stage))
        return MAX (held, 1);
    return held + 1;
}

/* What was recorded of a stage: its own day, or the first of its session. */
static const char *day_of (const TdTimetable *t, const TdStageDate *date)
{
    const TdSession *session = td_profile_session (t->profile, date->session);

    return date->day != NULL ? date->day : session != NULL ? session->start : NULL;
}

void td_timetable_cycle (const TdTimetable *t, const TdState *state, const char *today, TdCycle *ret_cycle)
{
    const TdReviewChange *change;

    td_profile_cycle (t->profile, state, today, ret_cycle);
    for (guint i = 0; i < t->stages->len; i++) {
        const TdStageDate *date = t->stages->pdata[i];
        if (g_str_equal (date->state, state->iso3) && date->cycle == ret_cycle->cycle)
            td_cycle_record (ret_cycle, date->stage, day_of (t, date), date->how, date->reason, today);
    }
    change = td_timetable_review (t, state->iso3, ret_cycle->cycle);
    if (change != NULL)
        td_cycle_explain_absence (ret_cycle, change->reason);
}

/* The next report as td_timetable_overdue has it. */
static void set_next_report (const TdTimetable *t, const TdState *state, const char *locale, const char *today,
                             json_t *json)
{
    json_t *next = json_object_get (json, "next_report");
    g_auto (TdReportDue) due = { 0 };
    int years = td_timetable_overdue (t, state, today, &due);
    g_autofree char *because = td_timetable_due_because (t, &due, locale);

    json_object_set_new (next, "date", due.date != NULL ? json_string (due.date) : json_null ());
    json_object_set_new (next, "latest", due.latest != NULL ? json_string (due.latest) : json_null ());
    json_object_set_new (next, "basis", json_string (td_basis_name (due.basis)));
    json_object_set_new (next, "because", json_string (because));
    json_object_set_new (next, "overdue_years", years >= 0 ? json_integer (years) : json_null ());
}

json_t *td_timetable_state_to_json (const TdTimetable *t, const TdState *state, const char *locale, const char *today)
{
    json_t *json = td_profile_state_to_json (t->profile, state, locale, today);
    g_auto (TdCycle) cycle = { 0 };

    td_timetable_cycle (t, state, today, &cycle);
    json_object_set_new (json, "cycle_line", td_cycle_to_json (&cycle, locale));
    set_next_report (t, state, locale, today, json);
    return json;
}
