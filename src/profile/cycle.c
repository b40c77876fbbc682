#include "profile/cycle.h"

#include "base/clock.h"
#include "text/words.h"

typedef struct {
    const TdProfile *profile;
    const char *today;
    const TdReview *review; /* shown, or NULL */
    TdReviewTime time;      /* of review */
    TdReportDue opening;    /* the report that opened it, as it was due */
    TdReportDue next;       /* the report after it */
} Facts;

static const struct {
    const char *name, *label;
} statuses[] = {
    [TD_STAGE_UNKNOWN] = { "unknown", N_ ("not known") },
    [TD_STAGE_DONE] = { "done", N_ ("done") },
    [TD_STAGE_NOW] = { "now", N_ ("now") },
    [TD_STAGE_NEXT] = { "next", N_ ("ahead") },
    [TD_STAGE_OVERDUE] = { "overdue", N_ ("overdue, as far as is known here") },
    [TD_STAGE_ABSENT] = { "absent", N_ ("no report: a review in its absence") },
};

const char *td_stage_status_name (TdStageStatus status)
{
    return statuses[status].name;
}

const char *td_stage_status_label (TdStageStatus status)
{
    return statuses[status].label;
}

/* ---- one function a fact ---- */

static void tell_due (const Facts *facts, const TdReportDue *due, gboolean came, TdCycleStage *stage)
{
    stage->date = g_strdup (due->date);
    stage->basis = due->basis;
    if (due->date == NULL)
        return;
    int years = td_report_due_overdue (due, facts->today);
    if (came || due->planned != NULL)
        stage->status = TD_STAGE_DONE;
    else if (years >= 0)
        stage->status = TD_STAGE_OVERDUE;
    else if (td_date_compare (due->latest, facts->today) >= 0)
        stage->status = TD_STAGE_NEXT;
    stage->overdue_years = stage->status == TD_STAGE_OVERDUE ? years : -1;
}

/* A review in the absence of the report that was to open it. */
static gboolean is_without_report (const TdReview *review)
{
    return review != NULL && review->report == NULL && g_strcmp0 (review->type, "no-report") == 0;
}

static void tell_report_due (const Facts *facts, TdCycleStage *stage)
{
    const TdReview *review = facts->review;
    gboolean absent = is_without_report (review);

    tell_due (facts, &facts->opening, review != NULL && !absent && (review->session != NULL || review->report != NULL),
              stage);
    /* What was owed then is owed no more: the Committee has fixed the day of another report since. */
    if (absent && facts->time == TD_REVIEW_HELD) {
        stage->status = TD_STAGE_ABSENT;
        stage->overdue_years = -1;
    }
}

static void tell_next_report (const Facts *facts, TdCycleStage *stage)
{
    if (facts->review != NULL && facts->time == TD_REVIEW_HELD)
        tell_due (facts, &facts->next, FALSE, stage);
}

static void tell_document (const char *symbol, TdBasis basis, TdCycleStage *stage)
{
    if (symbol == NULL)
        return;
    stage->status = TD_STAGE_DONE;
    stage->symbol = symbol;
    stage->basis = basis;
}

static void tell_report (const Facts *facts, TdCycleStage *stage)
{
    if (facts->review != NULL)
        tell_document (facts->review->report, facts->review->report_basis, stage);
    if (is_without_report (facts->review)) {
        stage->status = TD_STAGE_ABSENT;
        stage->basis = facts->review->session_basis;
    }
}

static void tell_list_prior (const Facts *facts, TdCycleStage *stage)
{
    if (facts->review != NULL && facts->review->list_prior)
        tell_document (facts->review->list_of_issues, facts->review->list_basis, stage);
}

static void tell_list (const Facts *facts, TdCycleStage *stage)
{
    if (facts->review != NULL && !facts->review->list_prior)
        tell_document (facts->review->list_of_issues, facts->review->list_basis, stage);
}

static const TdStageStatus status_by_time[] = {
    [TD_REVIEW_UNKNOWN] = TD_STAGE_UNKNOWN,
    [TD_REVIEW_PLANNED] = TD_STAGE_NEXT,
    [TD_REVIEW_NOW] = TD_STAGE_NOW,
    [TD_REVIEW_HELD] = TD_STAGE_DONE,
};

static void tell_dialogue (const Facts *facts, TdCycleStage *stage)
{
    if (facts->review == NULL || facts->review->session == NULL)
        return;
    const TdSession *session = facts->review->session;
    stage->status = status_by_time[facts->time];
    stage->date = g_strdup (session->start != NULL ? session->start : session->end);
    /* What was seen of a review in a session whose dates are not sure is not sure either. */
    stage->basis = session->basis == TD_BASIS_SEEN ? facts->review->session_basis : session->basis;
}

static void tell_observations (const Facts *facts, TdCycleStage *stage)
{
    if (facts->review == NULL || facts->time != TD_REVIEW_HELD)
        return;
    tell_document (facts->review->observations, facts->review->observations_basis, stage);
}

static void tell_follow_up (const Facts *facts, TdCycleStage *stage)
{
    if (facts->review == NULL || facts->time != TD_REVIEW_HELD)
        return;
    stage->status = TD_STAGE_NOW;
    stage->basis = facts->review->session_basis;
}

static const struct {
    const char *word;
    void (*tell) (const Facts *facts, TdCycleStage *stage);
} facts_known[] = {
    { "report-due", tell_report_due }, { "list-prior", tell_list_prior },
    { "report", tell_report },         { "list", tell_list },
    { "dialogue", tell_dialogue },     { "observations", tell_observations },
    { "follow-up", tell_follow_up },   { "next-report", tell_next_report },
};

gboolean td_stage_fact_known (const char *fact)
{
    for (gsize i = 0; i < G_N_ELEMENTS (facts_known); i++)
        if (g_str_equal (facts_known[i].word, fact))
            return TRUE;
    return FALSE;
}

static void tell (const Facts *facts, const char *word, TdCycleStage *stage)
{
    for (gsize i = 0; word != NULL && i < G_N_ELEMENTS (facts_known); i++)
        if (g_str_equal (facts_known[i].word, word))
            facts_known[i].tell (facts, stage);
}

/* ---- the line ---- */

/* The first review that is not over, else the last one. */
static const TdReview *choose_review (const TdReview *reviews, gsize n, const char *today)
{
    for (gsize i = 0; i < n; i++)
        if (td_review_time (&reviews[i], today) != TD_REVIEW_HELD)
            return &reviews[i];
    return n > 0 ? &reviews[n - 1] : NULL;
}

static void collect (const TdProfile *profile, const TdState *state, const char *today, Facts *facts)
{
    gsize n = 0;
    const TdReview *reviews = td_profile_reviews (profile, state, &n);

    *facts = (Facts){ .profile = profile, .today = today, .review = choose_review (reviews, n, today) };
    td_profile_next_report_on (profile, state, today, &facts->next);
    if (facts->review == NULL) {
        facts->opening = facts->next;
        facts->next = (TdReportDue){ .basis = TD_BASIS_NOT_GIVEN };
        return;
    }
    facts->time = td_review_time (facts->review, today);
    td_profile_report_opening (profile, facts->review, &facts->opening);
}

static void clear_stage (gpointer data)
{
    TdCycleStage *stage = data;
    g_clear_pointer (&stage->date, g_free);
    g_clear_pointer (&stage->how, g_free);
    g_clear_pointer (&stage->reason, g_free);
}

void td_profile_cycle (const TdProfile *profile, const TdState *state, const char *today, TdCycle *ret_cycle)
{
    Facts facts;

    collect (profile, state, today, &facts);
    TdCycle cycle = {
        .cycle = facts.review != NULL ? facts.review->cycle : 1,
        .review = facts.review,
        .stages = g_array_new (FALSE, TRUE, sizeof (TdCycleStage)),
    };
    g_array_set_clear_func (cycle.stages, clear_stage);
    for (gsize i = 0; i < profile->n_stages; i++) {
        TdCycleStage stage = {
            .stage = &profile->stages[i],
            .basis = TD_BASIS_NOT_GIVEN,
            .overdue_years = -1,
        };
        tell (&facts, profile->stages[i].known_by, &stage);
        g_array_append_val (cycle.stages, stage);
    }
    td_report_due_clear (&facts.opening);
    td_report_due_clear (&facts.next);
    *ret_cycle = cycle;
}

/* ---- what the secretariat recorded ---- */

static int whole_years (const char *date, const char *today)
{
    for (int years = 0;; years++) {
        g_autofree char *later = td_date_add_months (date, 12 * (years + 1));
        if (later == NULL || td_date_compare (later, today) > 0)
            return years;
    }
}

static gboolean is_due_day (const TdCycleStage *stage)
{
    const char *fact = stage->stage->known_by;

    return g_strcmp0 (fact, "report-due") == 0 || g_strcmp0 (fact, "next-report") == 0;
}

static void set_status (TdCycleStage *stage, const char *today)
{
    int order = stage->date != NULL ? td_date_compare (stage->date, today) : 1;

    if (g_str_equal (stage->how, "done"))
        stage->status = TD_STAGE_DONE;
    else if (order > 0)
        stage->status = TD_STAGE_NEXT;
    else if (order == 0)
        stage->status = TD_STAGE_NOW;
    else if (is_due_day (stage) && stage->status != TD_STAGE_DONE)
        stage->status = TD_STAGE_OVERDUE;
    else if (stage->status == TD_STAGE_NEXT || stage->status == TD_STAGE_OVERDUE)
        stage->status = TD_STAGE_UNKNOWN;
    stage->overdue_years = stage->status == TD_STAGE_OVERDUE ? whole_years (stage->date, today) : -1;
}

void td_cycle_record (TdCycle *cycle, const char *slug, const char *date, const char *how, const char *reason,
                      const char *today)
{
    for (guint i = 0; i < cycle->stages->len; i++) {
        TdCycleStage *stage = &g_array_index (cycle->stages, TdCycleStage, i);
        if (!g_str_equal (stage->stage->slug, slug))
            continue;
        if (date != NULL) {
            g_free (stage->date);
            stage->date = g_strdup (date);
        }
        g_free (stage->how);
        g_free (stage->reason);
        stage->how = g_strdup (how);
        stage->reason = g_strdup (reason);
        stage->basis = TD_BASIS_RECORDED;
        set_status (stage, today);
    }
}

void td_cycle_explain_absence (TdCycle *cycle, const char *reason)
{
    for (guint i = 0; i < cycle->stages->len; i++) {
        TdCycleStage *stage = &g_array_index (cycle->stages, TdCycleStage, i);
        if (stage->status == TD_STAGE_ABSENT && stage->how == NULL
            && g_strcmp0 (stage->stage->known_by, "report") == 0) {
            g_free (stage->reason);
            stage->reason = g_strdup (reason);
            stage->basis = TD_BASIS_RECORDED;
        }
    }
}

void td_cycle_clear (TdCycle *cycle)
{
    g_clear_pointer (&cycle->stages, g_array_unref);
}

json_t *td_cycle_to_json (const TdCycle *cycle, const char *locale)
{
    json_t *list = json_array ();

    for (guint i = 0; i < cycle->stages->len; i++) {
        const TdCycleStage *stage = &g_array_index (cycle->stages, TdCycleStage, i);
        json_t *overdue = stage->overdue_years >= 0 ? json_integer (stage->overdue_years) : json_null ();
        json_array_append_new (
            list, json_pack ("{s:s, s:s, s:s, s:s?, s:s?, s:s, s:o, s:b, s:s?, s:s?}", "stage", stage->stage->slug,
                             "label", td_words (locale, stage->stage->label), "status",
                             td_stage_status_name (stage->status), "date", stage->date, "symbol", stage->symbol,
                             "basis", td_basis_name (stage->basis), "overdue_years", overdue, "civil_society",
                             (int) stage->stage->civil_society, "how", stage->how, "reason", stage->reason));
    }
    return list;
}
