/* The pages of the stages of a State's review: what was said of each, and saying more. */
#include "areas/calls/pages.h"

#include "areas/calls/stages.html.h"
#include "areas/calls/timetable-page.h"
#include "base/clock.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "templates/field-radios.html.h"
#include "text/words.h"

typedef struct html_field_radios_choices Choice;

/* What was typed into the two forms, and what is wrong with it. */
typedef struct {
    const char *stage, *review, *day, *session, *how, *reason; /* when a stage is */
    const char *report, *of, *why;                             /* with or without the report */
    const char *field, *message;                               /* NULL: nothing */
} Typed;

static const char *keep (GPtrArray *strings, char *take)
{
    g_ptr_array_add (strings, take);
    return take;
}

static const TdState *state_of (TdRequest *request, GError **error)
{
    const TdState *state =
        td_profile_state (td_request_instance (request)->profile, td_request_part (request, "state"));

    if (state == NULL)
        g_set_error_literal (error, TD_WEB_ERROR, TD_ERROR_NOT_FOUND,
                             "This is not a State party. Look for it in the list of States.");
    return state;
}

/* How many reviews the State has by the timetable. */
static int last_review (const TdTimetable *t, const TdState *state)
{
    gsize n = 0;
    const TdReview *reviews = td_profile_reviews (t->profile, state, &n);

    return n > 0 ? reviews[n - 1].cycle : 0;
}

static int number_of (const char *text)
{
    gint64 number = 0;

    return g_ascii_string_to_signed (text, 10, 1, 9999, &number, NULL) ? (int) number : 0;
}

/* ---- choices ---- */

static void choice (GArray *rows, const char *id, const char *value, const char *label, const char *chosen)
{
    Choice row = { .id = id, .value = value, .label = label, .chosen = g_strcmp0 (value, chosen) == 0 };

    g_array_append_val (rows, row);
}

static GArray *stage_choices (const TdProfile *profile, const char *locale, const char *chosen)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Choice));

    for (gsize i = 0; i < profile->n_stages; i++)
        choice (rows, profile->stages[i].slug, profile->stages[i].slug, td_words (locale, profile->stages[i].label),
                chosen);
    return rows;
}

static char *review_title (int number, const char *locale)
{
    g_autofree char *n = td_words_number (locale, number);

    return td_words_fill (td_words (locale, N_ ("Review {number}")), "number", n, NULL);
}

/* The one under way, those that are known, and the next. */
static GArray *review_choices (int last, const char *locale, const char *chosen, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Choice));

    choice (rows, "now", "", td_words (locale, N_ ("The one under way")), chosen);
    for (int i = 1; i <= last + 1; i++) {
        const char *value = keep (strings, g_strdup_printf ("%d", i));
        choice (rows, value, value, keep (strings, review_title (i, locale)), chosen);
    }
    return rows;
}

/* The last first. */
static GArray *session_choices (const TdTimetable *t, const char *locale, const char *chosen, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Choice));

    for (gsize i = t->profile->n_sessions; i-- > 0;) {
        const TdSession *session = &t->profile->sessions[i];
        g_autofree char *n = td_words_number (locale, session->number);
        g_autofree char *days = td_days_words (locale, session->start, session->end);
        const char *value = keep (strings, g_strdup_printf ("%d", session->number));
        g_autofree char *title = td_words_fill (td_words (locale, N_ ("Session {n}")), "n", n, NULL);
        choice (rows, value, value,
                keep (strings, days != NULL ? g_strdup_printf ("%s: %s", title, days) : g_strdup (title)), chosen);
    }
    return rows;
}

static GArray *report_choices (const char *locale, const char *chosen)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Choice));

    choice (rows, "report", "absent", td_words (locale, N_ ("In the absence of the State’s report")), chosen);
    choice (rows, "report-with", "with", td_words (locale, N_ ("Not so: the report is awaited or came")), chosen);
    return rows;
}

/* ---- rows ---- */

/* "5 April 2027", or "Session 43, from 5 April 2027" as the session stands now. */
static char *when_of (const TdTimetable *t, const TdStageDate *d, const char *locale)
{
    const TdSession *session = td_profile_session (t->profile, d->session);
    g_autofree char *n = NULL, *day = NULL, *title = NULL;

    if (d->day != NULL)
        return td_words_date (locale, d->day);
    n = td_words_number (locale, d->session);
    title = td_words_fill (td_words (locale, N_ ("Session {n}")), "n", n, NULL);
    if (session == NULL || session->start == NULL)
        return g_steal_pointer (&title);
    day = td_words_date (locale, session->start);
    return td_words_fill (td_words (locale, N_ ("{session}, from {day}")), "session", title, "day", day, NULL);
}

/* The newest first. */
static GArray *history_of (TdRequest *request, const TdTimetable *t, const GPtrArray *all, int cycle, const char *stage,
                           GPtrArray *strings)
{
    const char *locale = td_request_locale (request);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_stages_rows_history));

    for (guint i = all->len; i-- > 0;) {
        const TdStageDate *d = all->pdata[i];
        struct html_stages_rows_history row = { .how = td_how_label (d->how), .reason = d->reason };
        if (d->cycle != cycle || !g_str_equal (d->stage, stage))
            continue;
        row.when = keep (strings, when_of (t, d, locale));
        row.said = keep (strings, td_words_day (locale, d->at, t->beneath->zone));
        row.who = keep (strings, td_recorded_by (request, d->actor));
        g_array_append_val (rows, row);
    }
    return rows;
}

static char *overdue_words (const TdCycleStage *stage, const char *locale)
{
    g_autofree char *n = NULL;

    if (stage->overdue_years < 1)
        return NULL;
    n = td_words_number (locale, stage->overdue_years);
    return td_words_fill (td_words_n (locale, "{n} year", "{n} years", stage->overdue_years), "n", n, NULL);
}

/* What stands of a stage of the review under way. */
static void fill_status (const TdCycle *cycle, const char *locale, GPtrArray *strings, guint i,
                         struct html_stages_rows *row)
{
    const TdCycleStage *stage = &g_array_index (cycle->stages, TdCycleStage, i);

    row->when = stage->date != NULL ? keep (strings, td_words_date (locale, stage->date)) : NULL;
    row->status = td_stage_status_label (stage->status);
    row->symbol = stage->symbol;
    row->overdue = keep (strings, overdue_words (stage, locale));
}

static GArray *rows_of (TdRequest *request, const TdTimetable *t, const TdCycle *now, int cycle, const GPtrArray *all,
                        GPtrArray *strings, GPtrArray *arrays)
{
    const TdProfile *profile = t->profile;
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_stages_rows));

    for (guint i = 0; i < profile->n_stages; i++) {
        const TdChoice *stage = &profile->stages[i];
        GArray *history = history_of (request, t, all, cycle, stage->slug, strings);
        struct html_stages_rows row = { .slug = stage->slug,
                                        .label = stage->label,
                                        .hint = stage->hint,
                                        .history = (const struct html_stages_rows_history *) (void *) history->data,
                                        .n_history = history->len };
        g_ptr_array_add (arrays, history);
        if (now->cycle == cycle)
            fill_status (now, td_request_locale (request), strings, i, &row);
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *types_of (TdRequest *request, const TdTimetable *t, const GPtrArray *all, int cycle, GPtrArray *strings)
{
    const char *locale = td_request_locale (request);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_stages_types));

    for (guint i = all->len; i-- > 0;) {
        const TdReviewChange *c = all->pdata[i];
        struct html_stages_types row = { .absent = g_str_equal (c->type, "no-report"), .reason = c->reason };
        if (c->cycle != cycle)
            continue;
        row.said = keep (strings, td_words_day (locale, c->at, t->beneath->zone));
        row.who = keep (strings, td_recorded_by (request, c->actor));
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *reviews_of (const TdTimetable *t, const TdState *state, int shown, int under_way)
{
    int last = MAX (MAX (last_review (t, state), under_way), shown);
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_stages_reviews));

    for (int i = 1; i <= last; i++) {
        struct html_stages_reviews row = { .number = i, .shown = i == shown };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* ---- the page ---- */

/* All that a page is made of; what it lends to the template lives in it. */
typedef struct {
    TdTimetable *t;
    GPtrArray *stages, *reviews; /* histories */
    GPtrArray *strings, *arrays;
    TdCycle now;
} Made;

static void made_clear (Made *m)
{
    td_timetable_free (m->t);
    g_clear_pointer (&m->stages, g_ptr_array_unref);
    g_clear_pointer (&m->reviews, g_ptr_array_unref);
    g_clear_pointer (&m->strings, g_ptr_array_unref);
    g_clear_pointer (&m->arrays, g_ptr_array_unref);
    td_cycle_clear (&m->now);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Made, made_clear)

static gboolean make (TdRequest *request, const TdState *state, Made *m, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);

    m->strings = g_ptr_array_new_with_free_func (g_free);
    m->arrays = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
    m->t = td_timetable_read (instance, error);
    m->stages = m->t != NULL ? td_stage_history (instance, state->iso3, error) : NULL;
    m->reviews = m->stages != NULL ? td_review_history (instance, state->iso3, error) : NULL;
    if (m->reviews == NULL)
        return FALSE;
    td_timetable_cycle (m->t, state, today, &m->now);
    return TRUE;
}

static GArray *lend (Made *m, GArray *take)
{
    g_ptr_array_add (m->arrays, take);
    return take;
}

static void fill_forms (Made *m, const TdState *state, const char *locale, const Typed *typed, struct html_stages *page)
{
    int last = last_review (m->t, state);
    const GArray *stages = lend (m, stage_choices (m->t->profile, locale, typed->stage));
    const GArray *reviews = lend (m, review_choices (last, locale, typed->review, m->strings));
    const GArray *sessions = lend (m, session_choices (m->t, locale, typed->session, m->strings));
    const GArray *hows = lend (m, td_how_choices (locale, typed->how));
    const GArray *of = lend (m, review_choices (last, locale, typed->of, m->strings));
    const GArray *reports = lend (m, report_choices (locale, typed->report));

#define LIST(field, array) page->field = (const Choice *) (void *) (array)->data, page->n_##field = (array)->len
    LIST (choices_stage, stages);
    LIST (choices_review, reviews);
    LIST (choices_session, sessions);
    LIST (choices_how, hows);
    LIST (choices_of, of);
    LIST (choices_report, reports);
#undef LIST
    page->stood = keep (m->strings, td_stages_stand (m->t, state->iso3));
    page->day = typed->day;
    page->reason = typed->reason;
    page->why = typed->why;
}

static void fill_errors (const Typed *typed, const char *text, struct html_stages *page)
{
    page->stage_error = td_error_at (typed->field, "stage", text);
    page->review_error = td_error_at (typed->field, "review", text);
    page->day_error = td_error_at (typed->field, "day", text);
    page->session_error = td_error_at (typed->field, "session", text);
    page->how_error = td_error_at (typed->field, "how", text);
    page->reason_error = td_error_at (typed->field, "reason", text);
    page->report_error = td_error_at (typed->field, "report", text);
    page->why_error = td_error_at (typed->field, "why", text);
}

static gboolean show (TdRequest *request, const TdState *state, const Typed *typed, GError **error)
{
    const char *locale = td_request_locale (request);
    const char *text = typed->message != NULL ? td_words (locale, typed->message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = typed->field, .text = text } };
    int asked = number_of (td_request_field (request, "review"));
    g_auto (Made) m = { NULL };
    const GArray *rows, *types, *reviews;
    struct html_stages page = { .errors = errors, .n_errors = text != NULL };

    if (!make (request, state, &m, error))
        return FALSE;
    page.cycle = asked != 0 && asked <= last_review (m.t, state) + 1 ? asked : m.now.cycle;
    rows = lend (&m, rows_of (request, m.t, &m.now, (int) page.cycle, m.stages, m.strings, m.arrays));
    types = lend (&m, types_of (request, m.t, m.reviews, (int) page.cycle, m.strings));
    reviews = lend (&m, reviews_of (m.t, state, (int) page.cycle, m.now.cycle));
    page.officer = td_is_officer (request);
    page.name = td_profile_state_name (m.t->beneath, state, locale);
    page.iso3 = state->iso3;
    page.rows = (const struct html_stages_rows *) (void *) rows->data;
    page.n_rows = rows->len;
    page.types = (const struct html_stages_types *) (void *) types->data;
    page.n_types = types->len;
    page.reviews = (const struct html_stages_reviews *) (void *) reviews->data;
    page.n_reviews = reviews->len;
    fill_forms (&m, state, locale, typed, &page);
    fill_errors (typed, text, &page);
    html_stages (td_request_html (request), &page);
    td_reply_html (request, text != NULL ? 422 : 200);
    return TRUE;
}

static const Typed nothing = { .stage = "",
                               .review = "",
                               .day = "",
                               .session = "",
                               .how = "planned",
                               .reason = "",
                               .report = "",
                               .of = "",
                               .why = "" };

gboolean td_stages_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdState *state = state_of (request, error);
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    g_auto (Made) m = { NULL };

    if (state == NULL)
        return FALSE;
    if (!td_request_wants_json (request))
        return show (request, state, &nothing, error);
    if (!make (request, state, &m, error))
        return FALSE;
    td_reply_json (request, 200,
                   td_stages_to_json (m.t, state, m.stages, m.reviews, td_request_locale (request), today));
    return TRUE;
}

/* ---- saying when a stage is ---- */

/* Where on the form the rule's answer belongs. */
static const char *field_of (const TdProfile *profile, const TdStageWish *wish, const Typed *typed)
{
    if (!td_how_known (wish->how))
        return "how";
    if (*wish->reason == '\0')
        return "reason";
    if (td_profile_choice (profile->stages, profile->n_stages, wish->stage) == NULL)
        return "stage";
    if (wish->day != NULL)
        return td_date_precision (wish->day) != TD_DATE_DAY || wish->session != 0 ? "day" : "stage";
    if (*typed->session != '\0')
        return "session";
    return "day";
}

static gboolean confirm (TdRequest *request, const TdState *state, const TdStageWish *wish, const Typed *typed,
                         const GPtrArray *moved, gboolean again)
{
    const char *locale = td_request_locale (request);
    const TdProfile *profile = td_request_instance (request)->profile;
    const TdChoice *stage = td_profile_choice (profile->stages, profile->n_stages, wish->stage);
    g_autofree char *path = g_strdup_printf ("/%s/states/%s/stages", locale, state->iso3);
    g_autofree char *number = td_words_number (locale, wish->session);
    g_autofree char *when = wish->day != NULL
                                ? td_words_date (locale, wish->day)
                                : td_words_fill (td_words (locale, N_ ("Session {n}")), "n", number, NULL);
    g_autofree char *said =
        g_strdup_printf ("%s, %s: %s, %s", td_profile_state_name (profile, state, locale),
                         td_words (locale, stage->label), when, td_words (locale, td_how_label (wish->how)));
    const char *const fields[] = { "stage",    typed->stage,  "review",       typed->review, "day",
                                   typed->day, "session",     typed->session, "how",         typed->how,
                                   "reason",   typed->reason, "stood",        wish->stood,   NULL };
    const TdMovedPage page = { .question = td_words (locale, N_ ("What follows from this stage")),
                               .action = path,
                               .back = path,
                               .said = said,
                               .reason = typed->reason,
                               .fields = fields,
                               .again = again };

    return td_moved_show (request, &page, moved);
}

static gboolean go_back (TdRequest *request, const TdState *state, const char *review)
{
    g_autofree char *path =
        g_strdup_printf ("/%s/states/%s/stages%s%s", td_request_locale (request), state->iso3,
                         number_of (review) != 0 ? "?review=" : "", number_of (review) != 0 ? review : "");

    td_reply_redirect (request, path);
    return TRUE;
}

static gboolean is_theirs (const GError *problem)
{
    return td_error_code (problem) == TD_ERROR_INPUT || td_error_code (problem) == TD_ERROR_CONFLICT;
}

gboolean td_stages_post (TdRequest *request, GError **error)
{
    const TdState *state = state_of (request, error);
    Typed typed = nothing;
    const TdConfirm seen = td_confirm_of (request);
    g_autoptr (GPtrArray) moved = NULL;
    g_autoptr (GError) problem = NULL;
    gboolean waits = FALSE;

    if (state == NULL)
        return FALSE;
    typed.stage = td_request_field (request, "stage");
    typed.review = td_request_field (request, "review");
    typed.day = td_request_field (request, "day");
    typed.session = td_request_field (request, "session");
    typed.how = td_request_field (request, "how");
    typed.reason = td_request_field (request, "reason");
    const TdStageWish wish = { .state = state->iso3,
                               .stage = typed.stage,
                               .cycle = number_of (typed.review),
                               .day = *typed.day != '\0' ? typed.day : NULL,
                               .session = number_of (typed.session),
                               .how = typed.how,
                               .reason = typed.reason,
                               .stood = td_request_field (request, "stood") };
    typed.field = "reason";
    typed.message = td_request_field_problem (request, "reason");
    if (typed.message != NULL)
        return show (request, state, &typed, error);
    if (td_stage_record (td_request_instance (request), td_request_viewer (request), &wish, &seen, &moved, &waits,
                         &problem))
        return go_back (request, state, typed.review);
    if (waits)
        return confirm (request, state, &wish, &typed, moved, seen.confirm);
    if (!is_theirs (problem)) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    typed.field = field_of (td_request_instance (request)->profile, &wish, &typed);
    typed.message = problem->message;
    return show (request, state, &typed, error);
}

/* ---- with or without the report ---- */

gboolean td_review_post (TdRequest *request, GError **error)
{
    const TdState *state = state_of (request, error);
    Typed typed = nothing;
    g_autoptr (GError) problem = NULL;

    if (state == NULL)
        return FALSE;
    typed.report = td_request_field (request, "report");
    typed.of = td_request_field (request, "of");
    typed.why = td_request_field (request, "why");
    const TdReviewWish wish = { .state = state->iso3,
                                .cycle = number_of (typed.of),
                                .no_report = g_str_equal (typed.report, "absent"),
                                .reason = typed.why };
    typed.field = "why";
    typed.message = td_request_field_problem (request, "why");
    if (typed.message == NULL && !wish.no_report && !g_str_equal (typed.report, "with")) {
        typed.field = "report";
        typed.message = N_ ("Choose one: in the absence of the report, or not.");
    }
    if (typed.message != NULL)
        return show (request, state, &typed, error);
    if (td_review_record (td_request_instance (request), td_request_viewer (request), &wish, &problem))
        return go_back (request, state, typed.of);
    if (!is_theirs (problem)) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    typed.field = *typed.why == '\0' ? "why" : "report";
    typed.message = problem->message;
    return show (request, state, &typed, error);
}
