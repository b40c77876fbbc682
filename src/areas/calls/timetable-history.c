/* What was ever recorded of sessions, stages and reviews; and which reports are overdue by it. Contract in timetable.h. */
#include "areas/calls/timetable-sql.h"
#include "areas/calls/timetable.h"
#include "base/clock.h"
#include "text/words.h"

struct history {
    int number;
    const char *state;
    GPtrArray *list;
};

static gboolean sessions_in (TdTx *tx, gpointer data, GError **error)
{
    struct history *h = data;

    h->list = td_timetable_load_session_history (tx, h->number, error);
    return h->list != NULL;
}

static gboolean stages_in (TdTx *tx, gpointer data, GError **error)
{
    struct history *h = data;

    h->list = td_timetable_load_stage_history (tx, h->state, error);
    return h->list != NULL;
}

static gboolean reviews_in (TdTx *tx, gpointer data, GError **error)
{
    struct history *h = data;

    h->list = td_timetable_load_review_history (tx, h->state, error);
    return h->list != NULL;
}

GPtrArray *td_session_history (TdInstance *instance, int number, GError **error)
{
    struct history h = { .number = number };

    return td_store_read (instance->store, sessions_in, &h, error) ? h.list : NULL;
}

GPtrArray *td_stage_history (TdInstance *instance, const char *state, GError **error)
{
    struct history h = { .state = state };

    return td_store_read (instance->store, stages_in, &h, error) ? h.list : NULL;
}

GPtrArray *td_review_history (TdInstance *instance, const char *state, GError **error)
{
    struct history h = { .state = state };

    return td_store_read (instance->store, reviews_in, &h, error) ? h.list : NULL;
}

/* ---- what lies in a session ---- */

static gboolean is_within (const char *day, const TdSession *session)
{
    return day != NULL && session->start != NULL && session->end != NULL && td_date_compare (day, session->start) >= 0
           && td_date_compare (day, session->end) <= 0;
}

static void add_recorded (const TdTimetable *t, const TdState *state, const TdSession *session, GArray *list)
{
    const TdProfile *profile = t->profile;

    for (guint i = 0; i < t->stages->len; i++) {
        const TdStageDate *date = t->stages->pdata[i];
        TdInSession in = { .state = state,
                           .cycle = date->cycle,
                           .stage = td_profile_choice (profile->stages, profile->n_stages, date->stage),
                           .how = date->how };
        if (in.stage != NULL && g_str_equal (date->state, state->iso3)
            && (date->session == session->number || is_within (date->day, session)))
            g_array_append_val (list, in);
    }
}

static const TdChoice *dialogue_of (const TdProfile *profile)
{
    for (gsize i = 0; i < profile->n_stages; i++)
        if (g_strcmp0 (profile->stages[i].known_by, "dialogue") == 0)
            return &profile->stages[i];
    return NULL;
}

/* Reviews of which only the profile tells the session. */
static void add_known (const TdTimetable *t, const TdState *state, const TdSession *session, GArray *list)
{
    const TdChoice *dialogue = dialogue_of (t->profile);
    gsize n = 0;
    const TdReview *reviews = td_profile_reviews (t->profile, state, &n);

    for (gsize i = 0; dialogue != NULL && i < n; i++) {
        TdInSession in = { .state = state, .cycle = reviews[i].cycle, .stage = dialogue };
        if (reviews[i].session != NULL && reviews[i].session->number == session->number
            && td_timetable_stage (t, state->iso3, reviews[i].cycle, dialogue->slug) == NULL)
            g_array_append_val (list, in);
    }
}

GArray *td_timetable_in_session (const TdTimetable *t, const TdSession *session)
{
    GArray *list = g_array_new (FALSE, FALSE, sizeof (TdInSession));

    for (gsize i = 0; i < t->profile->n_states; i++) {
        add_known (t, &t->profile->states[i], session, list);
        add_recorded (t, &t->profile->states[i], session, list);
    }
    return list;
}

/* ---- overdue ---- */

/* The stage that this fact tells (profile/cycle.h), as it was recorded of a review; or NULL. */
static const TdStageDate *recorded (const TdTimetable *t, const TdState *state, int cycle, const char *fact)
{
    const TdProfile *profile = t->beneath;

    for (gsize i = 0; i < profile->n_stages; i++)
        if (g_strcmp0 (profile->stages[i].known_by, fact) == 0)
            return td_timetable_stage (t, state->iso3, cycle, profile->stages[i].slug);
    return NULL;
}

int td_timetable_overdue (const TdTimetable *t, const TdState *state, const char *today, TdReportDue *ret_due)
{
    const TdStageDate *came, *due;
    const TdReviewChange *review;

    td_profile_next_report_on (t->profile, state, today, ret_due);
    came = recorded (t, state, ret_due->cycle, "report");
    due = recorded (t, state, ret_due->cycle, "report-due");
    review = td_timetable_review (t, state->iso3, ret_due->cycle);
    if (due == NULL)
        due = recorded (t, state, ret_due->cycle - 1, "next-report");
    if (came != NULL && g_str_equal (came->how, "done"))
        return -1;
    if (due != NULL && due->day != NULL) {
        g_free (ret_due->date);
        g_free (ret_due->latest);
        g_free (ret_due->because);
        ret_due->date = g_strdup (due->day);
        ret_due->latest = g_strdup (due->day);
        ret_due->because = g_strdup (due->reason);
        ret_due->basis = TD_BASIS_RECORDED;
    }
    /* The profile's data end at some day, but what the secretariat records it knows. */
    if (ret_due->basis == TD_BASIS_RECORDED || (review != NULL && g_str_equal (review->type, "no-report")))
        ret_due->known_until = "9999-12-31";
    return td_report_due_overdue (ret_due, today);
}

char *td_timetable_due_because (const TdTimetable *t, const TdReportDue *due, const char *locale)
{
    if (due->basis == TD_BASIS_RECORDED)
        return td_words_fill (td_words (locale, N_ ("The secretariat says: {because}")), "because", due->because, NULL);
    return td_profile_report_because (t->profile, due, locale);
}
