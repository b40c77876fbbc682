/* The facts of one State as JSON: what the page, the command and the API all show. */
#include "profile/cycle.h"
#include "profile/profile.h"

#include "text/words.h"

static json_t *adherence (const TdState *state)
{
    return json_pack ("{s:s, s:s?, s:s, s:s?}", "kind", state->adherence, "date", state->adherence_date, "basis",
                      td_basis_name (state->adherence_basis), "source", state->adherence_source);
}

static json_t *entry (const TdProfile *profile, const TdState *state, const char *locale)
{
    g_auto (TdEntry) day = { 0 };

    td_profile_entry (profile, state, &day);
    g_autofree char *because = td_profile_entry_because (profile, &day, locale);
    return json_pack ("{s:s?, s:s?, s:s?, s:s, s:s}", "date", day.date, "earliest", day.earliest, "latest", day.latest,
                      "basis", td_basis_name (day.basis), "because", because);
}

static json_t *next_report (const TdProfile *profile, const TdState *state, const char *locale, const char *today)
{
    g_auto (TdReportDue) due = { 0 };

    td_profile_next_report_on (profile, state, today, &due);
    g_autofree char *because = td_profile_report_because (profile, &due, locale);
    int years = td_report_due_overdue (&due, today);
    return json_pack ("{s:s?, s:s?, s:s, s:s, s:i, s:o, s:s}", "date", due.date, "latest", due.latest, "basis",
                      td_basis_name (due.basis), "because", because, "cycle", due.cycle, "overdue_years",
                      years >= 0 ? json_integer (years) : json_null (), "known_until", profile->known_until);
}

static json_t *symbol (const char *text, TdBasis basis)
{
    return json_pack ("{s:s?, s:s}", "symbol", text, "basis", td_basis_name (basis));
}

static json_t *session_of (const TdReview *review)
{
    const TdSession *session = review->session;

    if (session == NULL)
        return json_null ();
    return json_pack ("{s:i, s:s?, s:s?, s:s, s:s?, s:s}", "number", session->number, "start", session->start, "end",
                      session->end, "basis", td_basis_name (session->basis), "source", session->source, "review_basis",
                      td_basis_name (review->session_basis));
}

static json_t *review_to_json (const TdReview *review, const char *today)
{
    static const char *const times[] = {
        [TD_REVIEW_UNKNOWN] = "unknown",
        [TD_REVIEW_PLANNED] = "planned",
        [TD_REVIEW_NOW] = "now",
        [TD_REVIEW_HELD] = "held",
    };
    json_t *list = symbol (review->list_of_issues, review->list_basis);

    json_object_set_new (list, "prior", json_boolean (review->list_prior));
    return json_pack ("{s:i, s:s, s:s?, s:s, s:o, s:o, s:o, s:o, s:s?, s:s?}", "cycle", review->cycle, "type",
                      review->type, "numbers", review->numbers, "when", times[td_review_time (review, today)],
                      "session", session_of (review), "report", symbol (review->report, review->report_basis),
                      "list_of_issues", list, "observations", symbol (review->observations, review->observations_basis),
                      "next_report_due", review->next_report_due, "next_report_source", review->next_report_source);
}

static json_t *reviews (const TdProfile *profile, const TdState *state, const char *today)
{
    gsize n = 0;
    const TdReview *first = td_profile_reviews (profile, state, &n);
    json_t *list = json_array ();

    for (gsize i = 0; i < n; i++)
        json_array_append_new (list, review_to_json (&first[i], today));
    return list;
}

json_t *td_profile_state_to_json (const TdProfile *profile, const TdState *state, const char *locale, const char *today)
{
    g_auto (TdCycle) cycle = { 0 };

    td_profile_cycle (profile, state, today, &cycle);
    return json_pack ("{s:s, s:s, s:s, s:o, s:s?, s:o, s:o, s:o, s:o}", "iso3", state->iso3, "name",
                      td_profile_state_name (profile, state, locale), "region", td_words (locale, state->region),
                      "adherence", adherence (state), "declarations",
                      state->declarations != NULL ? td_words (locale, state->declarations) : NULL, "entry_into_force",
                      entry (profile, state, locale), "next_report", next_report (profile, state, locale, today),
                      "reviews", reviews (profile, state, today), "cycle_line", td_cycle_to_json (&cycle, locale));
}
