/* What was ever recorded of sessions, stages and reviews; and which reports are overdue by it. Contract in timetable.h. */
#include "areas/calls/timetable-sql.h"
#include "areas/calls/timetable.h"

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
